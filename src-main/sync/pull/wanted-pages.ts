import type { EntityTableName, PageTableName } from '../../store/copy/copied-tables';
import type { DayOfOrganization } from '../../store/copy/pages';

/** Which current rows to read. What is wanted and not found is gone, or out of this login's sight. */
export interface Wanted {
  readonly keys: ReadonlyMap<EntityTableName, ReadonlySet<number>>;
  /** Tables to read whole. */
  readonly whole: ReadonlySet<EntityTableName>;
  /** Organizations of which to read everything. */
  readonly organizationIds: readonly number[];
  readonly days: readonly DayOfOrganization[];
  /** Organizations whose zone is another, and so all their own days. */
  readonly rezoned: readonly number[];
  /** Whether use by the days of accounts is copied at all. */
  readonly keepsZoneDays: boolean;
}

/** Which pages of a table to read: all of some organizations, and single days. */
export interface WantedPages {
  readonly organizationIds: readonly number[];
  readonly days: readonly DayOfOrganization[];
}

/** What changed stands in the log by the days of UTC and of the company. In whatever zone, an event lies no more than a day beside. */
export function wantedPages(table: PageTableName, wanted: Wanted): WantedPages {
  const { organizationIds, days } = wanted;
  if (table !== 'activity_zone_days') return { organizationIds, days };
  if (!wanted.keepsZoneDays) return { organizationIds: [], days: [] };
  return { organizationIds: [...new Set([...organizationIds, ...wanted.rezoned])], days: daysAround(days) };
}

function daysAround(days: readonly DayOfOrganization[]): DayOfOrganization[] {
  const found = new Map<string, DayOfOrganization>();
  for (const { organizationId, day } of days)
    for (const beside of [day - 1, day, day + 1])
      found.set(`${organizationId} ${beside}`, { organizationId, day: beside });
  return [...found.values()];
}
