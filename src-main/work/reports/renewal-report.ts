import { fromMinor, toMinor } from '../../../src-preload/contract/money';
import {
  mostRenewals,
  type Renewal,
  type RenewalMonth,
  type RenewalReport,
  renewalMonths,
} from '../../../src-preload/contract/reports/renewals';
import type { ReportScope } from '../../../src-preload/contract/reports/revenue';
import { arrOf } from '../../../src-preload/contract/words';
import { chanceByRenewal } from '../../engines/revenue/renewal-chance';
import { firstDayOfMonth, formatDay, monthOf } from '../../lib/day';
import { addOthers, othersAs } from '../../lib/other-money';
import { companyMoney } from '../../store/copy/company-money';
import { type RenewalRow, readRenewalRows } from '../../store/reports/renewal-rows';
import { otherArrOf } from '../../store/scores/stored-money';
import type { ReadDb } from '../../store/types';
import { noForecast } from '../forecasting/no-forecast';
import { formatMonth } from './report-periods';

/**
 * Renewals that are overdue or due within a year, and what of their ARR is expected to stay.
 * @param asOf the day to which the copy reaches; null before the first load @param most of them are listed
 */
export function renewalReport(
  db: ReadDb,
  scope: ReportScope,
  asOf: number | null,
  most = mostRenewals,
): RenewalReport {
  const { currency } = companyMoney(db);
  const none = noForecast(db);
  if (asOf === null)
    return { asOf: null, currency, months: [], rows: [], total: 0, otherArr: [], noForecast: none };
  const through = firstDayOfMonth(monthOf(asOf) + renewalMonths + 1) - 1;
  const found = readRenewalRows(db, scope, asOf, through);
  const rows = found.map((row) => renewalOf(row, asOf, currency));
  return {
    asOf: formatDay(asOf),
    currency,
    months: monthsOf(rows, asOf, currency),
    rows: rows.slice(0, most),
    total: rows.length,
    otherArr: addOthers(found.flatMap(({ otherMoney }) => otherArrOf(otherMoney))),
    noForecast: none,
  };
}

function renewalOf(row: RenewalRow, asOf: number, currency: string | null): Renewal {
  const { id, name, standing, renewsOn, mrr, otherMoney, p30, p90, p180 } = row;
  const day = renewsOn ?? asOf;
  const chances = p30 === null || p90 === null || p180 === null ? null : { p30, p90, p180 };
  const { ground, chance } = chanceByRenewal(day - asOf, standing === 'leaving', chances);
  const arr = arrOf(mrr);
  return {
    ...{ id, name, ground, chance, arr },
    renewsOn: formatDay(day),
    isOverdue: day < asOf,
    ...othersAs('otherArr', otherArrOf(otherMoney)),
    expected: chance === null ? null : fromMinor(toMinor(arr * (1 - chance), currency), currency),
  };
}

/** What is overdue, the present month, and those ahead. */
function monthsOf(rows: readonly Renewal[], asOf: number, currency: string | null): RenewalMonth[] {
  const byMonth = Map.groupBy(rows, ({ isOverdue, renewsOn }) => (isOverdue ? null : renewsOn.slice(0, 7)));
  const ahead = Array.from({ length: renewalMonths + 1 }, (_, place) => formatMonth(monthOf(asOf) + place));
  const shown = byMonth.has(null) ? [null, ...ahead] : ahead;
  return shown.map((month) => ({ month, ...sumOf(byMonth.get(month) ?? [], currency) }));
}

function sumOf(due: readonly Renewal[], currency: string | null): Omit<RenewalMonth, 'month'> {
  const foretold = due.filter(({ expected }) => expected !== null);
  return {
    accounts: due.length,
    arr: sumOfAmounts(
      due.map(({ arr }) => arr),
      currency,
    ),
    foretoldArr: sumOfAmounts(
      foretold.map(({ arr }) => arr),
      currency,
    ),
    expected: sumOfAmounts(
      foretold.map(({ expected }) => expected ?? 0),
      currency,
    ),
  };
}

function sumOfAmounts(amounts: readonly number[], currency: string | null): number {
  return fromMinor(
    amounts.reduce((total, amount) => total + toMinor(amount, currency), 0),
    currency,
  );
}
