import { useQuery } from '@tanstack/react-query';
import type { ReportScope } from '../../../../src-preload/contract/reports/revenue';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { formatMoney, formatPlural } from '../../../ui/format/number';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { AccountHead } from '../account-head';
import { monthWords } from '../report-words';

interface CohortAccountsProps {
  month: string;
  age: number;
  scope: ReportScope;
  onClose: () => void;
}

/** The accounts of a cohort, and what had become of them at an age. */
export function CohortAccountsDialog({ month, age, scope, onClose }: CohortAccountsProps) {
  const accounts = useQuery(trpc.reports.cohortAccounts.queryOptions({ ...scope, month, age }));
  const time = age === 0 ? 'at the end of it' : `${formatPlural(age, 'month')} later`;
  const right = (name: string) => ({ name, align: 'right' as const });
  return (
    <Dialog title={`Began in ${monthWords(month)}, ${time}`} size="lg" onClose={onClose}>
      <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
        {({ rows, total }) => (
          <>
            <FactTable columns={['Account', 'Then', right('Paid first'), right('Paid then')]}>
              {rows.map((row) => (
                <tr key={row.id}>
                  <AccountHead account={row} tab="subscription" />
                  <td>{row.isCustomer ? 'a customer' : 'had left'}</td>
                  <td data-align="right">
                    {row.firstRevenue === null ? 'not known' : formatMoney(row.firstRevenue)}
                  </td>
                  <td data-align="right">{row.firstRevenue === null ? '–' : formatMoney(row.revenue)}</td>
                </tr>
              ))}
            </FactTable>
            {rows.length < total && <p>{`The first ${rows.length} of ${formatPlural(total, 'account')}.`}</p>}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
