import { useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useRef, useState } from 'react';
import type { TodayItem } from '../../../src-preload/contract/today';
import { formatCount } from '../../ui/format/number';
import { QueueRow } from './queue-row';
import { useDisposing } from './use-disposing';
import { useQueueKeys } from './use-queue-keys';

const SnoozeDialog = lazy(() =>
  import('./snooze-dialog').then((module) => ({ default: module.SnoozeDialog })),
);

const rowHeight = 80;

/** The ranked items; one is current, and the keys act on it. */
export function Queue({ items, total }: { items: readonly TodayItem[]; total: number }) {
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const { markDone, markSnoozed, undoLast } = useDisposing();
  const [currentIndex, setCurrentIndex] = useState(0);
  const [snoozing, setSnoozing] = useState<TodayItem | null>(null);
  // An item that leaves the queue hands its place to the next one.
  const current = Math.min(currentIndex, items.length - 1);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: () => rowHeight,
    initialRect: { width: 0, height: 560 },
    overscan: 4,
  });

  function moveTo(index: number): void {
    const next = Math.min(items.length - 1, Math.max(0, index));
    setCurrentIndex(next);
    virtualizer.scrollToIndex(next, { align: 'auto' });
    requestAnimationFrame(() => {
      scroller.current
        ?.querySelector<HTMLElement>(`[data-index="${next}"] a`)
        ?.focus({ preventScroll: true });
    });
  }

  const item = items[current];
  useQueueKeys({
    next: () => moveTo(current + 1),
    previous: () => moveTo(current - 1),
    open: () => item && void navigate({ to: '/accounts/$id', params: { id: String(item.accountId) } }),
    done: () => item && markDone(item),
    snooze: () => item && setSnoozing(item),
    undo: undoLast,
  });

  return (
    <>
      <div className="queue" ref={scroller}>
        <ol className="queue-list" aria-label="What needs you" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ index, key, start }) => {
            const shown = items[index];
            return (
              shown && (
                <QueueRow
                  key={key}
                  item={shown}
                  index={index}
                  count={items.length}
                  top={start}
                  current={index === current}
                  onCurrent={setCurrentIndex}
                  onDone={markDone}
                  onSnooze={setSnoozing}
                />
              )
            );
          })}
        </ol>
        {total > items.length && (
          <p className="queue-more faint">
            The first {formatCount(items.length)} of {formatCount(total)}. Filter by kind or owner to see
            others.
          </p>
        )}
      </div>
      <Suspense fallback={null}>
        {snoozing && (
          <SnoozeDialog
            item={snoozing}
            onClose={() => setSnoozing(null)}
            onSnooze={(until, reason) => {
              markSnoozed(snoozing, until, reason);
              setSnoozing(null);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
