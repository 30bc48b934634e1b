import { shownShare } from '../words';
import type { Cohort } from './cohorts';

/** Of the accounts that began those that are customers at an age, in percent to its tenth; null before that is over. */
export function customersKept({ accounts, cells }: Cohort, age: number): number | null {
  const cell = cells[age];
  return cell === undefined || accounts === 0 ? null : shownShare(cell.accounts / accounts);
}

/** Of what the accounts paid first what they pay at an age; null where no price is known, or before that is over. */
export function revenueKept({ cells }: Cohort, age: number): number | null {
  const cell = cells[age];
  return cell === undefined || cell.firstRevenue === 0 ? null : shownShare(cell.revenue / cell.firstRevenue);
}

/** The cohort that began in the same month a year before; undefined where the report does not reach back so far, or nobody began. */
export function yearBefore(cohorts: readonly Cohort[], { month }: Cohort): Cohort | undefined {
  const earlier = `${String(Number(month.slice(0, 4)) - 1).padStart(4, '0')}${month.slice(4)}`;
  return cohorts.find((cohort) => cohort.month === earlier && cohort.accounts > 0);
}
