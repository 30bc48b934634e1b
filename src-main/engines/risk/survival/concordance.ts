import { sortedOrder } from '../../../lib/statistics/order';
import { censoringSteps } from './kaplan-meier';
import { type Intervals, type Lifetimes, stepBefore } from './lifetimes';

export type Concordance = {
  /** Share of the comparable pairs in which the one with the higher risk had the event first; ties of risk count half. */
  readonly concordance: number;
  /** Weighted numbers of pairs. */
  readonly concordant: number;
  readonly discordant: number;
  readonly tied: number;
};

/**
 * Harrell's C (Harrell, Lee & Mark, 1996): a pair is comparable when the one who was watched shorter had the event, or
 * both were watched equally long and only one had it; and with starts, when the other was watched already. With `strata`,
 * only pairs within a stratum. NaN without any pair.
 * O(n log n) by a tree of counts (as R's survival::concordance).
 */
export function harrellConcordance(
  lifetimes: Intervals,
  risk: Float64Array,
  strata?: Int32Array,
): Concordance {
  const weight = new Float64Array(risk.length).fill(1);
  return weightedConcordance(lifetimes, risk, weight, strata);
}

/**
 * Uno's C up to the time `horizon` (Uno et al., 2011): each event weighs 1/G(t-)^2, so that the result doesn't depend on
 * how censoring fell. Choose the horizon where some are still watched.
 */
export function unoConcordance(lifetimes: Lifetimes, risk: Float64Array, horizon: number): Concordance {
  const censoring = censoringSteps(lifetimes);
  const weight = lifetimes.time.map((time) => (time <= horizon ? 1 / stepBefore(censoring, time) ** 2 : 0));
  return weightedConcordance(lifetimes, risk, weight);
}

function weightedConcordance(
  lifetimes: Intervals,
  risk: Float64Array,
  weight: Float64Array,
  strata?: Int32Array,
): Concordance {
  const sums = { concordant: 0, discordant: 0, tied: 0 };
  for (const rows of stratumRows(risk.length, strata)) addPairs(lifetimes, risk, weight, rows, sums);
  const { concordant, discordant, tied } = sums;
  const pairs = concordant + discordant + tied;
  return { concordance: (concordant + tied / 2) / pairs, concordant, discordant, tied };
}

/** The subjects of each stratum. */
function stratumRows(size: number, strata: Int32Array | undefined): Int32Array[] {
  if (strata === undefined) return [Int32Array.from({ length: size }, (_, row) => row)];
  const rows = new Map<number, number[]>();
  strata.forEach((stratum, row) => {
    const members = rows.get(stratum);
    if (members) members.push(row);
    else rows.set(stratum, [row]);
  });
  return [...rows.values()].map((members) => Int32Array.from(members));
}

function addPairs(
  { time, event, start: from }: Intervals,
  risk: Float64Array,
  weight: Float64Array,
  rows: Int32Array,
  sums: { concordant: number; discordant: number; tied: number },
): void {
  const rank = denseRanks(risk, rows);
  const later = createCounts(rows.length);
  const byTime = sortedOrder(Float64Array.from(rows, (row) => time[row] as number));
  const starts = Float64Array.from(rows, (row) => from?.[row] ?? Number.NEGATIVE_INFINITY);
  const byStart = sortedOrder(starts);
  let watched = byStart.length;

  for (let end = byTime.length; end > 0; ) {
    const now = time[rows[byTime[end - 1] as number] as number] as number;
    let start = end;
    while (start > 0 && time[rows[byTime[start - 1] as number] as number] === now) start--;
    const group = byTime.subarray(start, end);
    for (; watched > 0 && (starts[byStart[watched - 1] as number] as number) >= now; watched--) {
      later.remove(rank[byStart[watched - 1] as number] as number);
    }
    // Who was censored now outlived who had the event now; two events now say nothing about each other.
    for (const place of group) {
      if (event[rows[place] as number] === 0) later.add(rank[place] as number);
    }
    for (const place of group) {
      const row = rows[place] as number;
      if (event[row] === 0) continue;
      const lower = later.below(rank[place] as number);
      const tied = later.below((rank[place] as number) + 1) - lower;
      const weightOfEvent = weight[row] as number;
      sums.concordant += weightOfEvent * lower;
      sums.tied += weightOfEvent * tied;
      sums.discordant += weightOfEvent * (later.total() - lower - tied);
    }
    for (const place of group) {
      if (event[rows[place] as number] !== 0) later.add(rank[place] as number);
    }
    end = start;
  }
}

/** For each place in `rows`, how many different smaller risks there are. */
function denseRanks(risk: Float64Array, rows: Int32Array): Int32Array {
  const values = Float64Array.from(rows, (row) => risk[row] as number);
  const order = sortedOrder(values);
  const ranks = new Int32Array(rows.length);
  let rank = 0;
  order.forEach((place, i) => {
    if (i > 0 && values[place] !== values[order[i - 1] as number]) rank++;
    ranks[place] = rank;
  });
  return ranks;
}

/** Counts by rank with sums over the lower ranks in O(log n) (Fenwick, 1994). */
function createCounts(size: number) {
  const tree = new Float64Array(size + 1);
  let total = 0;
  const count = (rank: number, amount: number): void => {
    total += amount;
    for (let i = rank + 1; i <= size; i += i & -i) tree[i] = (tree[i] as number) + amount;
  };
  return {
    add: (rank: number): void => count(rank, 1),
    remove: (rank: number): void => count(rank, -1),
    below(rank: number): number {
      let sum = 0;
      for (let i = rank; i > 0; i -= i & -i) sum += tree[i] as number;
      return sum;
    },
    total: () => total,
  };
}
