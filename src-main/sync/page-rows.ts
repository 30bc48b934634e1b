import { dailyEntryBytes, eventEntryBytes } from '../lib/activity-page';
import type { PageTableName } from '../store/copied-tables';
import type { DayOfOrganization, PageRow } from '../store/writes/sync-pages';
import type { SetAsideRow } from '../store/writes/sync-set-aside';
import { dayNumber, dayOf, firstInt4, intArray, lastInt4 } from './company-values';
import { bytesAt, int4At, int8At, type Tuple } from './copy-tuples';

/** Columns of what `selectPages` selects. */
export const pageColumns = 6;

/** A page for the store and, where entries had to be left out of it, what they were. */
export interface PageResult {
  readonly page: PageRow | null;
  readonly aside: SetAsideRow | null;
}

/** Which pages: of a range of organizations (first excluded, last included), of some, or of single days. */
export type PageChoice =
  | { readonly after: number; readonly through: number }
  | { readonly organizationIds: readonly number[] }
  | { readonly days: readonly DayOfOrganization[] };

/**
 * Pages as PostgreSQL itself packs them, column after column, in the order of lib/activity-page. Only the bytes of
 * each number are the other way round.
 * @param eventsFromDay raw events before this day stay at the company
 */
export function selectPages(table: PageTableName, choice: PageChoice, eventsFromDay: number): string {
  return table === 'activity_daily' ? selectDailyPages(choice) : selectEventPages(choice, eventsFromDay);
}

function selectDailyPages(choice: PageChoice): string {
  const order = 'order by user_id, feature_id';
  const where =
    'days' in choice ? `(organization_id, day) in (${selectDays(choice.days)})` : ofOrganizations(choice);
  return `
    select organization_id, day, period_days::int4, count(*)::int4, sum(events)::int8,
           string_agg(int4send(user_id), ''::bytea ${order}) || string_agg(int4send(feature_id), ''::bytea ${order})
           || string_agg(int4send(events), ''::bytea ${order})
           || string_agg(int4send(coalesce(active_users, -1)), ''::bytea ${order})
           || string_agg(float8send(value), ''::bytea ${order})
      from customer_success.activity_daily
     where ${where}
     group by organization_id, day, period_days`;
}

function selectEventPages(choice: PageChoice, eventsFromDay: number): string {
  const order = 'order by ms_of_day, user_id, feature_id';
  // Rounded to whole microseconds first: seconds as a double lie a hair beside them.
  const milliseconds = `floor(round(date_part('epoch', occurred_at) * 1e6) / 1e3)`;
  const events = `
    select organization_id, (occurred_at at time zone 'UTC')::date as day, coalesce(user_id, 0) as user_id, feature_id,
           (${milliseconds}::int8 % 86400000)::int4 as ms_of_day
      from customer_success.activity_events`;
  const chosen =
    'days' in choice
      ? `select events.*
           from (${selectDays(choice.days.filter(({ day }) => day >= eventsFromDay && Number.isFinite(day)))}) chosen (organization_id, day),
        lateral (${events} where organization_id = chosen.organization_id
                   and occurred_at >= chosen.day::timestamptz and occurred_at < (chosen.day + 1)::timestamptz) events`
      : `${events} where ${ofOrganizations(choice)} and occurred_at >= (${dateOf(String(eventsFromDay))})::timestamptz
           and isfinite(occurred_at)`;
  return `
    select organization_id, day, 1, count(*)::int4, count(*),
           string_agg(int4send(user_id), ''::bytea ${order}) || string_agg(int4send(feature_id), ''::bytea ${order})
           || string_agg(int4send(ms_of_day), ''::bytea ${order})
      from (${chosen}) events
     group by organization_id, day`;
}

function ofOrganizations(choice: Exclude<PageChoice, { days: unknown }>): string {
  return 'after' in choice
    ? `organization_id > ${choice.after} and organization_id <= ${choice.through}`
    : `organization_id = any (${intArray(choice.organizationIds)})`;
}

function selectDays(days: readonly DayOfOrganization[]): string {
  const organizations = intArray(days.map((page) => page.organizationId));
  const numbers = intArray(days.map((page) => dayNumber(page.day)));
  const day = `case d when ${lastInt4} then date 'infinity' when ${firstInt4} then date '-infinity' else ${dateOf('d')} end`;
  return `select o, ${day} from unnest(${organizations}, ${numbers}) as wanted (o, d)`;
}

function dateOf(days: string): string {
  return `date '1970-01-01' + ${days}`;
}

export function decodePage(table: PageTableName, tuple: Tuple): PageResult {
  const page: PageRow = {
    organizationId: int4At(tuple, 0),
    day: dayOf(int4At(tuple, 1)),
    periodDays: int4At(tuple, 2),
    rows: int4At(tuple, 3),
    events: int8At(tuple, 4),
    payload: bytesAt(tuple, 5),
  };
  if (!Number.isFinite(page.day))
    return { page: null, aside: asideOf(table, page, `its day is ${page.day}`, []) };
  turnBytes(table, page);
  return table === 'activity_daily' ? withoutBadValues(page) : { page, aside: null };
}

/** From big-endian to little-endian or back, in place. */
export function turnBytes(table: PageTableName, page: Pick<PageRow, 'rows' | 'payload'>): void {
  const expected = page.rows * (table === 'activity_daily' ? dailyEntryBytes : eventEntryBytes);
  const payload = Buffer.from(page.payload.buffer, page.payload.byteOffset, page.payload.byteLength);
  if (payload.length !== expected)
    throw new Error(`a page of ${page.rows} entries has ${payload.length} bytes`);
  const integers = table === 'activity_daily' ? page.rows * 16 : expected;
  payload.subarray(0, integers).swap32();
  payload.subarray(integers).swap64();
}

/** Entries whose value is no number would poison every sum they get into. */
function withoutBadValues(page: PageRow): PageResult {
  const payload = Buffer.from(page.payload.buffer, page.payload.byteOffset, page.payload.byteLength);
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
