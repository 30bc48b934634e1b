import { gather } from '../../../lib/statistics/vectors';
import type { Design } from '../model/design';
import type { Intervals } from './lifetimes';

export type CoxData = {
  readonly design: Design;
  readonly lifetimes: Intervals;
  /** Groups with a baseline hazard of their own, as whole numbers; one group when absent. */
  readonly strata?: Int32Array;
};

/**
 * The rows of a Cox regression by stratum and then from the longest time to the shortest, so that risk sets only grow, but
 * for rows that were not watched yet.
 */
export type RiskSets = {
  readonly columns: readonly Float64Array[];
  readonly event: Float64Array;
  /** When each row came under observation; minus infinity for those there from the beginning. */
  readonly start: Float64Array;
  readonly groups: readonly TieGroup[];
};

/** Rows start..end-1 share a stratum and a time. */
export type TieGroup = {
  readonly start: number;
  readonly end: number;
  readonly time: number;
  readonly stratum: number;
  /** True for a stratum's longest time: nobody of the rows before is at risk with these. */
  readonly opensStratum: boolean;
  readonly events: number;
  /** Rows of longer times that are not watched yet at this one, and still were at the group before. */
  readonly unwatched: Int32Array;
};

const fromTheBeginning = Number.NEGATIVE_INFINITY;

export function arrangeRiskSets({ design, lifetimes, strata }: CoxData): RiskSets {
  const { time, event } = lifetimes;
  const stratumOf = (row: number) => (strata === undefined ? 0 : (strata[row] as number));
  const order = Int32Array.from({ length: design.rows }, (_, row) => row).sort(
    (left, right) => stratumOf(left) - stratumOf(right) || (time[right] as number) - (time[left] as number),
  );

  const start = lifetimes.start
    ? gather(lifetimes.start, order)
    : new Float64Array(design.rows).fill(fromTheBeginning);
  const groups = tieGroups(order, lifetimes, stratumOf);
  return {
    columns: design.columns.map((column) => gather(column.values, order)),
    event: gather(event, order),
    start,
    groups: lifetimes.start ? withUnwatched(groups, start) : groups,
  };
}

function tieGroups(
  order: Int32Array,
  { time, event }: Intervals,
  stratumOf: (row: number) => number,
): TieGroup[] {
  const groups: TieGroup[] = [];
  for (let start = 0; start < order.length; ) {
    const first = order[start] as number;
    const now = time[first] as number;
    const stratum = stratumOf(first);
    let end = start;
    let events = 0;
    for (; end < order.length; end++) {
      const row = order[end] as number;
      if (time[row] !== now || stratumOf(row) !== stratum) break;
      events += event[row] as number;
    }
    const opensStratum = groups.at(-1)?.stratum !== stratum;
    groups.push({ start, end, time: now, stratum, opensStratum, events, unwatched: new Int32Array() });
    start = end;
  }
  return groups;
}

/** Each row goes to the last group, from the longest time on, that is not later than its start; many belong to none. */
function withUnwatched(groups: readonly TieGroup[], start: Float64Array): TieGroup[] {
  const leaving = groups.map((): number[] => []);
  groups.forEach(({ start: first, end, stratum }, g) => {
    for (let row = first; row < end; row++) {
      const at = firstGroupUpTo(groups, g, stratum, start[row] as number);
      if (at !== undefined) leaving[at]?.push(row);
    }
  });
  return groups.map((group, g) => ({ ...group, unwatched: Int32Array.from(leaving[g] ?? []) }));
}

/** The first group after `from`, of the same stratum, whose time is not above `limit`: by halving, times fall. */
function firstGroupUpTo(
  groups: readonly TieGroup[],
  from: number,
  stratum: number,
  limit: number,
): number | undefined {
  let [low, high] = [from, groups.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const group = groups[middle] as TieGroup;
    if (group.stratum === stratum && group.time > limit) low = middle + 1;
    else high = middle;
  }
  return groups[low]?.stratum === stratum ? low : undefined;
}
