import { fromMinor } from '../../../src-preload/contract/money';
import {
  mostRevenueAccounts,
  type ReportScope,
  type RevenueAccounts,
  type RevenueAccountsInput,
  type RevenuePart,
} from '../../../src-preload/contract/reports/revenue';
import { type AccountPeriod, type Period, periodOf } from '../../engines/revenue/movements';
import type { RevenueBook } from '../../engines/revenue/revenue-account';
import { companyMoney } from '../../store/copy/company-money';
import { readWorth } from '../../store/reports/revenue-rows';
import type { ReadDb } from '../../store/types';
import { eachAccount } from './each-account';
import { askedPeriod } from './report-periods';

/** An account with its part of a figure, in whole minor units. */
interface Part {
  readonly id: number;
  readonly name: string;
  readonly period: AccountPeriod;
  readonly amount: number;
}

/** The accounts that make a figure of a month or a year, the largest first: their parts add up to it. */
export function revenueAccounts(
  db: ReadDb,
  input: RevenueAccountsInput,
  asOf: number | null,
  most = mostRevenueAccounts,
): Promise<RevenueAccounts> {
  const period = asOf === null ? null : askedPeriod(input, asOf);
  return accountsOfPeriod(db, input, period, asOf, most);
}

/** The same of any period. @param period null where nothing is known of it */
export async function accountsOfPeriod(
  db: ReadDb,
  input: ReportScope & { readonly part: RevenuePart },
  period: Period | null,
  asOf: number | null,
  most = mostRevenueAccounts,
): Promise<RevenueAccounts> {
  const { currency } = companyMoney(db);
  const parts = asOf === null || period === null ? [] : await partsOf(db, input, period, asOf);
  parts.sort((left, right) => Math.abs(right.amount) - Math.abs(left.amount) || left.id - right.id);
  const money = (minor: number) => fromMinor(minor, currency);
  return {
    rows: parts.slice(0, most).map(({ id, name, period, amount }) => ({
      id,
      name,
      opening: money(period.opening),
      closing: money(period.closing),
      amount: money(amount),
      kept: money(Math.min(period.base, period.end)),
      end: money(period.end),
      stays: period.stays,
    })),
    total: parts.length,
    amount: money(parts.reduce((sum, { amount }) => sum + amount, 0)),
  };
}

async function partsOf(
  db: ReadDb,
  input: ReportScope & { readonly part: RevenuePart },
  period: Period,
  asOf: number,
): Promise<Part[]> {
  const parts: Part[] = [];
  const book: RevenueBook = { asOf, worth: readWorth(db) };
  await eachAccount(db, input, asOf, (account) => {
    const moved = periodOf(account, period, book);
    const amount = amountOf(moved, input.part);
    if (amount !== 0) parts.push({ id: account.organizationId, name: account.name, period: moved, amount });
  });
  return parts;
}

/** 0 for an account that is not in it. */
function amountOf(period: AccountPeriod, part: RevenuePart): number {
  if (part === 'opening' || part === 'closing' || part === 'base') return period[part];
  return period.movements.find(({ kind }) => kind === part)?.amount ?? 0;
}
