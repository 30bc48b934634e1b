import { lazyRouteComponent, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { TodayItem } from '../../../../src-preload/contract/today';
import { askToLaunch, offerAccounts } from '../../../api/launch-request';
import { useMay } from '../../../api/use-may';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { placeIn, queuePlace } from '../desk-session';
import { ChosenBar } from './chosen-bar';
import classes from './queue.module.css';
import { QueueRow, queueRowHeight } from './queue-row';
import { useChosen } from './use-chosen';
import { currentIndexOf, useCurrentItem } from './use-current-item';
import type { Disposing } from './use-disposing';

const SnoozeDialog = lazyRouteComponent(() => import('../../../ui/snooze-dialog'), 'SnoozeDialog');

interface QueueProps {
  items: readonly TodayItem[];
  /** The items as they are by now: keys typed within one frame are ahead of what is drawn. */
  latest: () => readonly TodayItem[];
  /** All that stand, of which `items` are the first. */
  total: number;
  disposing: Disposing;
  /** Which queue, by `queueOf`. */
  queue: string;
}

function accountsOf(items: readonly TodayItem[]): number[] {
  return [...new Set(items.map(({ accountId }) => accountId))];
}

/** The ranked items; one is current, and the keys act on it. */
export function Queue({ items, latest, total, disposing, queue }: QueueProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const { markDone, markAllDone, markSnoozed, markAllSnoozed } = disposing;
  const { chosen, has, toggle, all, none } = useChosen(items);
  const [current, setCurrent] = useCurrentItem(items, latest, queue);
  const mayWrite = useMay('manager');
  useEffect(() => offerAccounts(() => accountsOf(chosen)), [chosen]);
  const [snoozing, setSnoozing] = useState<readonly TodayItem[] | null>(null);
  const snoozeOne = useCallback((item: TodayItem) => setSnoozing([item]), []);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => items[index]?.key ?? index,
    estimateSize: () => queueRowHeight,
    // Whoever comes back finds the item in sight.
    initialOffset: () => Math.max(0, (current - 2) * queueRowHeight),
    initialRect: { width: 0, height: 560 },
    overscan: 4,
  });

  const rows = virtualizer.getVirtualItems();

  const place = () => placeIn(queuePlace.get(), queue);
  const item = () => latest()[currentIndexOf(latest(), place())];

  function moveBy(step: number): void {
    const next = Math.min(latest().length - 1, Math.max(0, currentIndexOf(latest(), place()) + step));
    setCurrent(next);
    virtualizer.scrollToIndex(next, { align: 'auto' });
    // At once where the row is there: Enter typed right after must open this one. Else when it has been drawn.
    if (!focusOn(next)) requestAnimationFrame(() => focusOn(next));
  }

  /** @returns whether the row is there */
  function focusOn(index: number): boolean {
    const link = scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
    link?.focus({ preventScroll: true });
    return link != null;
  }

  function on(act: (item: TodayItem) => void): () => void {
    return () => {
      const meant = item();
      if (meant) act(meant);
    };
  }

  const next = () => moveBy(1);
  const previous = () => moveBy(-1);
  useKeys(
    'queue',
    {
      j: next,
      k: previous,
      ArrowDown: next,
      ArrowUp: previous,
      Enter: on(({ kind, accountId, mentionedIn }) =>
        kind === 'set_back'
          ? navigate({ to: '/monitor', search: { about: accountId } })
          : navigate({
              to: '/accounts/$id',
              params: { id: String(accountId) },
              search: kind === 'mention' && mentionedIn !== null ? { tab: 'notes', note: mentionedIn } : {},
            }),
      ),
      x: on(toggle),
      e: chosen.length > 0 ? () => markAllDone(chosen) : on(markDone),
      s: chosen.length > 0 ? () => setSnoozing(chosen) : on(snoozeOne),
      Escape: none,
    },
    snoozing !== null,
  );

  return (
    <>
      <div className={classes.queue} ref={scroller}>
        {chosen.length > 0 && (
          <ChosenBar
            count={chosen.length}
            onDone={() => markAllDone(chosen)}
            onSnooze={() => setSnoozing(chosen)}
            onWrite={mayWrite ? () => askToLaunch({ organizationIds: accountsOf(chosen) }) : undefined}
            onAll={chosen.length < items.length ? all : undefined}
            onNone={none}
          />
        )}
        <ol
          className={classes.list}
          aria-label="What needs you"
          style={{ height: virtualizer.getTotalSize(), paddingTop: rows[0]?.start ?? 0 }}
        >
          {rows.map(({ index, key }) => {
            const shown = items[index];
            return (
              shown && (
                <QueueRow
                  key={key}
                  measure={virtualizer.measureElement}
                  item={shown}
                  index={index}
                  count={items.length}
                  current={index === current}
                  onCurrent={setCurrent}
                  chosen={has(shown)}
                  onChoose={toggle}
                  onDone={markDone}
                  onSnooze={snoozeOne}
                />
              )
            );
          })}
        </ol>
        {total > items.length && (
          <p className={`${classes.more} faint`}>
            The first {formatCount(items.length)} of {formatCount(total)}. Filter by kind or owner to see
            others.
          </p>
        )}
      </div>
      <Suspense fallback={null}>
        {snoozing && (
          <SnoozeDialog
            title={
              snoozing.length === 1
                ? `Snooze ${snoozing[0]?.accountName}`
                : `Snooze ${formatPlural(snoozing.length, 'account')}`
            }
            onClose={() => setSnoozing(null)}
            onSnooze={(until, reason) => {
              const [only] = snoozing;
              if (only && snoozing.length === 1) markSnoozed(only, until, reason);
              else markAllSnoozed(snoozing, until, reason);
              setSnoozing(null);
            }}
          />
        )}
      </Suspense>
    </>
  );
}
