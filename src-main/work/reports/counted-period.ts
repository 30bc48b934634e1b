import { fromMinor } from '../../../src-preload/contract/money';
import { movementKinds, type RevenuePeriod } from '../../../src-preload/contract/reports/revenue';
import { type Period, periodOf } from '../../engines/revenue/movements';
import { isCarried, type RevenueBook } from '../../engines/revenue/revenue-account';
import { addPeriod, emptyTally, type RevenueTally, retentionOf } from '../../engines/revenue/tally';
import { formatDay } from '../../lib/day';
import type { ReportAccount } from './each-account';

/** A period with what accounts add up to in it. */
export interface CountedPeriod {
  readonly period: Period;
  readonly tally: RevenueTally;
  carriedAccounts: number;
  carried: number;
}

export function countingOf(period: Period): CountedPeriod {
  return { period, tally: emptyTally(), carriedAccounts: 0, carried: 0 };
}

export function addToPeriod(count: CountedPeriod, account: ReportAccount, book: RevenueBook): void {
  const { period, tally } = count;
  const moved = periodOf(account, period, book);
  addPeriod(tally, moved);
  if (moved.closing === 0 || !isCarried(account, period.closeDay, book.asOf)) return;
  count.carriedAccounts += 1;
  count.carried += moved.closing;
}

/** @param asOf the day to which the copy reaches */
export function shownPeriod(count: CountedPeriod, currency: string | null, asOf: number): RevenuePeriod {
  const { period, tally, carriedAccounts } = count;
  const money = (minor: number) => fromMinor(minor, currency);
  return {
    openDay: formatDay(period.openDay),
    closeDay: formatDay(period.closeDay),
    // The day to which the copy reaches is not over itself.
    isOver: period.closeDay < asOf,
    opening: money(tally.opening),
    closing: money(tally.closing),
    payingAccounts: tally.payingAccounts,
    movements: Object.fromEntries(
      movementKinds.map((kind) => [
        kind,
        { amount: money(tally.movements[kind]), accounts: tally.accounts[kind] },
      ]),
    ) as RevenuePeriod['movements'],
    baseAccounts: tally.baseAccounts,
    base: money(tally.base),
    kept: money(tally.kept),
    end: money(tally.end),
    stayed: tally.stayed,
    ...retentionOf(tally),
    carriedAccounts,
    carried: money(count.carried),
    waitingAccounts: tally.waitingAccounts,
    waiting: money(tally.waiting),
  };
}
