import type { ReadDb, Tx } from '../types';
import type { DayOfOrganization, PageId } from './pages';
import { type Place, tableIn } from './place';

/** How many events a page of counts holds. */
export interface HeldCount extends PageId {
  readonly events: number;
}

const selectHeld = `
  select organization_id as organizationId, day, period_days as periodDays, events from activity_daily`;

/** @returns the counts of the given days, and all of the given organizations */
export function heldCounts(
  db: ReadDb,
  days: readonly DayOfOrganization[],
  organizationIds: readonly number[],
): HeldCount[] {
  const ofDay = db.prepared<[number, number], HeldCount>(
    `${selectHeld} where organization_id = ? and day = ?`,
  );
  const whole = db
    .prepared<[string], HeldCount>(`${selectHeld} where organization_id in (select value from json_each(?))`)
    .all(JSON.stringify(organizationIds));
  return [...days.flatMap(({ organizationId, day }) => ofDay.all(organizationId, day)), ...whole];
}

/** @param late by how much counts differ from before @param arrivedDay the company's day of the pull that brought it */
export function noteLateCounts(tx: Tx, late: readonly HeldCount[], arrivedDay: number): void {
  const note = tx.prepared<[number, number, number, number, number]>(
    `insert into late_counts (organization_id, day, period_days, arrived_day, difference) values (?, ?, ?, ?, ?)
     on conflict do update set difference = difference + excluded.difference`,
  );
  for (const { organizationId, day, periodDays, events } of late) {
    note.run(organizationId, day, periodDays, arrivedDay, events);
  }
}

/**
 * The same for a whole load, before its twin takes the table's place: accounts that are in both copies, days that were
 * over before `closedDay`.
 * @param place of the load's accounts
 */
export function noteLateCountsOfLoad(tx: Tx, place: Place, closedDay: number, arrivedDay: number): void {
  tx.prepared<[number, number]>(
    `insert into late_counts (organization_id, day, period_days, arrived_day, difference)
     select organization_id, day, period_days, ?, sum(events) as difference
       from (select organization_id, day, period_days, events from "${tableIn('loading', 'activity_daily')}"
             union all
             select organization_id, day, period_days, -events from activity_daily)
      where day + period_days <= ? and organization_id in (select organization_id from organizations)
        and organization_id in (select organization_id from "${tableIn(place, 'organizations')}")
      group by 1, 2, 3 having difference <> 0
     on conflict do update set difference = difference + excluded.difference`,
  ).run(arrivedDay, closedDay);
}
