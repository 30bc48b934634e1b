import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Where the focus is kept: the buttons of a row by `data-move="up"` and `data-move="down"`, beside the row's `data-entry`. */
type Way = 'up' | 'down';

/**
 * Rows that are drawn in another order lose the focus: the button by which one was moved has it again, or where it ended at the top or the
 * bottom the one of the other way. @returns tells that a row is moved
 */
export function useMovedFocus(
  list: RefObject<HTMLElement | null>,
  order: readonly string[],
): (id: string, way: Way) => void {
  const moved = useRef<{ readonly id: string; readonly way: Way } | null>(null);
  const drawn = order.join();
  const before = useRef(drawn);
  useLayoutEffect(() => {
    if (before.current === drawn) return;
    before.current = drawn;
    const { id, way } = moved.current ?? {};
    moved.current = null;
    if (id === undefined || way === undefined) return;
    const row = list.current?.querySelector(`[data-entry="${id}"]`);
    const { activeElement: focused } = document;
    // Whoever went on meanwhile stays there.
    if (focused !== null && focused !== document.body && !row?.contains(focused)) return;
    const buttons = [way, way === 'up' ? 'down' : 'up'].map((to) =>
      row?.querySelector<HTMLButtonElement>(`[data-move="${to}"]`),
    );
    buttons.find((button) => button && !button.disabled)?.focus({ preventScroll: false });
  }, [drawn, list]);
  return (id, way) => {
    moved.current = { id, way };
  };
}
