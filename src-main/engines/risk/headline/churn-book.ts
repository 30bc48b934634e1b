import { mean } from '../../../lib/statistics/vectors';
import { type Peers, peersOf, type Reading } from '../reasons/peers';

/** What the chances of single accounts are held against: the book as it stands. Plain data, kept as JSON. */
export interface ChurnBook {
  readonly accounts: number;
  /** Mean chance to leave within 90 days: the base rate of the book. */
  readonly mean90: number;
  /** A tenth of the accounts have this chance or more. */
  readonly topChance: number;
  /**
   * The accounts for which leaving within 90 days is expected to cost this or more, chance times ARR, make four fifths of
   * what the book may lose; no more than a fifth of the accounts.
   */
  readonly topLoss: number;
  readonly peers: Peers;
}

export interface BookedAccount extends Reading {
  readonly p90: number;
  readonly arr: number;
}

/** @param accounts all customers, or so many drawn at random that shares of them tell of all; at least one */
export function churnBookOf(accounts: readonly BookedAccount[]): ChurnBook {
  return {
    accounts: accounts.length,
    mean90: mean(Float64Array.from(accounts, ({ p90 }) => p90)),
    topChance: topTenth(accounts.map(({ p90 }) => p90)),
    topLoss: topLoss(accounts.map(({ p90, arr }) => p90 * arr)),
    peers: peersOf(accounts),
  };
}

/** The least of the highest tenth, at least one of them. */
function topTenth(values: readonly number[]): number {
  const place = Math.max(0, Math.ceil(values.length / 10) - 1);
  return values.toSorted((left, right) => right - left)[place] as number;
}

const shareOfLoss = 0.8;
const shareOfAccounts = 0.2;

function topLoss(losses: readonly number[]): number {
  const sorted = losses.toSorted((left, right) => right - left);
  const wanted = shareOfLoss * sorted.reduce((sum, loss) => sum + loss, 0);
  const most = Math.max(1, Math.floor(shareOfAccounts * sorted.length));
  let reached = 0;
  for (let place = 0; place < most; place++) {
    reached += sorted[place] as number;
    if (reached >= wanted) return sorted[place] as number;
  }
  return sorted[most - 1] as number;
}
