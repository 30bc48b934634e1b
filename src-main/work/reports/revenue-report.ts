import type { OtherMoney } from '../../../src-preload/contract/money';
import type { RatesMode, RevenueInput, RevenueReport } from '../../../src-preload/contract/reports/revenue';
import type { Period } from '../../engines/revenue/movements';
import type { RevenueBook } from '../../engines/revenue/revenue-account';
import { formatDay } from '../../lib/day';
import { addOthers } from '../../lib/other-money';
import { companyMoney } from '../../store/copy/company-money';
import { hasMoney, readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { addToPeriod, type CountedPeriod, countingOf, shownPeriod } from './counted-period';
import { eachAccount } from './each-account';
import { formatMonth, periodThrough, reportMonths } from './report-periods';
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
  const closeDay = months.at(-1)?.closeDay ?? asOf;
  const others: OtherMoney[] = [];
  let accounts = 0;
  const undated = await eachAccount(db, input, asOf, (account) => {
    accounts += 1;
    for (const count of [...counts, ...years]) addToPeriod(count, account, book);
    others.push(...unratedOn(account, closeDay, input.rates === 'constant' ? asOf : closeDay, book));
  });
  const shown = (count: CountedPeriod) => shownPeriod(count, currency, asOf);
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
