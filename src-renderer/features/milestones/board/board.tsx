import { useRef, useState } from 'react';
import {
  type Board as BoardData,
  type Pace,
  type PlanCard,
  paces,
} from '../../../../src-preload/contract/milestones/milestones';
import { formatPlural } from '../../../ui/format/number';
import { useShortcuts } from '../../../ui/use-shortcuts';
import { paceWords } from '../milestone-words';
import classes from './board.module.css';
import { BoardCard } from './board-card';

interface BoardProps {
  board: BoardData;
  mayManage: boolean;
  /** Wants to say that the next milestone of a plan is done. */
  onComplete: (card: PlanCard) => void;
}

const moves: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  k: [0, -1],
  j: [0, 1],
};

/**
 * Plans in columns by their pace. The arrows walk between cards; e, or a card that is dragged to Done, says that its next milestone is
 * done. Tab reaches the board once.
 */
export function Board({ board, mayManage, onComplete }: BoardProps) {
  const room = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<PlanCard | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const columns = paces.map((pace) => board.cards.filter((card) => card.pace === pace));
  const first = columns.flat()[0];
  const reached = columns.flat().some((card) => keyOf(card) === current) ? current : first && keyOf(first);

  const canComplete = (card: PlanCard) => mayManage && card.next !== null;
  const byKey = new Map(columns.flat().map((card) => [keyOf(card), card]));
  const focused = () => {
    const key = document.activeElement?.closest<HTMLElement>('[data-card]')?.dataset['card'];
    return byKey.get(key ?? current ?? '');
  };
  function go([sideways, down]: readonly [number, number]): void {
    const from = focused();
    const next = from === undefined ? first : neighbour(columns, from, [sideways, down]);
    if (next === undefined) return;
    setCurrent(keyOf(next));
    room.current?.querySelector<HTMLElement>(`[data-card="${keyOf(next)}"] a`)?.focus();
  }
  useShortcuts({
    ...Object.fromEntries(Object.entries(moves).map(([key, move]) => [key, () => go(move)])),
    e: () => {
      const card = focused();
      if (card !== undefined && canComplete(card)) onComplete(card);
    },
  });

  return (
    <div className={classes.board} ref={room}>
      {columns.map((cards, place) => {
        const pace = paces[place] as Pace;
        return (
          <section
            key={pace}
            className={classes.column}
            aria-label={paceWords[pace]}
            data-pace={pace}
            data-takes={(pace === 'done' && dragged !== null) || undefined}
            onDragOver={(event) => pace === 'done' && dragged !== null && event.preventDefault()}
            onDrop={() => {
              if (pace === 'done' && dragged !== null) onComplete(dragged);
              setDragged(null);
            }}
          >
            <h2 className={classes.title}>
              {paceWords[pace]} <span className="soft number">{board.counts[pace]}</span>
            </h2>
            <ul className={classes.cards}>
              {cards.map((card) => (
                <BoardCard
                  key={keyOf(card)}
                  card={card}
                  cardKey={keyOf(card)}
                  isReached={keyOf(card) === reached}
                  {...(canComplete(card) && {
                    onComplete: () => onComplete(card),
                    onDrag: (isDragged: boolean) => setDragged(isDragged ? card : null),
                  })}
                />
              ))}
            </ul>
            {cards.length < (board.counts[pace] ?? 0) && (
              <p className={classes.more}>
                {formatPlural((board.counts[pace] ?? 0) - cards.length, 'plan', 'plans')} more: choose a plan
                or an owner.
              </p>
            )}
          </section>
        );
      })}
    </div>
  );
}

function keyOf({ accountId, planId }: PlanCard): string {
  return `${accountId}-${planId}`;
}

/** The card beside; of a column that is shorter its last, past an empty column the next one. */
function neighbour(
  columns: readonly (readonly PlanCard[])[],
  from: PlanCard,
  [sideways, down]: readonly [number, number],
): PlanCard | undefined {
  const column = columns.findIndex((cards) => cards.includes(from));
  const row = columns[column]?.indexOf(from) ?? 0;
  if (sideways === 0) return columns[column]?.[row + down];
  for (let at = column + sideways; at >= 0 && at < columns.length; at += sideways) {
    const cards = columns[at] ?? [];
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)];
  }
  return undefined;
}
