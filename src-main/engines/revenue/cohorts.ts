import { firstDayOfMonth, monthOf } from '../../lib/day';
import { isWithin } from '../life/spells';
import { type RevenueAccount, type RevenueBook, revenueOn } from './revenue-account';

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
 * Cohorts that began from one month through another. A cell is there when its month is over for the whole cohort (the day
 * to which the copy reaches is not over itself): it never reads as loss what has not come yet. All amounts are at the rates of one day, so that a rate is no retention.
 */
export function startCohorts(from: number, through: number, asOf: number): Cohort[] {
  return Array.from({ length: through - from + 1 }, (_, place) => {
    const month = from + place;
    const over = monthOf(asOf) - month;
    return {
      month,
      accounts: 0,
      cells: Array.from({ length: Math.max(0, over) }, () => ({ accounts: 0, revenue: 0, firstRevenue: 0 })),
    };
  });
}

/** The month in which an account's first spell began; null for who never was a customer. */
export function cohortMonthOf({ spells }: RevenueAccount): number | null {
  const [first] = spells;
  return first === undefined ? null : monthOf(first.from);
}

/** An account at an age of its cohort. Amounts in whole minor units. */
export interface AccountAtAge {
  readonly isCustomer: boolean;
  readonly revenue: number;
  /** What it paid first; null while it has not paid for anything that is told of. */
  readonly firstRevenue: number | null;
}

/** @param month the month in which its first spell began @param age months after it */
export function accountAtAge(
  account: RevenueAccount,
  month: number,
  age: number,
  book: RevenueBook,
): AccountAtAge {
  const day = firstDayOfMonth(month + age + 1) - 1;
  const isCustomer = isWithin(account.spells, day);
  const firstPaid = firstPaidDay(account);
  // Nobody knows what an account paid before its first subscription that is told of.
  if (firstPaid === null || firstPaid > day) return { isCustomer, revenue: 0, firstRevenue: null };
  const paidOn = (on: number) => Math.max(0, revenueOn(account, on, book.asOf, book));
  return { isCustomer, revenue: paidOn(day), firstRevenue: paidOn(firstPaid) };
}

/** Adds an account to the cohort of the month in which its first spell began. */
export function addToCohort(cohorts: readonly Cohort[], account: RevenueAccount, book: RevenueBook): void {
  const month = cohortMonthOf(account);
  const [first] = cohorts;
  if (month === null || first === undefined) return;
  const cohort = cohorts[month - first.month];
  if (cohort === undefined) return;
  cohort.accounts += 1;
  for (const [age, cell] of cohort.cells.entries()) {
    const { isCustomer, revenue, firstRevenue } = accountAtAge(account, month, age, book);
    if (isCustomer) cell.accounts += 1;
    cell.revenue += revenue;
    cell.firstRevenue += firstRevenue ?? 0;
  }
}

/** All cohorts at each age, of those whose month of that age is over: who is too young is in no denominator. */
export function togetherByAge(cohorts: readonly Cohort[]): (CohortCell & { readonly of: number })[] {
  const ages = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
  return Array.from({ length: ages }, (_, age) => {
    const sum = { of: 0, accounts: 0, revenue: 0, firstRevenue: 0 };
    for (const { accounts, cells } of cohorts) {
      const cell = cells[age];
      if (cell === undefined) continue;
      sum.of += accounts;
      sum.accounts += cell.accounts;
      sum.revenue += cell.revenue;
      sum.firstRevenue += cell.firstRevenue;
    }
    return sum;
  });
}

/** The first day in a spell on which something was paid for; null where that never was. */
function firstPaidDay({ spells, terms, foreign }: RevenueAccount): number | null {
  let first: number | null = null;
  for (const list of [terms, foreign]) {
    for (const { isTrial, mrr, startedDay, endedDay } of list) {
      const isNone = endedDay !== 0 && endedDay <= startedDay;
      if (isTrial || mrr <= 0 || isNone || !isWithin(spells, startedDay)) continue;
      if (first === null || startedDay < first) first = startedDay;
    }
  }
  return first;
}
