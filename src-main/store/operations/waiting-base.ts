import type { Tx } from '../types';
import { versionOf } from './open-operation';
import { openOperationsOf } from './outbox';

/**
 * The version of an entry that a change made now is based on. Unanswered changes build on each other without knowing what
 * becomes of them: all have the base of the first until the company has answered it. What the company has answered and the copy
 * doesn't have yet was seen as well, where nobody else's change came in between.
 * @param seen the version that the copy has, or that the change was begun on
 */
export function baseOf(tx: Tx, entry: string, seen: number): number {
  let base = seen;
  for (const operation of openOperationsOf(tx, entry)) {
    const { state, baseVersion } = operation;
    if (baseVersion === null) continue;
    if (state === 'pending') return baseVersion;
    if (baseVersion === base && versionOf(operation) === base + 1) base += 1;
  }
  return base;
}
