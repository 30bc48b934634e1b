import type { ReadDb, Tx } from '../types';
import type { PageTableName } from './copied-tables';
import { type Place, tableIn } from './place';

/** One organization's activity of one day (or of the week that begins with it). */
export interface PageRow {
  readonly organizationId: number;
  readonly day: number;
  /** 1 or 7; raw events come by day alone. */
  readonly periodDays: number;
  /** Entries in the page. */
  readonly rows: number;
  /** Events counted in it. */
  readonly events: number;
  readonly payload: Uint8Array;
}

export interface DayOfOrganization {
  readonly organizationId: number;
  readonly day: number;
}

export function putPages(tx: Tx, place: Place, table: PageTableName, pages: readonly PageRow[]): void {
  const name = tableIn(place, table);
  if (table === 'activity_daily') {
    const put = tx.prepared(`replace into "${name}" values (?, ?, ?, ?, ?, ?)`);
    for (const page of pages) {
      put.run(page.organizationId, page.day, page.periodDays, page.rows, page.events, page.payload);
    }
  } else {
    const put = tx.prepared(`replace into "${name}" values (?, ?, ?, ?)`);
    for (const page of pages) put.run(page.organizationId, page.day, page.rows, page.payload);
  }
}

/** What identifies a page within its table. */
export interface PageId extends DayOfOrganization {
  readonly periodDays: number;
}

export interface KnownPage extends PageId {
  readonly rows: number;
}

export function pagesOfDays(
  db: ReadDb,
  place: Place,
  table: PageTableName,
  days: readonly DayOfOrganization[],
): KnownPage[] {
  const find = db.prepared<[number, number], KnownPage>(
    `${selectKnown(place, table)} where organization_id = ? and day = ?`,
  );
  return days.flatMap(({ organizationId, day }) => find.all(organizationId, day));
}

export function pagesOf(
  db: ReadDb,
  place: Place,
  table: PageTableName,
  organizationIds: readonly number[],
): KnownPage[] {
  return db
    .prepared<[string], KnownPage>(
      `${selectKnown(place, table)} where organization_id in (select value from json_each(?))`,
    )
    .all(JSON.stringify(organizationIds));
}

function selectKnown(place: Place, table: PageTableName): string {
  const period = table === 'activity_daily' ? 'period_days' : '1';
  return `select organization_id as organizationId, day, ${period} as periodDays, rows from "${tableIn(place, table)}"`;
}

export function removePages(tx: Tx, place: Place, table: PageTableName, pages: readonly PageId[]): void {
  const period = table === 'activity_daily' ? 'period_days' : '1';
  const remove = tx.prepared<[number, number, number]>(
    `delete from "${tableIn(place, table)}" where organization_id = ? and day = ? and ${period} = ?`,
  );
  for (const page of pages) remove.run(page.organizationId, page.day, page.periodDays);
}

/** @returns the organization's pages in the order of their days, each with a payload of its own */
export function readPages(
  db: ReadDb,
  table: PageTableName,
  organizationId: number,
): (KnownPage & { readonly payload: Buffer })[] {
  const period = table === 'activity_daily' ? 'period_days' : '1';
  return db
    .prepared<[number], KnownPage & { payload: Buffer }>(
      `select organization_id as organizationId, day, ${period} as periodDays, rows, payload from "${table}"
        where organization_id = ? order by day, ${period}`,
    )
    .all(organizationId);
}

/** Forgets raw events of days before the recent window. @returns entries removed */
export function removeEventsBefore(tx: Tx, place: Place, day: number): number {
  const name = tableIn(place, 'activity_events');
  const rows =
    tx.prepared<[number], number>(`select total(rows) from "${name}" where day < ?`).pluck().get(day) ?? 0;
  if (rows > 0) tx.prepared<[number]>(`delete from "${name}" where day < ?`).run(day);
  return rows;
}

/** Those that are not in the copy as they are. */
export function changedPages(
  db: ReadDb,
  place: Place,
  table: PageTableName,
  pages: readonly PageRow[],
): PageRow[] {
  const find = db
    .prepared<[number, number], Uint8Array>(
      `select payload from "${tableIn(place, table)}" where organization_id = ? and day = ?`,
    )
    .pluck();
  return pages.filter(({ organizationId, day, payload }) => {
    const known = find.get(organizationId, day);
    return known === undefined || Buffer.compare(known, payload) !== 0;
  });
}

/** Scores know the company's days alone; milestones are counted by these and by those of accounts. */
const dirtyTable: Readonly<Record<PageTableName, string>> = {
  activity_daily: 'activity_dirty',
  activity_events: 'activity_dirty',
  activity_zone_days: 'milestone_dirty',
};

/** Notes from which day on an organization's activity must be folded again. */
export function markDirty(
  tx: Tx,
  days: readonly DayOfOrganization[],
  table: PageTableName = 'activity_daily',
): void {
  const earliest = new Map<number, number>();
  for (const { organizationId, day } of days) {
    earliest.set(organizationId, Math.min(day, earliest.get(organizationId) ?? day));
  }
  const mark = tx.prepared<[number, number]>(
    `insert into ${dirtyTable[table]} (organization_id, from_day) values (?, ?)
     on conflict (organization_id) do update set from_day = min(from_day, excluded.from_day)`,
  );
  for (const [organizationId, day] of earliest) mark.run(organizationId, day);
}

/** As `markDirty`, for every organization that has pages in the table. */
export function markAllDirty(tx: Tx, table: PageTableName): void {
  tx.prepared(
    `insert into ${dirtyTable[table]} (organization_id, from_day)
     select organization_id, min(day) from "${tableIn('live', table)}" where true group by organization_id
     on conflict (organization_id) do update set from_day = min(from_day, excluded.from_day)`,
  ).run();
}
