import type { ComponentProps, ReactNode, RefObject } from 'react';
import { formatCount } from '../format/number';
import classes from './board.module.css';

/** Columns side by side. */
export function Board({ room, children }: { room: RefObject<HTMLDivElement | null>; children: ReactNode }) {
  return (
    <div className={classes.board} ref={room}>
      {children}
    </div>
  );
}

interface BoardColumnProps {
  readonly name: string;
  /** Of all its cards, those that are not shown among them. */
  readonly count: number;
  readonly hint?: string;
  /** Whether what is dragged may be put here. */
  readonly takes: boolean;
  readonly onDrop: () => void;
  /** What is said below of cards that are not shown. */
  readonly more: string | null;
  readonly children: ReactNode;
}

/** A column of cards, into which one may be dragged. */
export function BoardColumn({ name, count, hint, takes, onDrop, more, children }: BoardColumnProps) {
  return (
    <section
      className={classes.column}
      aria-label={name}
      data-takes={takes || undefined}
      onDragOver={(event) => takes && event.preventDefault()}
      onDrop={onDrop}
    >
      <h2 className={classes.title} title={hint}>
        {name} <span className="soft number">{formatCount(count)}</span>
      </h2>
      <ul className={classes.cards}>{children}</ul>
      {more !== null && <p className={classes.more}>{more}</p>}
    </section>
  );
}

/** A card: what is written on it is its child. */
export function BoardItem(line: Omit<ComponentProps<'li'>, 'className'>) {
  return <li {...line} className={classes.card} />;
}
