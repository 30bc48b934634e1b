import { useState } from 'react';
import type { TodayItem } from '../../../../src-preload/contract/today';

interface Place {
  readonly index: number;
  /** Null until someone moved: the first item is current, whichever it becomes. */
  readonly accountId: number | null;
}

/**
 * Which item the keys act on. It stays with its account when new scores reorder the queue, so that Enter opens what
 * was looked at; an item that leaves hands its place to the next one.
 */
export function useCurrentItem(items: readonly TodayItem[]): [number, (index: number) => void] {
  const [place, setPlace] = useState<Place>({ index: 0, accountId: null });
  return [
    currentIndexOf(items, place),
    (index) => setPlace({ index, accountId: items[index]?.accountId ?? null }),
  ];
}

export function currentIndexOf(items: readonly Pick<TodayItem, 'accountId'>[], place: Place): number {
  const found = items.findIndex(({ accountId }) => accountId === place.accountId);
  return found >= 0 ? found : Math.min(place.index, items.length - 1);
}
