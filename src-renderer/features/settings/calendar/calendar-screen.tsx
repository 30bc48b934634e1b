import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Holiday } from '../../../../src-preload/contract/holidays';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useMilestone } from '../../../api/milestone';
import { useMay } from '../../../api/use-may';
import { EmptyState } from '../../../ui/empty-state';
import { formatDay, formatLongDay } from '../../../ui/format/day';
import { formatPlural } from '../../../ui/format/number';
import { IconButton } from '../../../ui/icon-button';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { HolidayForm } from './holiday-form';
import { ImportDialog } from './import-dialog';
import { WorkingWeek } from './working-week';

/** The days of the week that are worked, and those on which nobody works: due days are counted by them. */
export function CalendarScreen() {
  const answer = useQuery(trpc.holidays.list.queryOptions());
  const mayChange = useMay('admin');
  const [importing, setImporting] = useState(false);
  useMilestone('interactive', answer.isSuccess);
  return (
    <Loaded answer={answer} waiting={<RowSkeletons count={8} />}>
      {({ holidays, workedDays }) => (
        <SectionStack>
          <WorkingWeek key={workedDays.join()} workedDays={workedDays} mayChange={mayChange} />
          <Section
            title="Holidays"
            note={
              mayChange
                ? 'Due days count working days without these; those of a country for its accounts alone'
                : 'Due days count working days without these. Admins change them'
            }
            padding="flush"
            actions={
              mayChange && (
                <Button variant="default" onClick={() => setImporting(true)}>
                  Import a list…
                </Button>
              )
            }
          >
            {mayChange && <HolidayForm />}
            {holidays.length === 0 ? (
              <EmptyState
                title="No holidays yet"
                text="Every day of the working week is worked, until somebody says otherwise."
              />
            ) : (
              <HolidayTable holidays={holidays} mayChange={mayChange} />
            )}
            {importing && <ImportDialog onClose={() => setImporting(false)} />}
          </Section>
        </SectionStack>
      )}
    </Loaded>
  );
}

function HolidayTable({ holidays, mayChange }: { holidays: readonly Holiday[]; mayChange: boolean }) {
  const add = useMutation(trpc.holidays.add.mutationOptions());
  const remove = useMutation(trpc.holidays.remove.mutationOptions());

  function takeAway({ id, day, name, country }: Holiday): void {
    const back = () => add.mutate({ holidays: [{ day, name, country }] });
    remove.mutate({ ids: [id] }, { onSuccess: () => notifyDone(`${name} is worked`, back) });
  }

  return (
    <FactTable
      columns={['Day', 'Name', 'Where', ...(mayChange ? [{ name: 'Remove', unseen: true } as const] : [])]}
    >
      {holidays.map((holiday) => (
        <tr key={holiday.id}>
          <th scope="row" className="number" title={formatLongDay(holiday.day)}>
            {formatDay(holiday.day)}
          </th>
          <td data-room="wide">
            {holiday.name} {holiday.isPending && <PendingBadge />}
          </td>
          <td>{holiday.country ?? 'Everywhere'}</td>
          {mayChange && (
            <td data-align="right">
              <IconButton label={`Remove ${holiday.name}`} onClick={() => takeAway(holiday)}>
                <IconTrash size={16} stroke={1.6} />
              </IconButton>
            </td>
          )}
        </tr>
      ))}
      {holidays.length > 20 && (
        <tr>
          <td colSpan={4} className="faint">
            {formatPlural(holidays.length, 'holiday')}
          </td>
        </tr>
      )}
    </FactTable>
  );
}
