import type { Logger } from 'pino';

/** A query slower than this is logged by its name. */
const slowMilliseconds = 40;
/** Enough for a steady p95 without remembering everything. */
const remembered = 256;

/** Calls of the company's server: how long its line takes is no fault of ours. */
const isFar = (name: string) => name.startsWith('company.');

export type OnTimed = (name: string, milliseconds: number) => void;

interface Samples {
  count: number;
  slow: number;
  max: number;
  /** The latest durations, a ring of `remembered`. */
  readonly latest: Float64Array;
}

export interface Timings {
  /** @param milliseconds how long the query `name` took, this once */
  record(name: string, milliseconds: number): void;
  readonly samples: ReadonlyMap<string, Readonly<Samples>>;
}

/** Milliseconds; p50 and p95 over the latest 256 runs, the rest since the store was opened. */
export interface Timing {
  readonly name: string;
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  readonly slow: number;
}

/** @param onTimed hears of each, too */
export function createTimings(log?: Logger, onTimed?: OnTimed): Timings {
  const samples = new Map<string, Samples>();
  return {
    samples,
    record(name, milliseconds) {
      let sample = samples.get(name);
      if (sample === undefined) {
        sample = { count: 0, slow: 0, max: 0, latest: new Float64Array(remembered) };
        samples.set(name, sample);
      }
      sample.latest[sample.count % remembered] = milliseconds;
      sample.count += 1;
      sample.max = Math.max(sample.max, milliseconds);
      onTimed?.(name, milliseconds);
      if (milliseconds > slowMilliseconds && !isFar(name)) {
        sample.slow += 1;
        log?.warn({ query: name, milliseconds: Math.round(milliseconds) }, 'slow query');
      }
    },
  };
}

/** Runs a query under its name, so that a slow one can be found. Names read `room.what`: `accounts.list`. */
export function timed<T>(db: { readonly timings: Timings }, name: string, run: () => T): T {
  const start = performance.now();
  try {
    return run();
  } finally {
    db.timings.record(name, performance.now() - start);
  }
}

/** Every named query so far, the slowest first. */
export function timings(store: { readonly timings: Timings }): Timing[] {
  return [...store.timings.samples]
    .map(([name, sample]) => {
      const sorted = sample.latest.slice(0, Math.min(sample.count, remembered)).sort();
      return {
        name,
        count: sample.count,
        p50: nearestRank(sorted, 0.5),
        p95: nearestRank(sorted, 0.95),
        max: sample.max,
        slow: sample.slow,
      };
    })
    .sort((left, right) => right.p95 - left.p95);
}

function nearestRank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
