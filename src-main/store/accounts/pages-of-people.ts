import type { SetApart } from '../../engines/activity/set-apart';
import type { DailyPage } from '../../lib/activity-page';

/** What of some pages isn't use by people. */
export interface ApartEvents {
  machineEvents: number;
  internalEvents: number;
}

/** The entries of a page that are use by people; the others are added up. */
export function entriesOfPeople(page: DailyPage, flags: SetApart, apart: ApartEvents): DailyPage {
  const kept: number[] = [];
  for (let row = 0; row < page.rows; row++) {
    const events = page.events[row] ?? 0;
    if (flags.internalUsers.has(page.userId[row] ?? 0)) apart.internalEvents += events;
    else if (flags.machineFeatures.has(page.featureId[row] ?? 0)) apart.machineEvents += events;
    else kept.push(row);
  }
  if (kept.length === page.rows) return page;
  return {
    rows: kept.length,
    userId: Int32Array.from(kept, (row) => page.userId[row] ?? 0),
    featureId: Int32Array.from(kept, (row) => page.featureId[row] ?? 0),
    events: Int32Array.from(kept, (row) => page.events[row] ?? 0),
    activeUsers: Int32Array.from(kept, (row) => page.activeUsers[row] ?? 0),
    value: Float64Array.from(kept, (row) => page.value[row] ?? 0),
  };
}
