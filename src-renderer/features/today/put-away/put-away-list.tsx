import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import type { PutAwayItem } from '../../../../src-preload/contract/today';
import { type Signal, useSignal } from '../../../api/signal';
import { formatCount } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import room from '../queue/queue.module.css';
import type { Disposing } from '../queue/use-disposing';
import { PutAwayRow } from './put-away-row';

/** Rows drawn at most: more than a person puts away in a month. */
const mostRows = 300;

interface PutAwayListProps {
  label: string;
  /** Which item is current; it stays so for who comes back. */
  place: Signal<number>;
  items: readonly PutAwayItem[];
  /** The items as they are by now: keys typed within one frame are ahead of what is drawn. */
  latest: () => readonly PutAwayItem[];
  disposing: Disposing;
}

/** What was put away, the latest first; one is current, and the keys act on it. */
export function PutAwayList({ label, place, items, latest, disposing }: PutAwayListProps) {
  const list = useRef<HTMLOListElement>(null);
  const navigate = useNavigate();
  const wanted = useSignal(place);
  const shown = items.slice(0, mostRows);
  const current = Math.min(wanted, shown.length - 1);

  function indexNow(): number {
    return Math.min(place.get(), Math.min(latest().length, mostRows) - 1);
  }
  function moveBy(step: number): void {
    const next = Math.max(0, Math.min(indexNow() + step, latest().length - 1, mostRows - 1));
    place.set(next);
    list.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus();
  }

  function on(act: (item: PutAwayItem) => void): () => void {
    return () => {
      const item = latest()[indexNow()];
      if (item) act(item);
    };
  }

  const next = () => moveBy(1);
  const previous = () => moveBy(-1);
  useKeys('putAway', {
    j: next,
    k: previous,
    ArrowDown: next,
    ArrowUp: previous,
    Enter: on(({ accountId }) => navigate({ to: '/accounts/$id', params: { id: String(accountId) } })),
    b: on(disposing.bringBack),
  });

  return (
    <div className={room.queue}>
      <ol ref={list} aria-label={label}>
        {shown.map((one, index) => (
          <PutAwayRow
            key={one.accountId}
            item={one}
            index={index}
            current={index === current}
            onCurrent={place.set}
            onBringBack={disposing.bringBack}
          />
        ))}
      </ol>
      {items.length > shown.length && (
        <p className={`${room.more} faint`}>
          The latest {formatCount(shown.length)} of {formatCount(items.length)}. Choose an owner to see
          others.
        </p>
      )}
    </div>
  );
}
