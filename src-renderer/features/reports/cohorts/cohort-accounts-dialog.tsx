import { useQuery } from '@tanstack/react-query';
import {
  customersKept,
  revenueKept,
  yearBefore,
} from '../../../../src-preload/contract/reports/cohort-words';
import type { Cohort } from '../../../../src-preload/contract/reports/cohorts';
import { differenceOf } from '../../../../src-preload/contract/reports/compared-words';
import type { ReportScope } from '../../../../src-preload/contract/reports/revenue';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { Dialog } from '../../../ui/dialog';
import { signedFigure } from '../../../ui/format/figure';
import { formatMoney, formatPlural } from '../../../ui/format/number';
import { RowSkeletons } from '../../../ui/skeletons';
import { FactTable } from '../../../ui/table/fact-table';
import { AccountHead } from '../account-head';
import { monthWords, shareShown } from '../report-words';
import classes from '../reports-screen.module.css';

interface CohortAccountsProps {
  month: string;
  age: number;
  /** All that are shown: it is compared with the one of a year before. */
  cohorts: readonly Cohort[];
  scope: ReportScope;
  onClose: () => void;
}

/** The accounts of a cohort, and what had become of them at an age. */
export function CohortAccountsDialog({ month, age, cohorts, scope, onClose }: CohortAccountsProps) {
  const accounts = useQuery(trpc.reports.cohortAccounts.queryOptions({ ...scope, month, age }));
  const time = age === 0 ? 'at the end of it' : `${formatPlural(age, 'month')} later`;
  const right = (name: string) => ({ name, align: 'right' as const });
  return (
    <Dialog title={`Began in ${monthWords(month)}, ${time}`} size="lg" onClose={onClose}>
      <Loaded answer={accounts} waiting={<RowSkeletons count={6} />}>
        {({ rows, total }) => (
          <>
            <ComparedWithYear month={month} age={age} cohorts={cohorts} />
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

interface ComparedProps {
  month: string;
  age: number;
  cohorts: readonly Cohort[];
}

/** What is left of the cohort beside what was left at this age of the one that began a year before. */
function ComparedWithYear({ month, age, cohorts }: ComparedProps) {
  const cohort = cohorts.find((one) => one.month === month);
  const earlier = cohort && yearBefore(cohorts, cohort);
  if (cohort === undefined) return null;
  const figures = [
    ['Customers', customersKept],
    ['Revenue', revenueKept],
  ] as const;
  return (
    <ul className={classes.notes}>
      {figures.map(([name, kept]) => {
        const now = kept(cohort, age);
        const before = earlier === undefined ? null : kept(earlier, age);
        return now === null ? null : (
          <li key={name}>{`${name}: ${shareShown(now)}${comparedWords(now, before, earlier)}`}</li>
        );
      })}
    </ul>
  );
}

/** `, +5.0 points to 80.0% of those that began in Nov 2024` */
function comparedWords(now: number, before: number | null, earlier: Cohort | undefined): string {
  if (before === null || earlier === undefined) return '; of those that began a year before it is not known';
  const points = signedFigure(differenceOf(now, before), 1);
  return `, ${points} points to ${shareShown(before)} of those that began in ${monthWords(earlier.month)}`;
}
