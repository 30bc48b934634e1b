import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Section } from '../../../ui/section';
import { RowSkeletons } from '../../../ui/skeletons';
import { useReportScope } from '../use-revenue';
import { CohortAccountsDialog } from './cohort-accounts-dialog';
import { CohortTable } from './cohort-table';
import { type CohortView, cohortViews } from './cohort-view';

export const shownCohorts = 24;

/** What became of accounts by the month in which they became customers. @param view that nobody can change */
export function CohortsTab({ view: fixed }: { view?: CohortView }) {
  const scope = useReportScope();
  const [chosen, setView] = useState<CohortView>('accounts');
  const view = fixed ?? chosen;
  const [open, setOpen] = useState<{ month: string; age: number } | null>(null);
  const report = useQuery({
    ...trpc.reports.cohorts.queryOptions({ ...scope, months: shownCohorts }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <Section
        title="Retention by month of start"
        note={cohortViews[view].help}
        padding="flush"
        actions={
          fixed === undefined && (
            <SegmentedControl
              aria-label="Retention of"
              value={view}
              onChange={(next) => setView(next as CohortView)}
              data={[
                { value: 'accounts', label: 'Accounts' },
                { value: 'revenue', label: 'Revenue' },
              ]}
            />
          )
        }
      >
        <Loaded answer={report} waiting={<RowSkeletons count={12} />}>
          {(data) => (
            <CohortTable report={data} view={view} onOpen={(month, age) => setOpen({ month, age })} />
          )}
        </Loaded>
      </Section>
      {open && (
        <CohortAccountsDialog
          {...open}
          cohorts={report.data?.cohorts ?? []}
          scope={scope}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
