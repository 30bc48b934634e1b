import { type KeyboardEvent, useState } from 'react';

const moves: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** `3:7`: a cell by its row and column. */
const keyOf = (row: number, column: number) => `${row}:${column}`;

/**
 * A table of buttons that Tab reaches once: the arrows move inside it, from cell to cell.
 * @param first where Tab comes in, until somebody moved
 */
export function useCellFocus(first: readonly [row: number, column: number]) {
  const [moved, setMoved] = useState<string | null>(null);
  const current = moved ?? keyOf(...first);
  return {
    cell: (row: number, column: number) => {
      const key = keyOf(row, column);
      return { 'data-cell': key, tabIndex: key === current ? 0 : -1, onFocus: () => setMoved(key) };
    },
    onKeyDown(event: KeyboardEvent<HTMLElement>): void {
      const move = moves[event.key];
      const at = event.target instanceof HTMLElement ? event.target.dataset['cell'] : undefined;
      if (move === undefined || at === undefined) return;
      const [row = 0, column = 0] = at.split(':').map(Number);
      const next = event.currentTarget.querySelector<HTMLElement>(
        `[data-cell="${keyOf(row + move[0], column + move[1])}"]`,
      );
      if (next === null) return;
      event.preventDefault();
      next.focus();
    },
  };
}
