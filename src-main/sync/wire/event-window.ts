import { dayOfInstant } from '../../lib/day';
import type { LoadState, SyncState } from '../../store/copy/sync-state';
import type { CompanyState } from './company-state';

/** The window of raw events that are kept, today being its last day. @returns its first day */
export function firstEventDay(company: CompanyState, rawEventDays: number): number {
  return dayOfInstant(company.now) - rawEventDays + 1;
}

/** @returns the first day whose raw events are here, or are by the end of the load; null before any load */
export function heldEventsFrom(sync: SyncState, load: LoadState | null): number | null {
  return load?.tables.includes('activity_events') ? load.eventsFromDay : sync.eventsFromDay;
}
