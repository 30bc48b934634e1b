import { dayShown, minuteShown, showing } from '../schedule/wall-time';
import { workingDayAfter } from '../schedule/working-day-after';
import { nextWorkingInstant } from '../schedule/working-hours';
import { clockOf, firstInstantShowing, shownAt } from '../schedule/zone-clock';

/** By whose clocks somebody’s waits are reckoned. */
export interface ContactClocks {
  /** IANA names; of several, what is due is due in all of them. */
  readonly zones: readonly string[];
  /** Days of the week that are worked: 0 Sunday … 6 Saturday. */
  readonly weekdays: readonly number[];
  /** Days on which nobody works there: `2026-12-25`. */
  readonly holidays: readonly string[];
}

/** Hours of a working day: minutes, the second not included. */
export interface Hours {
  readonly from: number;
  readonly until: number;
}

/** Of zones that never work at the same hour, the first one’s hours count. */
const mostTurns = 40;

/** The first instant from this one on at which people work, in all zones. @returns the instant itself where nobody ever does */
export function workingInstant(
  instant: number,
  hours: Hours,
  { zones, weekdays, holidays }: ContactClocks,
): number {
  const working = { ...hours, weekdays, holidays };
  const next = (zone: string, at: number) => nextWorkingInstant(at, working, zone) ?? at;
  let at = instant;
  for (let turn = 0; turn < mostTurns; turn++) {
    const latest = Math.max(at, ...zones.map((zone) => next(zone, at)));
    if (latest === at) return at;
    at = latest;
  }
  const [first = 'UTC'] = zones;
  return next(first, instant);
}

/**
 * So many days of the calendar later, on the clocks of the latest zone.
 * @param minute of the day; null: the one that the clocks show now
 */
export function calendarDaysAfter(
  instant: number,
  days: number,
  minute: number | null,
  { zones }: ContactClocks,
): number {
  return latestOf(zones, (zone) => {
    const shown = shownAt(clockOf(zone), instant);
    return onDay(zone, dayShown(shown) + days, minute ?? minuteShown(shown));
  });
}

/** On the working day so many later. */
export function workingDaysAfter(
  instant: number,
  days: number,
  minute: number,
  clocks: ContactClocks,
): number {
  return latestOf(clocks.zones, (zone) => {
    const today = dayShown(shownAt(clockOf(zone), instant));
    return onDay(zone, workingDayAfter(today, days, clocks) ?? today + days, minute);
  });
}

/** @param day whole days since 1970 */
export function onDayAt(day: number, minute: number, { zones }: ContactClocks): number {
  return latestOf(zones, (zone) => onDay(zone, day, minute));
}

function onDay(zone: string, day: number, minute: number): number {
  return firstInstantShowing(clockOf(zone), showing(day, minute));
}

function latestOf(zones: readonly string[], instantIn: (zone: string) => number): number {
  return Math.max(...(zones.length === 0 ? ['UTC'] : zones).map(instantIn));
}
