import { Button } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AuditFilter } from '../../../../src-preload/contract/audit/audit';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { ErrorState } from '../../../ui/error-state';
import { ExportButtons } from '../../../ui/export-buttons';
import { formatInstant } from '../../../ui/format/instant';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { AuditFilterBar } from './audit-filter-bar';
import classes from './audit-screen.module.css';
import { AuditTable } from './audit-table';
import { AuditVerificationSection } from './audit-verification';

/** Who changed what, as the company's database wrote it down. Nothing of it is copied: it is read there. */
export function AuditScreen() {
  const { filter = {} } = useSearch({ from: '/settings/audit' });
  const navigate = useNavigate();
  const isAdmin = useMay('admin');
  const list = useAudit(filter);
  useMilestone('interactive', list.isSuccess || list.isError);
  const exporting = useMutation(
    trpc.audit.export.mutationOptions({
      onSuccess: ({ path, rows }) => {
        if (path !== null) notifyDone(`${formatPlural(rows, 'row')} of the audit saved to ${path}`);
      },
    }),
  );
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  const asOf = list.data?.pages[0]?.asOf;
  const noRows =
    Object.keys(filter).length === 0 ? (
      <NothingYet isAdmin={isAdmin} />
    ) : (
      <NoRows onClear={() => narrow({})} />
    );

  function narrow(next: AuditFilter): void {
    void navigate({
      to: '/settings/audit',
      search: Object.keys(next).length === 0 ? {} : { filter: next },
      replace: true,
    });
  }

  return (
    <SectionStack>
      {isAdmin && <AuditVerificationSection />}
      <Section
        title="Audit"
        note={noteOf(isAdmin, asOf)}
        padding="flush"
        actions={
          <>
            <Button
              variant="default"
              fw={400}
              loading={list.isRefetching}
              onClick={() => void list.refetch()}
            >
              Read again
            </Button>
            <ExportButtons
              writing={exporting.isPending ? (exporting.variables.format ?? 'csv') : null}
              onExport={(format) => exporting.mutate({ filter, format })}
            />
          </>
        }
      >
        <div className={classes.filter}>
          <AuditFilterBar filter={filter} rows={rows} onChange={narrow} />
        </div>
        <Loaded answer={list} waiting={<RowSkeletons count={12} />}>
          {() => (rows.length === 0 ? noRows : <AuditTable rows={rows} />)}
        </Loaded>
        {list.isFetchNextPageError && (
          <ErrorState error={callErrorOf(list.error)} onRetry={() => void list.fetchNextPage()} />
        )}
        {list.hasNextPage && !list.isFetchNextPageError && (
          <div className={classes.more}>
            <Button
              variant="default"
              fw={400}
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show earlier rows
            </Button>
          </div>
        )}
      </Section>
    </SectionStack>
  );
}

/** The newest rows first, read at the company each time the screen opens. */
function useAudit(filter: AuditFilter) {
  return useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { filter },
      { getNextPageParam: ({ next }) => next ?? undefined, staleTime: 0 },
    ),
  );
}

function noteOf(isAdmin: boolean, asOf: number | undefined): string {
  const whose = isAdmin
    ? 'What everybody did with the accounts you see, and what was changed of the company'
    : 'What you did yourself; admins see what everybody did';
  return asOf === undefined ? whose : `${whose}. As of ${formatInstant(asOf)}`;
}

/** Nothing was narrowed, and nothing is there. */
function NothingYet({ isAdmin }: { isAdmin: boolean }) {
  return (
    <EmptyState
      title="Nothing in the audit yet"
      text={
        isAdmin
          ? 'Whatever is decided or changed from now on stands here.'
          : 'Whatever you decide from now on stands here.'
      }
    />
  );
}

function NoRows({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState
      icon={<IconFilterOff size={24} stroke={1.5} />}
      title="Nothing of the audit fits"
      text="Take a part of the filter away, or clear it."
      action={
        <Button variant="default" onClick={onClear}>
          Clear the filter
        </Button>
      }
    />
  );
}
