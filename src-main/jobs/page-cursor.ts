import type { ActivityState } from '../engines/activity/activity-state';
import { foldEntries } from '../engines/activity/fold-page';
import { readFirstPageDay, readPages, type StoredPage } from '../store/reads/scoring-activity';
import type { ReadDb, Tx } from '../store/types';

/** An organization's pages, read some months at a time and folded as far as one wants. */
export interface PageCursor {
  readonly organizationId: number;
  /** Pages that end later aren't read. */
  readonly end: number;
  /** Pages that end by this day were read. */
  readThrough: number;
  /** The pages read last, and the next of them to fold. */
  pages: readonly StoredPage[];
  next: number;
  /** Their payloads. */
  integers: Int32Array;
}

/** So many days are read at once: even a very large account fits into memory. */
const daysAtOnce = 128;

/** @param after pages that end later than this day, 0 for all @param end and no later than this one */
export function openPages(db: ReadDb | Tx, organizationId: number, after: number, end: number): PageCursor {
  const readThrough = after > 0 ? after : (readFirstPageDay(db, organizationId) ?? end + 1) - 1;
  return { organizationId, end, readThrough, pages: [], next: 0, integers: new Int32Array(0) };
}

/** Folds the pages that end by a day. @returns how many */
export function foldThrough(db: ReadDb | Tx, cursor: PageCursor, state: ActivityState, day: number): number {
  let folded = 0;
  while (true) {
    for (; cursor.next < cursor.pages.length; cursor.next++, folded++) {
      const { day: firstDay, lastDay, rows, offset } = cursor.pages[cursor.next] as StoredPage;
      if (lastDay > day) return folded;
      foldEntries(state, firstDay, lastDay - firstDay + 1, {
        rows,
        integers: cursor.integers,
        at: offset / 4,
      });
    }
    if (cursor.readThrough >= Math.min(day, cursor.end)) return folded;
    readMore(db, cursor);
  }
}

function readMore(db: ReadDb | Tx, cursor: PageCursor): void {
  const through = Math.min(cursor.readThrough + daysAtOnce, cursor.end);
  const { pages, payload } = readPages(db, cursor.organizationId, cursor.readThrough, through);
  cursor.readThrough = through;
  cursor.pages = pages;
  cursor.next = 0;
  cursor.integers = integersOf(payload);
}

/** Columns need aligned memory; where SQLite's buffer happens to be so, it isn't copied. */
function integersOf(payload: Uint8Array): Int32Array {
  const aligned = payload.byteOffset % 4 === 0 ? payload : new Uint8Array(payload);
  return new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}
