/** How a column lies among comparable accounts: a quarter have less than the first, half less than the second … */
export type Quartiles = readonly [lower: number, median: number, upper: number];

/** Accounts that an account is held against, by column. Plain data. */
export interface PeerGroup {
  readonly accounts: number;
  readonly columns: Readonly<Record<string, Quartiles>>;
}

export interface Peers {
  readonly all: PeerGroup;
  /** Of segments with enough accounts. */
  readonly bySegment: Readonly<Record<string, PeerGroup>>;
}

/** What is compared of one account; NaN where a value is not known. */
export interface Reading {
  readonly segment: string | null;
  readonly values: Readonly<Record<string, number | undefined>>;
}

/** Fewer accounts of a segment say too little of what is usual in it. */
const fewestPeers = 30;

/** @param readings all customers, or so many that quartiles of them tell of all */
export function peersOf(readings: readonly Reading[]): Peers {
  const bySegment: Record<string, PeerGroup> = {};
  for (const [segment, own] of Map.groupBy(readings, (reading) => reading.segment)) {
    if (segment !== null && own.length >= fewestPeers) bySegment[segment] = groupOf(own);
  }
  return { all: groupOf(readings), bySegment };
}

/** Accounts of the same segment, where it has enough of them; else all. */
export function comparableTo({ all, bySegment }: Peers, segment: string | null): PeerGroup {
  return (segment === null ? undefined : bySegment[segment]) ?? all;
}

function groupOf(readings: readonly Reading[]): PeerGroup {
  const columns: Record<string, Quartiles> = {};
  for (const column of new Set(readings.flatMap(({ values }) => Object.keys(values)))) {
    const known = Float64Array.from(readings, ({ values }) => values[column] ?? Number.NaN)
      .filter((value) => !Number.isNaN(value))
      .sort();
    if (known.length > 0) columns[column] = [at(known, 0.25), at(known, 0.5), at(known, 0.75)];
  }
  return { accounts: readings.length, columns };
}

/** A value that occurs, so that no count comes out as a fraction. */
function at(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
}
