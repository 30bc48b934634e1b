import type { SymmetricMatrix } from '../../../lib/statistics/cholesky';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import type { RiskSets } from './cox-risk-sets';

/**
 * What a Cox regression is unsure of: an event is set against everyone at risk with it, and against whoever has a share
 * above `least` of that risk set's hazard the fit is not sure. Rows so set against each other, directly or through others,
 * are one heap; the Gram matrix of the differences within heaps tells which columns still matter there.
 * O(times of events * rows).
 */
export function tellingPairs(
  { columns, event, start, groups }: RiskSets,
  weight: Float64Array,
  least: number,
): SymmetricMatrix {
  const heaps = createHeaps(event.length);
  let first = 0;
  for (const group of groups) {
    if (group.opensStratum) first = group.start;
    if (group.events === 0) continue;
    const isAtRisk = (row: number) => (start[row] as number) < group.time;
    let total = 0;
    for (let row = first; row < group.end; row++) if (isAtRisk(row)) total += weight[row] as number;
    // Every event is set against the same rows, so they all are one heap with the first of them.
    let anyEvent = group.start;
    while (event[anyEvent] === 0) anyEvent++;
    for (let row = first; row < group.end; row++) {
      const isUnsure = isAtRisk(row) && (weight[row] as number) > least * total;
      if (isUnsure || (row >= group.start && event[row] === 1)) heaps.join(anyEvent, row);
    }
  }
  const differences = columns.map((column) =>
    column.map((value, row) => value - (column[heaps.of(row)] as number)),
  );
  return weightedGram(differences, new Float64Array(event.length).fill(1));
}

/** Sets that are joined two by two, each called by one of its members (Tarjan, 1975). */
function createHeaps(size: number) {
  const parent = Int32Array.from({ length: size }, (_, row) => row);
  const of = (row: number): number => {
    let at = row;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  return {
    of,
    join: (one: number, other: number): void => {
      parent[of(one)] = of(other);
    },
  };
}
