import type { ActivityState } from './activity-state';
import { type DayWindow, eventsIn, lastDays, userEventsIn } from './windows';

/** The last seven days of use beside the weeks before them: sums that anybody can make from daily counts. */
export interface WeekBesideUsual {
  /** Events of the last seven days. */
  readonly events: number;
  /** Mean events per week of the weeks before. */
  readonly usual: number;
  /** So many weeks before: 13, or as many whole ones as the habit has had. */
  readonly weeks: number;
}

const week = 7;
/** A quarter of a year: every weekday as often as every other, and with the last week 98 of the 128 days that are remembered. */
const mostWeeks = 13;
/** Fewer tell no usual week. */
const leastWeeks = 3;

/** @param day the state must be folded through it and not further @returns null for a habit of under four weeks */
export function organizationWeek(
  state: Pick<ActivityState, 'organization'>,
  day: number,
): WeekBesideUsual | null {
  return weekOf(state.organization.habitDay, day, (window) => eventsIn(state, window));
}

/** The same for one user. */
export function userWeek(state: ActivityState, slot: number, day: number): WeekBesideUsual | null {
  return weekOf(state.users.firstDay[slot] as number, day, (window) => userEventsIn(state, slot, window));
}

/** The week against the usual one, minus one; -1 where both are silent, NaN where there is nothing to compare with. */
export function changeOfWeek(compared: WeekBesideUsual | null): number {
  if (compared === null) return Number.NaN;
  const { events, usual } = compared;
  if (usual > 0) return events / usual - 1;
  return events > 0 ? Number.NaN : -1;
}

function weekOf(
  firstDay: number,
  day: number,
  eventsOf: (window: DayWindow) => number,
): WeekBesideUsual | null {
  if (firstDay === 0) return null;
  const weeks = Math.min(mostWeeks, Math.floor((day - firstDay + 1) / week) - 1);
  if (weeks < leastWeeks) return null;
  return {
    events: eventsOf(lastDays(week, day)),
    usual: eventsOf(lastDays(week * weeks, day - week)) / weeks,
    weeks,
  };
}
