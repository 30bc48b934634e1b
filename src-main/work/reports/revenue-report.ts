import type { OtherMoney } from '../../../src-preload/contract/money';
import type {
  Counterpart,
  RatesMode,
  RevenueInput,
  RevenuePeriod,
  RevenueReport,
} from '../../../src-preload/contract/reports/revenue';
import type { Period } from '../../engines/revenue/movements';
import type { RevenueBook } from '../../engines/revenue/revenue-account';
import { formatDay } from '../../lib/day';
import { addOthers } from '../../lib/other-money';
import { companyMoney } from '../../store/copy/company-money';
import { hasMoney, readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { addToPeriod, type CountedPeriod, countingOf, shownPeriod } from './counted-period';
import { eachAccount } from './each-account';
import { counterpartsOf, formatMonth, periodThrough, type ReportMonth, reportMonths } from './report-periods';
import { unratedOn } from './unrated';

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
  const earlier = counterpartsOf(months.at(-1), asOf, input.rates);
  const counterparts = earlier.map(countingOf);
  const closeDay = months.at(-1)?.closeDay ?? asOf;
  let knownSince = Number.POSITIVE_INFINITY;
  const others: OtherMoney[] = [];
  let accounts = 0;
  const undated = await eachAccount(db, input, asOf, (account) => {
    accounts += 1;
    const [first] = account.spells;
    knownSince = Math.min(knownSince, first?.from ?? knownSince);
    for (const count of [...counts, ...years, ...counterparts]) addToPeriod(count, account, book);
    others.push(...unratedOn(account, closeDay, input.rates === 'constant' ? asOf : closeDay, book));
  });
  const shown = (count: CountedPeriod) => shownPeriod(count, currency, asOf);
  const [year, yearBefore] = years.map(shown);
  const [before = null, yearAgo = null] = earlier.map((month, place) =>
    counterpart(month, counterparts.map(shown)[place] ?? null, knownSince),
  );
  return {
    asOf: formatDay(asOf),
    currency,
    months: counts.map((count, place) => ({
      month: formatMonth(months[place]?.month ?? 0),
      ...shown(count),
    })),
    year: year ?? null,
    yearBefore: yearBefore ?? null,
    ...{ before, yearAgo },
    knownSince: Number.isFinite(knownSince) ? formatDay(knownSince) : null,
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
  before: null,
  yearAgo: null,
  knownSince: null,
  otherMrr: [],
  undated: 0,
  accounts: 0,
  hasMoney: false,
};

/** What is told of an earlier time: nothing where it ends before anything is known of. */
function counterpart(
  { month, openDay, closeDay }: ReportMonth,
  period: RevenuePeriod | null,
  knownSince: number,
): Counterpart {
  return {
    month: formatMonth(month),
    period: knownSince <= closeDay ? period : null,
    isKnown: knownSince <= openDay + 1,
  };
}

/** The twelve months that end with one, and the twelve before. */
function yearsThrough(month: number, asOf: number, rates: RatesMode): Period[] {
  return [month, month - 12].map((end) => periodThrough(end, 12, asOf, rates));
}
