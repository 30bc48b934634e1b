import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { PutAwayItem } from '../../../../src-preload/contract/today';
import { formatCount } from '../../../ui/format/number';
import { useShortcuts } from '../../../ui/use-shortcuts';
import room from '../queue/queue.module.css';
import type { Disposing } from '../queue/use-disposing';
import { PutAwayRow } from './put-away-row';

/** Rows drawn at most: more than a person puts away in a month. */
const mostRows = 300;

interface PutAwayListProps {
  label: string;
  items: readonly PutAwayItem[];
  disposing: Disposing;
}

/** What was put away, the latest first; one is current, and the keys act on it. */
export function PutAwayList({ label, items, disposing }: PutAwayListProps) {
  const list = useRef<HTMLOListElement>(null);
  const navigate = useNavigate();
  const [wanted, setCurrent] = useState(0);
  const shown = items.slice(0, mostRows);
  const current = Math.min(wanted, shown.length - 1);
  const item = shown[current];

  function moveTo(index: number): void {
    const next = Math.min(shown.length - 1, Math.max(0, index));
    setCurrent(next);
    list.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus();
  }

  const next = () => moveTo(current + 1);
  const previous = () => moveTo(current - 1);
  const open = () => item && void navigate({ to: '/accounts/$id', params: { id: String(item.accountId) } });
  useShortcuts({
    j: next,
    k: previous,
    ArrowDown: next,
    ArrowUp: previous,
    Enter: open,
    b: () => item && disposing.bringBack(item),
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
            onCurrent={setCurrent}
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
