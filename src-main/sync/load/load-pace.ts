import type { SyncStatus } from '../../../src-preload/contract/sync';
import type { LoadProgress } from './load';

/** Until this much time has passed, a rate would be a guess. */
const settled = 500;

/**
 * Turns what a load has done into a rate and the time left. Counts from the first report, so that what an earlier run
 * had loaded doesn't flatter the rate.
 */
export function createLoadPace(
  now: () => number,
): (progress: LoadProgress) => NonNullable<SyncStatus['progress']> {
  let start: { at: number; rows: number } | null = null;
  return ({ table, doneRows, totalRows }) => {
    start ??= { at: now(), rows: doneRows };
    const elapsed = now() - start.at;
    const rowsPerSecond = elapsed < settled ? null : ((doneRows - start.rows) / elapsed) * 1000;
    const secondsLeft =
      rowsPerSecond === null || rowsPerSecond <= 0 || totalRows === null
        ? null
        : Math.max(totalRows - doneRows, 0) / rowsPerSecond;
    return { table, doneRows, totalRows, rowsPerSecond, secondsLeft };
  };
}
