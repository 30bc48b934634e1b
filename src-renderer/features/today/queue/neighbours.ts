import type { QueuePlace } from '../desk-session';

export interface Neighbours<Item> {
  /** Which of the queue the account is, from 1; null where it isn't in it. */
  readonly position: number | null;
  readonly previous: Item | null;
  readonly next: Item | null;
}

/**
 * What comes before and after an account in the queue. One that was just put away is in it no more: it is followed by
 * what took its place.
 */
export function neighboursOf<Item extends { readonly accountId: number }>(
  items: readonly Item[],
  accountId: number,
  place: Pick<QueuePlace, 'index' | 'accountId'>,
): Neighbours<Item> {
  const index = items.findIndex((item) => item.accountId === accountId);
  if (index >= 0)
    return { position: index + 1, previous: items[index - 1] ?? null, next: items[index + 1] ?? null };
  if (place.accountId !== accountId) return { position: null, previous: null, next: null };
  return { position: null, previous: items[place.index - 1] ?? null, next: items[place.index] ?? null };
}
