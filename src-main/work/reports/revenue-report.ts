import { fromMinor, type OtherMoney } from '../../../src-preload/contract/money';
import {
  movementKinds,
  type RatesMode,
  type RevenueInput,
  type RevenuePeriod,
  type RevenueReport,
} from '../../../src-preload/contract/reports/revenue';
import { type Period, periodOf } from '../../engines/revenue/movements';
import { isCarried, type RevenueBook } from '../../engines/revenue/revenue-account';
import { addPeriod, emptyTally, type RevenueTally, retentionOf } from '../../engines/revenue/tally';
import { formatDay } from '../../lib/day';
import { addOthers } from '../../lib/other-money';
import { companyMoney } from '../../store/copy/company-money';
import { hasMoney, readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { eachAccount, type ReportAccount } from './each-account';
import { formatMonth, periodThrough, reportMonths } from './report-periods';
import { unratedOn } from './unrated';

/** A period with what accounts add up to in it. */
interface Counted {
  readonly period: Period;
  readonly tally: RevenueTally;
  carriedAccounts: number;
  carried: number;
}

/**
 * The movements and the retention of each month and of the year that ends with the last one.
 * @param asOf the day to which the copy reaches; null before the first load
 */
export async function revenueReport(
  db: ReadDb,
  input: RevenueInput,
  asOf: number | null,
): Promise<RevenueReport> {
  const { currency } = companyMoney(db);
  if (asOf === null) return { ...nothing, currency };
  const months = reportMonths(input, asOf);
  const last = months.at(-1)?.month ?? 0;
  const book: RevenueBook = { asOf, worth: readWorth(db) };
  const counts = months.map(countingOf);
  const years = yearsThrough(last, asOf, input.rates).map(countingOf);
  const closeDay = months.at(-1)?.closeDay ?? asOf;
  const others: OtherMoney[] = [];
  let accounts = 0;
  const undated = await eachAccount(db, input, asOf, (account) => {
    accounts += 1;
    for (const count of [...counts, ...years]) addTo(count, account, book);
    others.push(...unratedOn(account, closeDay, input.rates === 'constant' ? asOf : closeDay, book));
  });
  const shown = (count: Counted) => shownPeriod(count, currency, asOf);
  const [year, yearBefore] = years.map(shown);
  return {
    asOf: formatDay(asOf),
    currency,
    months: counts.map((count, place) => ({
      month: formatMonth(months[place]?.month ?? 0),
      ...shown(count),
    })),
    year: year ?? null,
    yearBefore: yearBefore ?? null,
    otherMrr: addOthers(others),
    undated,
    accounts,
    hasMoney: hasMoney(db),
  };
}

const nothing = {
  asOf: null,
  months: [],
  year: null,
  yearBefore: null,
  otherMrr: [],
  undated: 0,
  accounts: 0,
  hasMoney: false,
};

/** The twelve months that end with one, and the twelve before. */
function yearsThrough(month: number, asOf: number, rates: RatesMode): Period[] {
  return [month, month - 12].map((end) => periodThrough(end, 12, asOf, rates));
}

function countingOf(period: Period): Counted {
  return { period, tally: emptyTally(), carriedAccounts: 0, carried: 0 };
}

function addTo(count: Counted, account: ReportAccount, book: RevenueBook): void {
  const { period, tally } = count;
  const moved = periodOf(account, period, book);
  addPeriod(tally, moved);
  if (moved.closing === 0 || !isCarried(account, period.closeDay, book.asOf)) return;
  count.carriedAccounts += 1;
  count.carried += moved.closing;
}

function shownPeriod(count: Counted, currency: string | null, asOf: number): RevenuePeriod {
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
