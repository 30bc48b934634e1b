import { type RefObject, useEffect, useState } from 'react';
import { type Box, gap, placeCard } from './place-card';

interface TourPlace {
  /** Around what the step speaks of; null: it is not on the screen. */
  readonly ring: Box | null;
  readonly card: Pick<Box, 'left' | 'top'>;
}

/**
 * Where the tour's card stands and what it points at, as things move beneath it: looked up with every frame, for as long
 * as the tour is there, since lists scroll and sections grow without telling.
 * @param selectors what the step speaks of, the best first, and the least of it last
 * @returns undefined before the first look
 */
export function useTourPlace(
  selectors: readonly string[],
  card: RefObject<HTMLElement | null>,
): TourPlace | undefined {
  const [place, setPlace] = useState<TourPlace>();
  useEffect(() => {
    const since = performance.now();
    let isLed = true;
    let frame = 0;
    function look(): void {
      const target = firstOf(selectors, card.current);
      // What stands above it may still be on its way and push it out of sight.
      if (isLed && target !== null && !isInSight(target)) target.scrollIntoView({ block: 'nearest' });
      const now = placeNow(target, card.current);
      setPlace((before) => (JSON.stringify(before) === JSON.stringify(now) ? before : now));
      frame = requestAnimationFrame(look);
    }
    // Who goes elsewhere is not held; the key that brought the step is still on its way.
    function leave({ timeStamp }: Event): void {
      if (timeStamp > since) isLed = false;
    }
    look();
    for (const deed of ownDeeds) window.addEventListener(deed, leave);
    return () => {
      cancelAnimationFrame(frame);
      for (const deed of ownDeeds) window.removeEventListener(deed, leave);
    };
  }, [selectors, card]);
  return place;
}

const ownDeeds = ['wheel', 'pointerdown', 'keydown'] as const;

function isInSight(element: Element): boolean {
  const { left, top, width, height } = boxOf(element);
  return left >= 0 && top >= 0 && left + width <= innerWidth && top + height <= innerHeight;
}

/** The first of them beside which there is room for the card; where there is none, the last that is shown. */
function firstOf(selectors: readonly string[], card: HTMLElement | null): Element | null {
  const shown = selectors.flatMap((selector) => {
    const found = document.querySelector(selector);
    return found?.checkVisibility() ? [found] : [];
  });
  const room = innerHeight - (card?.offsetHeight ?? 0) - 3 * gap;
  return shown.find((element) => boxOf(element).height <= room) ?? shown.at(-1) ?? null;
}

function placeNow(target: Element | null, card: HTMLElement | null): TourPlace {
  const view = { width: window.innerWidth, height: window.innerHeight };
  const ring = target === null ? null : partInSight(boxOf(target), view);
  const size = { width: card?.offsetWidth ?? 0, height: card?.offsetHeight ?? 0 };
  return { ring, card: placeCard(ring, size, view) };
}

/** Between the ring and the edge of the window. */
const edge = 6;

/** @returns null where nothing of it is in sight */
function partInSight({ left, top, width, height }: Box, view: Pick<Box, 'width' | 'height'>): Box | null {
  const [x, y] = [Math.max(edge, left), Math.max(edge, top)];
  const right = Math.min(view.width - edge, left + width);
  const bottom = Math.min(view.height - edge, top + height);
  return right > x && bottom > y ? { left: x, top: y, width: right - x, height: bottom - y } : null;
}

function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}
