import type { MovementKind } from '../../../src-preload/contract/reports/revenue';
import type { AccountPeriod } from './movements';

/** What accounts add up to over a period, in whole minor units. */
export interface RevenueTally {
  opening: number;
  closing: number;
  readonly movements: Record<MovementKind, number>;
  /** Accounts of each kind; one may be of several. */
  readonly accounts: Record<MovementKind, number>;
  /** Accounts that paid at the opening, what they paid, and what they pay at the close. */
  baseAccounts: number;
  base: number;
  end: number;
  /** Of that what they paid before: the less of each account's two amounts. */
  kept: number;
  /** Accounts of the base that never left. */
  stayed: number;
  payingAccounts: number;
  /** Of what was lost, what may go on yet. */
  waitingAccounts: number;
  waiting: number;
}

export function emptyTally(): RevenueTally {
  return {
    ...{ opening: 0, closing: 0, movements: zeros(), accounts: zeros(), payingAccounts: 0 },
    waitingAccounts: 0,
    waiting: 0,
    ...{ baseAccounts: 0, base: 0, end: 0, kept: 0, stayed: 0 },
  };
}

function zeros(): Record<MovementKind, number> {
  return { new: 0, expansion: 0, reactivation: 0, contraction: 0, churn: 0, credits: 0, rates: 0 };
}

/** Adds an account's period to what others add up to. */
export function addPeriod(tally: RevenueTally, period: AccountPeriod): void {
  tally.opening += period.opening;
  tally.closing += period.closing;
  for (const { kind, amount } of period.movements) {
    tally.movements[kind] += amount;
    tally.accounts[kind] += 1;
  }
  if (period.closing > 0) tally.payingAccounts += 1;
  if (period.base <= 0) return;
  tally.baseAccounts += 1;
  tally.base += period.base;
  tally.end += period.end;
  tally.kept += Math.min(period.base, period.end);
  if (period.stays) tally.stayed += 1;
  if (!period.waits) return;
  tally.waitingAccounts += 1;
  tally.waiting += period.base;
}

/** Shares of 0 to 1 (NRR may be more); null where nobody paid at the opening. */
export interface Retention {
  readonly grr: number | null;
  readonly nrr: number | null;
  readonly logos: number | null;
}

/** GRR never counts growth and so never passes 1; accounts that were won in the period are in none of the three. */
export function retentionOf({ base, end, kept, baseAccounts, stayed }: RevenueTally): Retention {
  if (base === 0) return { grr: null, nrr: null, logos: null };
  return { grr: kept / base, nrr: end / base, logos: stayed / baseAccounts };
}
