import type { PageTableName } from '../../store/copy/copied-tables';
import type { DayOfOrganization } from '../../store/copy/pages';
import type { Wanted } from './fetch-rows';

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
