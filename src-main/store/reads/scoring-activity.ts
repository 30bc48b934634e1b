import type { ReadDb, Tx } from '../types';

export interface StoredPage {
  readonly day: number;
  readonly periodDays: number;
  readonly rows: number;
  readonly payload: Uint8Array;
}

export interface StoredActivityState {
  readonly throughDay: number;
  readonly layout: number;
  readonly payload: Uint8Array;
}

/**
 * An organization's pages in the order of their last days. @param after pages that end later than this day
 * @param through and no later than this one
 */
export function readPages(
  db: ReadDb | Tx,
  organizationId: number,
  after: number,
  through: number,
): StoredPage[] {
  // A week that ends after `after` may begin up to six days before the day that follows it.
  const rows = db
    .prepared<[number, number, number], [number, number, number, Uint8Array]>(
      `select day, period_days, rows, payload from activity_daily
       where organization_id = ? and day > ? and day <= ? order by day, period_days`,
    )
    .raw()
    .all(organizationId, Math.max(after - 6, 0), through);
  let hasWeeks = false;
  const pages: StoredPage[] = [];
  for (const [day, periodDays, count, payload] of rows) {
    const lastDay = day + periodDays - 1;
    if (lastDay <= after || lastDay > through) continue;
    hasWeeks ||= periodDays !== 1;
    pages.push({ day, periodDays, rows: count, payload });
  }
  return hasWeeks ? pages.sort(byLastDay) : pages;
}

function byLastDay(left: StoredPage, right: StoredPage): number {
  return left.day + left.periodDays - right.day - right.periodDays || left.periodDays - right.periodDays;
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

/** From which day on an organization's pages changed since they were folded; undefined when they didn't. */
export function readDirtyFrom(db: ReadDb | Tx, organizationId: number): number | undefined {
  return db
    .prepared<[number], { day: number }>(
      'select from_day as day from activity_dirty where organization_id = ?',
    )
    .get(organizationId)?.day;
}
