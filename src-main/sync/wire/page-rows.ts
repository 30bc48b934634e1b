import { dailyEntryBytes, eventEntryBytes, zoneEntryBytes } from '../../lib/activity-page';
import { instantOfDay } from '../../lib/day';
import type { PageTableName } from '../../store/copy/copied-tables';
import type { PageRow } from '../../store/copy/pages';
import type { SetAsideRow } from '../../store/copy/set-aside';
import { dayOf, instantIn, isDayOfCalendar } from './company-values';
import { bytesAt, int4At, int8At, type Tuple } from './copy-tuples';

/** A page for the store and, where entries had to be left out of it, what they were. */
export interface PageResult {
  readonly page: PageRow | null;
  readonly aside: SetAsideRow | null;
}

/** @param tuple of `selectPages` */
export function decodePage(table: PageTableName, tuple: Tuple): PageResult {
  const page: PageRow = {
    organizationId: int4At(tuple, 0),
    day: dayOf(int4At(tuple, 1)),
    periodDays: int4At(tuple, 2),
    rows: int4At(tuple, 3),
    events: int8At(tuple, 4),
    payload: bytesAt(tuple, 5),
  };
  if (!isDayOfCalendar(page.day)) {
    const reason = Number.isFinite(page.day) ? 'lies outside the years 1 to 9999' : `is ${page.day}`;
    return { page: null, aside: asideOf(table, page, `its day ${reason}`, []) };
  }
  if (table === 'activity_events') return { page: packInstants(page), aside: null };
  turnBytes(table, page);
  return table === 'activity_zone_days' ? { page, aside: null } : withoutBadValues(page);
}

/** From instants in microseconds to the milliseconds of the day that the store keeps. */
function packInstants(page: PageRow): PageRow {
  const received = bufferOf(page.payload);
  const payload = Buffer.allocUnsafe(page.rows * eventEntryBytes);
  const instants = page.rows * 8;
  const start = instantOfDay(page.day);
  received.copy(payload, 0, 0, instants);
  payload.subarray(0, instants).swap32();
  let sorted = true;
  let before = -1;
  for (let entry = 0; entry < page.rows; entry += 1) {
    const ms = instantIn(received, instants + entry * 8) - start;
    payload.writeInt32LE(ms, instants + entry * 4);
    // Two events of one millisecond may stand in the order of their microseconds.
    sorted &&= ms > before;
    before = ms;
  }
  return { ...page, payload: sorted ? payload : sortEvents(payload, page.rows) };
}

/** By time, user and feature, as the format wants it. */
function sortEvents(payload: Buffer, rows: number): Buffer {
  const at = (column: number, entry: number) => payload.readInt32LE((column * rows + entry) * 4);
  const order = Array.from({ length: rows }, (_, entry) => entry).sort(
    (left, right) => at(2, left) - at(2, right) || at(0, left) - at(0, right) || at(1, left) - at(1, right),
  );
  const sorted = Buffer.allocUnsafe(payload.length);
  for (const [place, entry] of order.entries()) {
    for (let column = 0; column < 3; column += 1) {
      sorted.writeInt32LE(at(column, entry), (column * rows + place) * 4);
    }
  }
  return sorted;
}

const entryBytes: Readonly<Record<PageTableName, number>> = {
  activity_daily: dailyEntryBytes,
  activity_events: eventEntryBytes,
  activity_zone_days: zoneEntryBytes,
};

/** From big-endian to little-endian or back, in place. */
export function turnBytes(table: PageTableName, page: Pick<PageRow, 'rows' | 'payload'>): void {
  const expected = page.rows * entryBytes[table];
  const payload = bufferOf(page.payload);
  if (payload.length !== expected)
    throw new Error(`a page of ${page.rows} entries has ${payload.length} bytes`);
  const integers = table === 'activity_daily' ? page.rows * 16 : expected;
  payload.subarray(0, integers).swap32();
  payload.subarray(integers).swap64();
}

/** Entries whose value is no number would poison every sum they get into. */
function withoutBadValues(page: PageRow): PageResult {
  const payload = bufferOf(page.payload);
  const bad: number[] = [];
  for (let entry = 0; entry < page.rows; entry += 1) {
    if (!Number.isFinite(payload.readDoubleLE(page.rows * 16 + entry * 8))) bad.push(entry);
  }
  if (bad.length === 0) return { page, aside: null };
  const entries = bad.map((entry) => ({
    userId: payload.readInt32LE(entry * 4),
    featureId: payload.readInt32LE(page.rows * 4 + entry * 4),
    value: String(payload.readDoubleLE(page.rows * 16 + entry * 8)),
  }));
  const aside = asideOf(
    'activity_daily',
    page,
    `the value of ${bad.length} of its entries is no number`,
    entries,
  );
  return { page: keepEntries(page, payload, new Set(bad)), aside };
}

function keepEntries(page: PageRow, payload: Buffer, bad: ReadonlySet<number>): PageRow | null {
  const kept = Array.from({ length: page.rows }, (_, entry) => entry).filter((entry) => !bad.has(entry));
  if (kept.length === 0) return null;
  const column = (from: number, width: number) =>
    kept.map((entry) => payload.subarray(from + entry * width, from + (entry + 1) * width));
  const columns = [0, 4, 8, 12].flatMap((offset) => column(page.rows * offset, 4));
  const events = kept.reduce((sum, entry) => sum + payload.readInt32LE(page.rows * 8 + entry * 4), 0);
  return {
    ...page,
    rows: kept.length,
    events,
    payload: Buffer.concat([...columns, ...column(page.rows * 16, 8)]),
  };
}

function asideOf(table: PageTableName, page: PageRow, reason: string, entries: unknown[]): SetAsideRow {
  return {
    table,
    key: pageKey(page),
    reason,
    row: {
      organization_id: page.organizationId,
      day: String(page.day),
      periodDays: page.periodDays,
      entries,
    },
  };
}

/** Under which a page is set aside. */
export function pageKey(page: { readonly organizationId: number; readonly day: number }): string {
  return `${page.organizationId}/${page.day}`;
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
