import { gather } from '../../../lib/statistics/vectors';
import type { Design } from '../model/design';
import type { Lifetimes } from './lifetimes';

export type CoxData = {
  readonly design: Design;
  readonly lifetimes: Lifetimes;
  /** Groups with a baseline hazard of their own, as whole numbers; one group when absent. */
  readonly strata?: Int32Array;
};

/** The rows of a Cox regression by stratum and then from the longest time to the shortest, so that risk sets only grow. */
export type RiskSets = {
  readonly columns: readonly Float64Array[];
  readonly event: Float64Array;
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
};

export function arrangeRiskSets({ design, lifetimes, strata }: CoxData): RiskSets {
  const { time, event } = lifetimes;
  const stratumOf = (row: number) => (strata === undefined ? 0 : (strata[row] as number));
  const order = Int32Array.from({ length: design.rows }, (_, row) => row).sort(
    (left, right) => stratumOf(left) - stratumOf(right) || (time[right] as number) - (time[left] as number),
  );

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
    groups.push({ start, end, time: now, stratum, opensStratum: groups.at(-1)?.stratum !== stratum, events });
    start = end;
  }
  return {
    columns: design.columns.map((column) => gather(column.values, order)),
    event: gather(event, order),
    groups,
  };
}
