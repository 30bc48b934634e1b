import type { TodayItem } from '../../../../src-preload/contract/today';
import { useSignal } from '../../../api/signal';
import { placeIn, type QueuePlace, queuePlace } from '../desk-session';

/**
 * Which item the keys act on. It stays with its account when new scores reorder the queue, so that Enter opens what
 * was looked at; an item that leaves hands its place to the next one. Whoever comes back to the queue finds it there.
 * @param queue by `queueOf`
 */
export function useCurrentItem(
  items: readonly TodayItem[],
  latest: () => readonly TodayItem[],
  queue: string,
): [number, (index: number) => void] {
  const place = placeIn(useSignal(queuePlace), queue);
  return [
    currentIndexOf(items, place),
    (index) => queuePlace.set({ queue, index, accountId: latest()[index]?.accountId ?? null }),
  ];
}

export function currentIndexOf(
  items: readonly Pick<TodayItem, 'accountId'>[],
  place: Pick<QueuePlace, 'index' | 'accountId'>,
): number {
  const found = items.findIndex(({ accountId }) => accountId === place.accountId);
  return found >= 0 ? found : Math.min(place.index, items.length - 1);
}
