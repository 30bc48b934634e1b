import type { Lock } from '../../../src-preload/contract/sign-in';
import type { SyncStatus } from '../../../src-preload/contract/sync';

/** What a supervisor asks of a service. */
export interface Health {
  /** Whether its copy is the company's of now, so that what it computes and pushes is of now. */
  readonly ready: boolean;
  /** Why not, in the words of the screens; null where it is. */
  readonly problem: string | null;
  readonly phase: SyncStatus['phase'];
  /** When the copy was last known equal to the company's data; ms since 1970, null before the first load. */
  readonly asOf: number | null;
}

/** ms: a healthy service looks every half minute, and a long load or pull may take some. */
const stale = 10 * 60_000;

/** @param now ms since 1970 @param lock why the copy does not open, if it doesn't */
export function healthOf(sync: SyncStatus, lock: Lock | null, now: number): Health {
  const problem = problemOf(sync, lock, now);
  return { ready: problem === null, problem, phase: sync.phase, asOf: sync.asOf };
}

function problemOf({ phase, asOf, problem }: SyncStatus, lock: Lock | null, now: number): string | null {
  if (lock !== null) return 'The copy is locked until the company’s server lets this login in again.';
  if (problem !== null) return problem;
  if (asOf === null) return 'The first load is not done yet.';
  if (phase !== 'loading' && now - asOf > stale)
    return `The copy is as of ${new Date(asOf).toISOString()}, and has heard nothing of the company since.`;
  return null;
}
