import { dailyEntryBytes, zoneEntryBytes } from '../../lib/activity-page';
import type { ReadDb, Tx } from '../types';

/** Pages of one organization, the earliest end first. */
export interface StoredPages {
  /** By page: its first day, its days, its entries, and where its payload begins. */
  readonly pages: readonly StoredPage[];
  /** All payloads, one after another. */
  readonly payload: Uint8Array;
}

export interface StoredPage {
  readonly day: number;
  readonly lastDay: number;
  readonly rows: number;
  readonly offset: number;
}

export interface StoredActivityState {
  readonly throughDay: number;
  readonly layout: number;
  readonly payload: Uint8Array;
}

/**
 * An organization's pages that end after one day and no later than another. SQLite hands all of them over as one blob:
 * a row for each would cost several times as much as reading it.
 */
export function readPages(
  db: ReadDb | Tx,
  organizationId: number,
  after: number,
  through: number,
): StoredPages {
  const row = db
    .prepared<[number, number, number, number, number], [string | null, Uint8Array | null]>(
      `select group_concat(day || ',' || period_days || ',' || rows), cast(group_concat(payload, '') as blob) from (
         select day, period_days, rows, payload from activity_daily
         where organization_id = ? and day > ? and day <= ?
           and day + period_days - 1 > ? and day + period_days - 1 <= ?
         order by day, period_days)`,
    )
    .raw()
    // A week that ends after a day may begin up to six days before the next.
    .get(organizationId, Math.max(after - 6, 0), through, after, through);
  if (!row?.[0] || !row[1]) return { pages: [], payload: new Uint8Array(0) };
  return { pages: pagesOf(JSON.parse(`[${row[0]}]`) as number[]), payload: row[1] };
}

/** The same by the days of the organization's own zone; of one that has none, or whose days nobody asks for, there are no pages. */
export function readZonePages(
  db: ReadDb | Tx,
  organizationId: number,
  after: number,
  through: number,
): StoredPages {
  const row = db
    .prepared<[number, number, number], [string | null, Uint8Array | null]>(
      `select group_concat(day || ',1,' || rows), cast(group_concat(payload, '') as blob) from (
         select day, rows, payload from activity_zone_days
         where organization_id = ? and day > ? and day <= ? order by day)`,
    )
    .raw()
    .get(organizationId, Math.max(after, 0), through);
  if (!row?.[0] || !row[1]) return { pages: [], payload: new Uint8Array(0) };
  return { pages: pagesOf(JSON.parse(`[${row[0]}]`) as number[], zoneEntryBytes), payload: row[1] };
}

function pagesOf(numbers: readonly number[], entryBytes = dailyEntryBytes): StoredPage[] {
  const pages: StoredPage[] = [];
  let offset = 0;
  let hasWeeks = false;
  for (let i = 0; i < numbers.length; i += 3) {
    const day = numbers[i] as number;
    const periodDays = numbers[i + 1] as number;
    const rows = numbers[i + 2] as number;
    hasWeeks ||= periodDays !== 1;
    pages.push({ day, lastDay: day + periodDays - 1, rows, offset });
    offset += rows * entryBytes;
  }
  // On the same last day, the week comes after the day.
  return hasWeeks ? pages.sort((left, right) => left.lastDay - right.lastDay || right.day - left.day) : pages;
}

/** The first day of an organization's pages; undefined when it has none. */
export function readFirstPageDay(db: ReadDb | Tx, organizationId: number): number | undefined {
  return db
    .prepared<[number], number>(
      'select day from activity_daily where organization_id = ? and day > 0 order by day limit 1',
    )
    .pluck()
    .get(organizationId);
}

export function readActivityState(db: ReadDb | Tx, organizationId: number): StoredActivityState | undefined {
  return db
    .prepared<[number], StoredActivityState>(
      'select through_day as throughDay, layout, payload from activity_state where organization_id = ?',
    )
    .get(organizationId);
}

/** What is stored of the activity of some organizations, by organization. */
export interface StoredActivity {
  readonly states: ReadonlyMap<number, StoredActivityState>;
  /** From which day on pages changed since they were folded. */
  readonly dirtyFrom: ReadonlyMap<number, number>;
}

/** A query for each table: one for each organization would cost more than what it finds. */
export function readStoredActivity(db: ReadDb | Tx, organizationIds: readonly number[]): StoredActivity {
  const list = JSON.stringify(organizationIds);
  const states = db
    .prepared<[string], StoredActivityState & { id: number }>(
      `select organization_id as id, through_day as throughDay, layout, payload from activity_state
       where organization_id in (select value from json_each(?))`,
    )
    .all(list);
  const dirty = db
    .prepared<[string], [number, number]>(
      `select organization_id, from_day from activity_dirty where organization_id in (select value from json_each(?))`,
    )
    .raw()
    .all(list);
  return { states: new Map(states.map((state) => [state.id, state])), dirtyFrom: new Map(dirty) };
}

/** From which day on an organization's pages changed since they were folded; undefined when they didn't. */
export function readDirtyFrom(db: ReadDb | Tx, organizationId: number): number | undefined {
  return db
    .prepared<[number], { day: number }>(
      'select from_day as day from activity_dirty where organization_id = ?',
    )
    .get(organizationId)?.day;
}

/** Stores what was folded of an organization's activity. */
export function putActivityState(
  tx: Tx,
  organizationId: number,
  { throughDay, layout, payload }: StoredActivityState,
): void {
  tx.prepared<[number, number, number, Uint8Array]>(
    'replace into activity_state (organization_id, through_day, layout, payload) values (?, ?, ?, ?)',
  ).run(organizationId, throughDay, layout, payload);
}

export function removeActivityState(tx: Tx, organizationId: number): void {
  tx.prepared<[number]>('delete from activity_state where organization_id = ?').run(organizationId);
}

/** The organization's pages are folded again; marks that come later stay. */
export function clearDirty(tx: Tx, organizationId: number): void {
  tx.prepared<[number]>('delete from activity_dirty where organization_id = ?').run(organizationId);
}
