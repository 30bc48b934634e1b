export interface Backoff {
  /** The bound after the first failure, and the one it never passes. Milliseconds. */
  readonly base: number;
  readonly cap: number;
  /** The attempt that failed, from 1. */
  readonly attempt: number;
  /** From 0 (included) to 1 (excluded). */
  readonly random: number;
  /** The share of the bound that is waited for in any case, 0-1; none where not given. */
  readonly least?: number;
}

/**
 * How long to wait before another attempt: anything up to a bound that doubles with each attempt, so that a server that is
 * away or overloaded is spared, and each who waits comes back at a moment of its own (exponential backoff with full
 * jitter: Brooker, 2015). @returns whole milliseconds
 */
export function backoff({ base, cap, attempt, random, least = 0 }: Backoff): number {
  const bound = Math.min(cap, base * 2 ** (attempt - 1));
  return Math.round(least * bound + (1 - least) * random * bound);
}
