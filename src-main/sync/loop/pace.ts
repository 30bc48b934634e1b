import { backoff } from '../../lib/backoff';

/** How often sync looks, in milliseconds. */
export interface SyncPace {
  /** Between two looks: at least, and up to so much more, so that desktops don't all ask at once. */
  readonly poll: number;
  readonly pollSpread: number;
  /** How long a hint of news may wait for more of them. */
  readonly hintSpread: number;
  /** After the first failure; each further one doubles it, up to the last. */
  readonly firstRetry: number;
  readonly lastRetry: number;
}

export const defaultPace: SyncPace = {
  poll: 15_000,
  pollSpread: 15_000,
  hintSpread: 1_000,
  firstRetry: 2_000,
  lastRetry: 300_000,
};

/** @param random from 0 (included) to 1 (excluded) @returns whole milliseconds */
export function pollPause(pace: SyncPace, random: () => number): number {
  return Math.round(pace.poll + random() * pace.pollSpread);
}

/**
 * One attempt at a time, ever further apart, and never less than half the bound: a look right after a failure would find
 * the server as it was.
 * @param failures in a row, at least 1 @returns whole milliseconds
 */
export function retryPause(pace: SyncPace, failures: number, random: () => number): number {
  const { firstRetry: base, lastRetry: cap } = pace;
  return backoff({ base, cap, attempt: failures, random: random(), least: 0.5 });
}
