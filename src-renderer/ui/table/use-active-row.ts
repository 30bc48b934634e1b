import { type KeyboardEvent, useCallback, useEffect, useState } from 'react';
import { holdPlace } from '../keys/places-held';
import { rowAfterKey } from './row-after-key';

interface ActiveRowOptions {
  count: number;
  start: number;
  /** Rows that Page Up and Page Down move by. */
  pageRows: number;
  reveal: (index: number) => void;
  open: (index: number) => void;
  choose: (index: number) => void;
}

/** The row the keyboard is on (-1 for none) and the keys that move it. */
export function useActiveRow({ count, start, pageRows, reveal, open, choose }: ActiveRowOptions) {
  const [active, setActive] = useState(start);
  useEffect(() => holdPlace('table'), []);
  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Enter' && active >= 0) {
        open(active);
        return;
      }
      if (event.key === 'x' && active >= 0) {
        choose(active);
        return;
      }
      const next = rowAfterKey(event.key, active, count, pageRows);
      if (next === undefined) return;
      event.preventDefault();
      setActive(next);
      reveal(next);
    },
    [active, count, pageRows, reveal, open, choose],
  );
  return { active: Math.min(active, count - 1), setActive, onKeyDown };
}
