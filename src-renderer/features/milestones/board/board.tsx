import { useRef, useState } from 'react';
import {
  type Board as BoardData,
  type Pace,
  type PlanCard,
  paces,
} from '../../../../src-preload/contract/milestones/milestones';
import { BoardColumn, Board as Columns } from '../../../ui/board/board';
import { keysOfBoard, neighbourOf } from '../../../ui/board/walk-board';
import { formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { paceWords } from '../milestone-words';
import { BoardCard } from './board-card';

interface BoardProps {
  board: BoardData;
  mayManage: boolean;
  /** Wants to say that the next milestone of a plan is done. */
  onComplete: (card: PlanCard) => void;
}

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
    const next = from === undefined ? first : neighbourOf(columns, from, [sideways, down]);
    if (next === undefined) return;
    setCurrent(keyOf(next));
    room.current?.querySelector<HTMLElement>(`[data-card="${keyOf(next)}"] a`)?.focus();
  }
  useKeys('milestones', {
    ...keysOfBoard(go),
    e: () => {
      const card = focused();
      if (card !== undefined && canComplete(card)) onComplete(card);
    },
  });

  return (
    <Columns room={room}>
      {columns.map((cards, place) => {
        const pace = paces[place] as Pace;
        const count = board.counts[pace] ?? 0;
        const hidden = count - cards.length;
        return (
          <BoardColumn
            key={pace}
            name={paceWords[pace]}
            count={count}
            takes={pace === 'done' && dragged !== null}
            onDrop={() => {
              if (pace === 'done' && dragged !== null) onComplete(dragged);
              setDragged(null);
            }}
            more={
              hidden > 0 ? `${formatPlural(hidden, 'plan', 'plans')} more: choose a plan or an owner.` : null
            }
          >
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
          </BoardColumn>
        );
      })}
    </Columns>
  );
}

function keyOf({ accountId, planId }: PlanCard): string {
  return `${accountId}-${planId}`;
}
