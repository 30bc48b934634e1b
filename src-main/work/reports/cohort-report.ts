import { fromMinor } from '../../../src-preload/contract/money';
import {
  type CohortAccounts,
  type CohortAccountsInput,
  type CohortInput,
  type CohortReport,
  mostCohortAccounts,
} from '../../../src-preload/contract/reports/cohorts';
import {
  accountAtAge,
  addToCohort,
  type CohortCell,
  cohortMonthOf,
  startCohorts,
  togetherByAge,
} from '../../engines/revenue/cohorts';
import type { RevenueBook } from '../../engines/revenue/revenue-account';
import { formatDay, monthOf } from '../../lib/day';
import { companyMoney } from '../../store/copy/company-money';
import { readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { eachAccount } from './each-account';
import { formatMonth, parseMonth } from './report-periods';

/** Accounts by the month in which they became customers, and what became of them. */
export async function cohortReport(
  db: ReadDb,
  input: CohortInput,
  asOf: number | null,
): Promise<CohortReport> {
  const { currency } = companyMoney(db);
  if (asOf === null) return { asOf: null, currency, cohorts: [], together: [] };
  const present = monthOf(asOf);
  const cohorts = startCohorts(present - input.months + 1, present, asOf);
  const book: RevenueBook = { asOf, worth: readWorth(db) };
  await eachAccount(db, input, asOf, (account) => addToCohort(cohorts, account, book));
  const shown = ({ accounts, revenue, firstRevenue }: CohortCell) => ({
    accounts,
    revenue: fromMinor(revenue, currency),
    firstRevenue: fromMinor(firstRevenue, currency),
  });
  return {
    asOf: formatDay(asOf),
    currency,
    cohorts: cohorts.map(({ month, accounts, cells }) => ({
      month: formatMonth(month),
      accounts,
      cells: cells.map(shown),
    })),
    together: togetherByAge(cohorts).map((cell) => ({ of: cell.of, ...shown(cell) })),
  };
}

/** The accounts of a cohort and what became of them by an age: who left first, then those who pay most. */
export async function cohortAccounts(
  db: ReadDb,
  input: CohortAccountsInput,
  asOf: number | null,
): Promise<CohortAccounts> {
  const month = parseMonth(input.month);
  if (asOf === null || month + input.age >= monthOf(asOf)) return { rows: [], total: 0 };
  const { currency } = companyMoney(db);
  const book: RevenueBook = { asOf, worth: readWorth(db) };
  const rows: CohortAccounts['rows'] = [];
  await eachAccount(db, input, asOf, (account) => {
    if (cohortMonthOf(account) !== month) return;
    const { isCustomer, revenue, firstRevenue } = accountAtAge(account, month, input.age, book);
    rows.push({
      id: account.organizationId,
      name: account.name,
      isCustomer,
      revenue: fromMinor(revenue, currency),
      firstRevenue: firstRevenue === null ? null : fromMinor(firstRevenue, currency),
    });
  });
  rows.sort(
    (left, right) =>
      Number(left.isCustomer) - Number(right.isCustomer) ||
      right.revenue - left.revenue ||
      left.id - right.id,
  );
  return { rows: rows.slice(0, mostCohortAccounts), total: rows.length };
}
