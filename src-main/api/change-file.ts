import type {
  ChangeAccountsInput,
  ChangeInput,
  HealthAccountsInput,
} from '../../src-preload/contract/reports/change';
import { healthPartWords } from '../../src-preload/contract/reports/change-words';
import { partWords } from '../../src-preload/contract/reports/revenue-words';
import { formatDay } from '../lib/day';
import { ratesGround, scopeGrounds } from '../reports/grounds';
import type { Ground } from '../reports/table';
import { changeTable, healthPartTable } from '../reports/tables/change-table';
import { figureTable } from '../reports/tables/figure-table';
import { companyMoney } from '../store/copy/company-money';
import type { ReadDb } from '../store/types';
import { healthAccounts, healthChange } from '../work/reports/health-change';
import { periodBetween } from '../work/reports/report-periods';
import { accountsOfPeriod } from '../work/reports/revenue-accounts';
import { type Moments, revenueChange } from '../work/reports/revenue-change';
import { momentsOfInput } from './moments-of-input';
import type { ReportTable } from './table-of-report';

/** Why figures changed between two days, as a table. */
export async function changeFile(db: ReadDb, input: ChangeInput, asOf: number | null): Promise<ReportTable> {
  const moments = momentsOfInput(input, asOf);
  const revenue = await revenueChange(db, input, moments, input.rates, asOf);
  const health = await healthChange(db, input, moments, asOf);
  return {
    table: changeTable(revenue, health),
    name: `change ${daysOf(moments)}`,
    grounds: [timeGround(moments), ratesGround(input.rates), ...scopeGrounds(db, input)],
  };
}

/** The accounts of a movement between two days. */
export async function changeFigure(
  db: ReadDb,
  input: ChangeAccountsInput,
  asOf: number | null,
): Promise<ReportTable> {
  const moments = momentsOfInput(input, asOf);
  const { part, rates } = input;
  const period = asOf === null ? null : periodBetween(moments.from, moments.to, asOf, rates);
  const accounts = await accountsOfPeriod(db, input, period, asOf, Number.POSITIVE_INFINITY);
  return {
    table: figureTable(accounts, part, companyMoney(db).currency),
    name: `${partWords[part].toLowerCase()} ${daysOf(moments)}`,
    grounds: [
      ['Figure', partWords[part]],
      timeGround(moments),
      ['Sum', accounts.amount],
      ratesGround(rates),
      ...scopeGrounds(db, input),
    ],
  };
}

/** The accounts of a part of the mean score's change. */
export async function healthFigure(
  db: ReadDb,
  input: HealthAccountsInput,
  asOf: number | null,
): Promise<ReportTable> {
  const moments = momentsOfInput(input, asOf);
  const { part } = input;
  const accounts = await healthAccounts(db, input, moments, part, asOf, Number.POSITIVE_INFINITY);
  return {
    table: healthPartTable(accounts, part),
    name: `${healthPartWords(part).toLowerCase()} ${daysOf(moments)}`,
    grounds: [
      ['Figure', healthPartWords(part)],
      timeGround(moments),
      ['Sum', accounts.amount],
      ['Divided by the accounts with a score at both', accounts.stayed],
      ...scopeGrounds(db, input),
    ],
  };
}

function daysOf({ from, to }: Moments): string {
  return `${formatDay(from)} to ${formatDay(to)}`;
}

function timeGround(moments: Moments): Ground {
  return ['Time', `end of ${daysOf(moments).replace(' to ', ' to the end of ')}`];
}
