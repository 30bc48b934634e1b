import { fromMinor } from '../../../src-preload/contract/money';
import {
  mostRevenueAccounts,
  type RevenueAccounts,
  type RevenueAccountsInput,
  type RevenuePart,
} from '../../../src-preload/contract/reports/revenue';
import { type AccountPeriod, periodOf } from '../../engines/revenue/movements';
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

/** The accounts that make a figure of the revenue report, the largest first: their parts add up to it. */
export async function revenueAccounts(
  db: ReadDb,
  input: RevenueAccountsInput,
  asOf: number | null,
  most = mostRevenueAccounts,
): Promise<RevenueAccounts> {
  const { currency } = companyMoney(db);
  const parts = asOf === null ? [] : await partsOf(db, input, asOf);
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

async function partsOf(db: ReadDb, input: RevenueAccountsInput, asOf: number): Promise<Part[]> {
  const period = askedPeriod(input, asOf);
  const parts: Part[] = [];
  if (period === null) return parts;
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
