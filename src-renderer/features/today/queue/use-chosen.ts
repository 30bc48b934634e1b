import { useCallback, useState } from 'react';
import type { TodayItem } from '../../../../src-preload/contract/today';

/** Items chosen to be put away together. One that left the queue is chosen no more. */
export function useChosen(items: readonly TodayItem[]) {
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const toggle = useCallback(({ key }: TodayItem) => {
    setKeys((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  }, []);
  return {
    chosen: items.filter(({ key }) => keys.has(key)),
    has: (item: TodayItem) => keys.has(item.key),
    toggle,
    all: () => setKeys(new Set(items.map(({ key }) => key))),
    none: () => setKeys(new Set()),
  };
}
