import { calendarOf } from '../../lib/company-calendar';
import {
  type HeldCount,
  heldCounts,
  noteLateCounts,
  noteLateCountsOfLoad,
} from '../../store/copy/late-counts';
import type { Tx } from '../../store/types';
import type { PullPlan } from './pull-plan';

/**
 * Counts of days that were over at an earlier pull and change with this one have come late: a look back at what was known
 * when needs to know. Accounts that come into sight bring their past along, which is not late.
 * @returns to be called when the rows are in, before a load's twins take the tables' place
 */
export function watchLateCounts(tx: Tx, plan: PullPlan): () => void {
  const { company, sync, wanted, scope } = plan;
  const calendar = calendarOf(company.zone);
  const arrivedDay = calendar.dayOf(company.now);
  // A clock that was ahead has closed nothing that lies ahead of it now.
  const closedDay = sync.asOf === null ? null : Math.min(calendar.dayOf(sync.asOf), arrivedDay);
  // Counts that were laid by other days are no later than they were.
  if (closedDay === null || company.zone !== sync.zone) return () => undefined;
  if (plan.placeOf('activity_daily') === 'loading') {
    return () => noteLateCountsOfLoad(tx, plan.placeOf('organizations'), closedDay, arrivedDay);
  }
  const gained = new Set(scope.gained);
  const days = wanted.days.filter(
    ({ organizationId, day }) => day < closedDay && !gained.has(organizationId),
  );
  const organizationIds = wanted.organizationIds.filter((id) => !gained.has(id));
  const before = heldCounts(tx, days, organizationIds);
  return () => {
    const changed = differences(before, heldCounts(tx, days, organizationIds));
    noteLateCounts(
      tx,
      changed.filter(({ day, periodDays }) => day + periodDays <= closedDay),
      arrivedDay,
    );
  };
}

/** @returns by how many events each count has changed; those that have not are left out */
function differences(before: readonly HeldCount[], after: readonly HeldCount[]): HeldCount[] {
  const found = new Map<string, HeldCount>();
  const idOf = (count: HeldCount) => `${count.organizationId}/${count.day}/${count.periodDays}`;
  for (const count of after) found.set(idOf(count), count);
  for (const count of new Map(before.map((held) => [idOf(held), held])).values()) {
    const events = (found.get(idOf(count))?.events ?? 0) - count.events;
    found.set(idOf(count), { ...count, events });
  }
  return [...found.values()].filter(({ events }) => events !== 0);
}
