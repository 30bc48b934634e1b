import { useEffect, useState } from 'react';
import { rangesOf } from './find-ranges';

/** Names of the marks, as the style sheet has them. */
const [everywhere, here] = ['found', 'found-here'];

/**
 * Marks where a text stands on the screen, also as that changes, and brings the place at `at` into sight.
 * @returns how many places there are
 */
export function useFound(text: string, at: number): number {
  const [count, setCount] = useState(0);
  useEffect(() => {
    const page = document.getElementById('main');
    if (page === null) return;
    const mark = (shows: boolean) => {
      const ranges = rangesOf(page, text);
      const range = ranges[Math.min(at, ranges.length - 1)];
      CSS.highlights.set(everywhere, new Highlight(...ranges));
      CSS.highlights.set(here, range === undefined ? new Highlight() : new Highlight(range));
      setCount(ranges.length);
      if (shows) range?.startContainer.parentElement?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    };
    mark(true);
    // Lists draw what is scrolled to, and figures change: the marks go along, the page stays where it is.
    let frame = 0;
    const changing = new MutationObserver(() => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => mark(false));
    });
    changing.observe(page, { childList: true, characterData: true, subtree: true });
    return () => {
      changing.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(everywhere);
      CSS.highlights.delete(here);
    };
  }, [text, at]);
  return count;
}
