import type { ActivityState } from '../../engines/activity/activity-state';
import { foldEntries } from '../../engines/activity/fold-page';
import type { SetApart } from '../../engines/activity/set-apart';
import { readFirstPageDay, readPages, type StoredPage } from '../../store/scores/activity';
import { readSetApart } from '../../store/scores/set-apart';
import type { ReadDb, Tx } from '../../store/types';

/** An organization's pages, read some months at a time and folded as far as one wants. */
export interface PageCursor {
  readonly organizationId: number;
  /** What of it isn't use by people. */
  readonly apart: SetApart;
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
export function openPages(
  db: ReadDb | Tx,
  organizationId: number,
  after: number,
  end: number,
  apart: SetApart = readSetApart(db, organizationId),
): PageCursor {
  const readThrough = after > 0 ? after : (readFirstPageDay(db, organizationId) ?? end + 1) - 1;
  return { organizationId, apart, end, readThrough, pages: [], next: 0, integers: new Int32Array(0) };
}

/** Folds the pages that end by a day. @returns how many */
export function foldThrough(db: ReadDb | Tx, cursor: PageCursor, state: ActivityState, day: number): number {
  let folded = 0;
  for (let page = nextPage(db, cursor, day); page !== undefined; page = nextPage(db, cursor, day)) {
    foldNext(cursor, page, state);
    folded += 1;
  }
  return folded;
}

/** Folds the counts of a day that may not be over. A week that ends with it is known only when the day is over. */
export function foldOpenDay(db: ReadDb | Tx, cursor: PageCursor, state: ActivityState, day: number): void {
  const page = nextPage(db, cursor, day);
  // On the same last day, the day comes before the week.
  if (page !== undefined && page.day === day) foldNext(cursor, page, state);
}

function nextPage(db: ReadDb | Tx, cursor: PageCursor, day: number): StoredPage | undefined {
  while (cursor.next === cursor.pages.length && cursor.readThrough < Math.min(day, cursor.end)) {
    readMore(db, cursor);
  }
  const page = cursor.pages[cursor.next];
  return page !== undefined && page.lastDay <= day ? page : undefined;
}

function foldNext(
  cursor: PageCursor,
  { day, lastDay, rows, offset }: StoredPage,
  state: ActivityState,
): void {
  foldEntries(
    state,
    day,
    lastDay - day + 1,
    { rows, integers: cursor.integers, at: offset / 4 },
    cursor.apart,
  );
  cursor.next += 1;
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
