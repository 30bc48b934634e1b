import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

/** The control of the page itself that had the focus last: what floats above it stands in a landmark of its own. */
let lastOfPage: HTMLElement | null = null;

document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && target.closest('#overlays') === null) lastOfPage = target;
});

/**
 * For what floats above the page while it is there: once it is gone the focus is back where it came from. Where something
 * else took it, that stays.
 */
export function useFocusBack(): void {
  const [opener] = useState(openerNow);
  useEffect(
    () => () => {
      requestAnimationFrame(() => giveBack([opener, document.getElementById('main')]));
    },
    [opener],
  );
}

/**
 * For a line of a list that goes while the keyboard is in it: the line that takes its place has the focus then, or the one
 * before it, or the page.
 */
export function useFocusToNeighbour(line: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = line.current;
    return () => {
      if (element === null || !element.contains(lastOfPage)) return;
      const neighbour = element.nextElementSibling ?? element.previousElementSibling;
      const control = neighbour?.querySelector('button') ?? null;
      requestAnimationFrame(() => giveBack([control, document.getElementById('main')]));
    };
  }, [line]);
}

/** What has the focus; an entry of a menu goes with its menu, so the control that opened the menu counts for it. */
function openerNow(): Element | null {
  const focused = document.activeElement;
  return focused?.closest('[role="menu"]') ? lastOfPage : focused;
}

/** To the first of these that takes it. */
function giveBack(candidates: readonly (Element | null)[]): void {
  for (const candidate of candidates) {
    if (!isLost()) return;
    if (candidate instanceof HTMLElement) candidate.focus({ preventScroll: true });
  }
}

function isLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
