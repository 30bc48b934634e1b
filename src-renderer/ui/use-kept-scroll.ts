import { type RefObject, useLayoutEffect } from 'react';

/** Px scrolled on each entry of the history, while the window is open. */
const places = new Map<string, number>();
/** What comes late, a chart or a list, makes the page long enough only then; whoever scrolls meanwhile ends the wait. */
const waitMs = 15_000;

/** Who comes back by Back or Forward finds the page scrolled as it was left. */
export function useKeptScroll(page: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const scroller = page.current;
    if (scroller === null) return;
    const there = scroller;
    let wanted = 0;
    let until = 0;
    const growing = new ResizeObserver(restore);
    const stop = () => growing.disconnect();

    function restore(): void {
      const isTooLate = wanted === 0 || performance.now() > until;
      if (!isTooLate) there.scrollTop = wanted;
      if (isTooLate || there.scrollTop >= wanted - 1) stop();
    }
    function begin(): void {
      stop();
      wanted = places.get(entryKey()) ?? 0;
      until = performance.now() + waitMs;
      if (wanted > 0 && there.firstElementChild) growing.observe(there.firstElementChild);
    }
    function keep(): void {
      places.set(entryKey(), there.scrollTop);
    }
    // Whoever scrolls meanwhile goes where they want.
    const own = { passive: true } as const;
    begin();
    navigation.addEventListener('currententrychange', begin);
    there.addEventListener('scroll', keep, own);
    there.addEventListener('wheel', stop, own);
    there.addEventListener('keydown', stop);
    return () => {
      stop();
      navigation.removeEventListener('currententrychange', begin);
      there.removeEventListener('scroll', keep);
      there.removeEventListener('wheel', stop);
      there.removeEventListener('keydown', stop);
    };
  }, [page]);
}

function entryKey(): string {
  return navigation.currentEntry?.key ?? '';
}
