import type { ActionContext } from '../../src-main/actions/action-context';
import { createIds } from '../../src-main/ports/ids';
import type { Store } from '../../src-main/store/types';

/** Decisions on a store at a fixed moment, by Ann; nothing is scored because of them. */
export function decisionsOn(
  store: Store,
  now: number,
  others: Partial<Omit<ActionContext, 'store' | 'now'>> = {},
): ActionContext {
  return {
    store,
    ids: createIds({ now: () => now }),
    now: () => now,
    author: 'Ann',
    rescore: () => undefined,
    pushSoon: () => undefined,
    ...others,
  };
}
