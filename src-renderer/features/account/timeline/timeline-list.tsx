import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { TimelineEntry } from '../../../../src-preload/contract/timeline';
import { Day } from '../../../ui/day';
import { formatDay } from '../../../ui/format/day';
import { TimelineLine } from './timeline-line';
import classes from './timeline-list.module.css';

interface TimelineListProps {
  id: number;
  entries: readonly TimelineEntry[];
  showsContacts: boolean;
  isLoading: boolean;
  /** Asks for what is earlier; none: there is nothing, or it is on its way. */
  onEnd: (() => unknown) | undefined;
}

type Row = { readonly day: string } | { readonly entry: TimelineEntry };

const usualHeight = 52;
/** So many rows before the end of what is there, more is asked for. */
const rowsAhead = 20;

/** What scrolls has to be reached by the keyboard, and has a name. */
const reachable = { role: 'group', 'aria-label': 'What happened', tabIndex: 0 } as const;

/** Entries under their days. Only those in sight are drawn. */
export function TimelineList({ id, entries, showsContacts, isLoading, onEnd }: TimelineListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(entries), [entries]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    getItemKey: (index) => keyOf(rows[index]) ?? index,
    estimateSize: () => usualHeight,
    initialRect: { width: 0, height: 560 },
    overscan: 6,
  });
  const drawn = virtualizer.getVirtualItems();
  const last = drawn.at(-1)?.index ?? 0;
  const isNearEnd = last >= rows.length - rowsAhead;
  useEffect(() => {
    if (isNearEnd) onEnd?.();
  }, [isNearEnd, onEnd]);
  return (
    <div className={classes.room} ref={scroller} {...reachable}>
      <ol
        className={classes.list}
        aria-busy={isLoading}
        style={{ height: virtualizer.getTotalSize(), paddingTop: drawn[0]?.start ?? 0 }}
      >
        {drawn.map(({ index, key }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li key={key} data-index={index} ref={virtualizer.measureElement}>
              {'day' in row ? (
                <h3 className={classes.day}>
                  {formatDay(row.day)}{' '}
                  <span className="faint">
                    <Day day={row.day} />
                  </span>
                </h3>
              ) : (
                <TimelineLine id={id} entry={row.entry} showsContact={showsContacts} />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function rowsOf(entries: readonly TimelineEntry[]): Row[] {
  return entries.flatMap((entry, index): Row[] =>
    entries[index - 1]?.day === entry.day ? [{ entry }] : [{ day: entry.day }, { entry }],
  );
}

function keyOf(row: Row | undefined): string | undefined {
  if (row === undefined) return undefined;
  return 'day' in row ? row.day : row.entry.key;
}
