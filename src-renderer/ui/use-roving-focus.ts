import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react';

const keys: Readonly<Record<string, (index: number, last: number) => number>> = {
  ArrowDown: (index) => index + 1,
  ArrowUp: (index) => index - 1,
  j: (index) => index + 1,
  k: (index) => index - 1,
  Home: () => 0,
  End: (_index, last) => last,
};

/**
 * A list of links that Tab reaches once: the arrows move inside it, so that nobody has to pass two hundred links to what
 * comes after. @param count of its links, so that a changed list is looked at again @param what stands for a link in it
 */
export function useRovingFocus(
  list: RefObject<HTMLElement | null>,
  count: number,
  what: 'a' | 'button' = 'a',
) {
  const [current, setCurrent] = useState(0);
  const links = () => linksIn(list.current, what);
  useEffect(() => {
    const reached = Math.min(current, count - 1);
    for (const [index, link] of linksIn(list.current, what).entries())
      link.tabIndex = index === reached ? 0 : -1;
  }, [list, current, count, what]);
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>): void {
      const move = keys[event.key];
      if (move === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
      const all = links();
      const from = all.indexOf(document.activeElement as HTMLElement);
      const next = Math.min(all.length - 1, Math.max(0, move(from, all.length - 1)));
      event.preventDefault();
      event.stopPropagation();
      setCurrent(next);
      all[next]?.focus();
    },
    onFocus(): void {
      const index = links().indexOf(document.activeElement as HTMLElement);
      if (index >= 0) setCurrent(index);
    },
  };
}

function linksIn(list: HTMLElement | null, what: 'a' | 'button'): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>(what) ?? [])];
}
