import { type RefObject, useLayoutEffect } from 'react';

/** Px scrolled on each entry of the history, while the window is open. */
const places = new Map<string, number>();
/** What comes late, a chart or a list, makes the page long enough only then. */
const waitMs = 2_000;

/** Who comes back by Back or Forward finds the page scrolled as it was left. */
export function useKeptScroll(page: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const scroller = page.current;
    const entry = navigation.currentEntry?.key;
    if (scroller === null || entry === undefined) return;
    const wanted = places.get(entry) ?? 0;
    const until = performance.now() + waitMs;

    function restore(): void {
      if (scroller === null || scroller.scrollTop >= wanted || performance.now() > until) stop();
      else scroller.scrollTop = wanted;
    }
    const growing = new ResizeObserver(restore);
    const stop = () => growing.disconnect();
    const keep = () => {
      if (navigation.currentEntry?.key === entry) places.set(entry, scroller.scrollTop);
    };
    if (wanted > 0 && scroller.firstElementChild) growing.observe(scroller.firstElementChild);
    scroller.addEventListener('scroll', keep, { passive: true });
    // Whoever scrolls meanwhile goes where they want.
    scroller.addEventListener('wheel', stop, { passive: true });
    scroller.addEventListener('keydown', stop);
    return () => {
      stop();
      scroller.removeEventListener('scroll', keep);
      scroller.removeEventListener('wheel', stop);
      scroller.removeEventListener('keydown', stop);
    };
  }, [page]);
}
