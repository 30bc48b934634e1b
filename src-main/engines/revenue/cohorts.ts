import { firstDayOfMonth, monthOf } from '../../lib/day';
import { isWithin } from '../life/spells';
import { hasPaidBy, type RevenueAccount, type RevenueBook, revenueOn } from './revenue-account';

/** Accounts that became customers in the same month. Months are 12 x year + month, January being 0. */
export interface Cohort {
  readonly month: number;
  accounts: number;
  /** By age in months, the month of the start being 0; only months that are over. */
  readonly cells: CohortCell[];
}

export interface CohortCell {
  /** Customers at the end of the month, those who came back among them. */
  accounts: number;
  /** What they pay then, of accounts that have paid by then; in whole minor units. */
  revenue: number;
  /** What the same accounts paid first. */
  firstRevenue: number;
}

/**
 * Cohorts that began from one month through another. A cell is there when its month is over for the whole cohort: it
 * never reads as loss what has not come yet. All amounts are at the rates of one day, so that a rate is no retention.
 */
export function startCohorts(from: number, through: number, asOf: number): Cohort[] {
  return Array.from({ length: through - from + 1 }, (_, place) => {
    const month = from + place;
    const over = monthOf(asOf + 1) - month;
    return {
      month,
      accounts: 0,
      cells: Array.from({ length: Math.max(0, over) }, () => ({ accounts: 0, revenue: 0, firstRevenue: 0 })),
    };
  });
}

/** Adds an account to the cohort of the month in which its first spell began. */
export function addToCohort(cohorts: readonly Cohort[], account: RevenueAccount, book: RevenueBook): void {
  const began = account.spells[0]?.from;
  const [first] = cohorts;
  if (began === undefined || first === undefined) return;
  const cohort = cohorts[monthOf(began) - first.month];
  if (cohort === undefined) return;
  cohort.accounts += 1;
  const firstPaid = firstPaidDay(account, began);
  const firstRevenue = firstPaid === null ? 0 : Math.max(0, revenueOn(account, firstPaid, book.asOf, book));
  for (const [age, cell] of cohort.cells.entries()) {
    const day = firstDayOfMonth(cohort.month + age + 1) - 1;
    if (isWithin(account.spells, day)) cell.accounts += 1;
    // Nobody knows what an account paid before its first subscription that is told of.
    if (firstPaid === null || firstPaid > day) continue;
    cell.firstRevenue += firstRevenue;
    cell.revenue += Math.max(0, revenueOn(account, day, book.asOf, book));
  }
}

/** The first day in a spell on which something was paid for; null where that never was. */
function firstPaidDay(account: RevenueAccount, began: number): number | null {
  const starts = [...account.terms, ...account.foreign]
    .filter((term) => !term.isTrial && term.mrr > 0)
    .map(({ startedDay }) => Math.max(startedDay, began))
    .sort((left, right) => left - right);
  return starts.find((day) => hasPaidBy(account, day) && isWithin(account.spells, day)) ?? null;
}
