import { type RefObject, useRef, useState } from 'react';

interface Walk<Row> {
  /** Of what the rows stand in. */
  readonly body: RefObject<HTMLDivElement | null>;
  readonly current: number;
  /** The row that keys act on; undefined: there is none. */
  readonly meant: Row | undefined;
  readonly moveTo: (index: number) => void;
  /** For `useKeys`: j, k and the arrows. */
  readonly keys: Readonly<Record<'j' | 'k' | 'ArrowDown' | 'ArrowUp', () => void>>;
}

/**
 * Walks a list row by row: the focus goes along, to the first button of a row.
 * @param selectorOf where a row is found in the body
 */
export function useWalk<Row>(rows: readonly Row[], selectorOf: (row: Row) => string): Walk<Row> {
  const [at, moveTo] = useState(0);
  const body = useRef<HTMLDivElement>(null);
  const current = Math.min(at, rows.length - 1);

  function walk(step: number): void {
    const next = Math.min(rows.length - 1, Math.max(0, current + step));
    moveTo(next);
    const row = rows[next];
    const found = row && body.current?.querySelector(selectorOf(row));
    found?.scrollIntoView({ block: 'nearest' });
    found?.querySelector('button')?.focus({ preventScroll: true });
  }
  const next = () => walk(1);
  const previous = () => walk(-1);
  return {
    body,
    current,
    meant: rows[current],
    moveTo,
    keys: { j: next, k: previous, ArrowDown: next, ArrowUp: previous },
  };
}
