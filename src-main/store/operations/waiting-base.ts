import type { Tx } from '../types';

/**
 * The version that the first of an entry's unanswered changes was based on. Those after it build on it without knowing
 * what becomes of it: they have the same base until the company has answered it.
 */
export function waitingBaseOf(tx: Tx, entry: string): number | null {
  return (
    tx
      .prepared<[string], number | null>(
        `select base_version from operations
          where entry = ? and state = 'pending' and base_version is not null order by seq limit 1`,
      )
      .pluck()
      .get(entry) ?? null
  );
}
