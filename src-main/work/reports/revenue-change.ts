import type { OtherMoney } from '../../../src-preload/contract/money';
import type { RevenueChange } from '../../../src-preload/contract/reports/change';
import type { RatesMode, ReportScope } from '../../../src-preload/contract/reports/revenue';
import { retentionChange } from '../../engines/revenue/retention-change';
import type { RevenueBook } from '../../engines/revenue/revenue-account';
import { formatDay } from '../../lib/day';
import { addOthers } from '../../lib/other-money';
import { companyMoney } from '../../store/copy/company-money';
import { hasMoney, readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { addToPeriod, countingOf, shownPeriod } from './counted-period';
import { eachAccount } from './each-account';
import { periodBetween, yearEarlier } from './report-periods';
import { unratedOn } from './unrated';

/** The ends of two days, the first before the second. */
export interface Moments {
  readonly from: number;
  readonly to: number;
}

/**
 * What moved the revenue between the ends of two days, and why the retention of the twelve months to each of them differs.
 * @param asOf the day to which the copy reaches; null before the first load
 */
export async function revenueChange(
  db: ReadDb,
  scope: ReportScope,
  { from, to }: Moments,
  rates: RatesMode,
  asOf: number | null,
): Promise<RevenueChange> {
  const { currency } = companyMoney(db);
  if (asOf === null) return { ...nothing, currency };
  const book: RevenueBook = { asOf, worth: readWorth(db) };
  const between = countingOf(periodBetween(from, to, asOf, rates));
  const yearTo = (day: number) => countingOf(periodBetween(yearEarlier(day), day, asOf, rates));
  const [before, after] = [yearTo(from), yearTo(to)];
  const others: OtherMoney[] = [];
  const undated = await eachAccount(db, scope, asOf, (account) => {
    for (const count of [between, before, after]) addToPeriod(count, account, book);
    others.push(...unratedOn(account, to, rates === 'constant' ? asOf : to, book));
  });
  return {
    asOf: formatDay(asOf),
    currency,
    period: shownPeriod(between, currency, asOf),
    grr: retentionChange('grr', before.tally, after.tally),
    nrr: retentionChange('nrr', before.tally, after.tally),
    otherMrr: addOthers(others),
    undated,
    hasMoney: hasMoney(db),
  };
}

const nothing = {
  ...{ asOf: null, period: null, grr: null, nrr: null },
  ...{ otherMrr: [], undated: 0, hasMoney: false },
};
