import { type ActivityState, ringDays } from './activity-state';
import { counters, dailyRate, decayFactor, type HalfLife } from './half-lives';

const ringMask = ringDays - 1;

/** Days `from` to `to`, both included; no more than 128 days back from the last activity. */
export interface DayWindow {
  readonly from: number;
  readonly to: number;
}

/** The `days` days that end with `to`. */
export function lastDays(days: number, to: number): DayWindow {
  return { from: to - days + 1, to };
}

/** Events of the organization in the window; a fraction where a week's count lies partly inside. */
export function eventsIn({ organization }: ActivityState, { from, to }: DayWindow): number {
  let sevenths = 0;
  for (let day = oldest(organization.lastDay, from); day <= Math.min(to, organization.lastDay); day++) {
    sevenths += organization.sevenths[day & ringMask] as number;
  }
  return sevenths / 7;
}

/** Days of the window with a count of that day. */
export function activeDaysIn({ organization }: ActivityState, { from, to }: DayWindow): number {
  let days = 0;
  for (let day = oldest(organization.lastDay, from); day <= Math.min(to, organization.lastDay); day++) {
    if ((organization.sevenths[day & ringMask] as number) > 0) days += 1;
  }
  return days;
}

export function userEventsIn({ users }: ActivityState, slot: number, { from, to }: DayWindow): number {
  const lastDay = users.lastDay[slot] as number;
  let events = 0;
  for (let day = oldest(lastDay, from); day <= Math.min(to, lastDay); day++) {
    events += users.daily[slot * ringDays + (day & ringMask)] as number;
  }
  return events;
}

export function userActiveDaysIn({ users }: ActivityState, slot: number, { from, to }: DayWindow): number {
  const lastDay = users.lastDay[slot] as number;
  let days = 0;
  for (let day = oldest(lastDay, from); day <= Math.min(to, lastDay); day++) {
    if (users.daily[slot * ringDays + (day & ringMask)] !== 0) days += 1;
  }
  return days;
}

/** Sum over users of their active days: what daily active users add up to. */
export function userDaysIn({ organization }: ActivityState, { from, to }: DayWindow): number {
  let days = 0;
  for (let day = oldest(organization.lastDay, from); day <= Math.min(to, organization.lastDay); day++) {
    days += organization.activeUsers[day & ringMask] as number;
  }
  return days;
}

/** Whether some of the window's counts came without users. */
export function hasUserlessCounts({ organization }: ActivityState, { from }: DayWindow): boolean {
  return organization.userlessDay >= from;
}

/**
 * The most distinct users seen behind one feature on one day or in one week of the window, where counts come without
 * users: so many were active at least.
 */
export function atLeastUsersIn({ organization }: ActivityState, { from, to }: DayWindow): number {
  let users = 0;
  for (let day = oldest(organization.lastDay, from); day <= Math.min(to, organization.lastDay); day++) {
    users = Math.max(users, organization.atLeastUsers[day & ringMask] as number);
  }
  return users;
}

/**
 * Usage lately against the longer habit: events per day behind the 7-day counter, averaged over the last seven days
 * so that it doesn't matter which weekday it is, divided by those behind the 90-day counter, minus one.
 * @param day the state must be folded through it and not further
 */
export function usageAgainstBaseline({ organization }: ActivityState, day: number): number {
  const { firstDay, lastDay, sevenths } = organization;
  const eventsOn = (at: number) =>
    at > lastDay || at <= lastDay - ringDays ? 0 : (sevenths[at & ringMask] as number) / 7;
  return againstBaseline(organization.counters, 0, firstDay, lastDay, day, eventsOn);
}

/** The same for one user. */
export function userUsageAgainstBaseline({ users }: ActivityState, slot: number, day: number): number {
  const firstDay = users.firstDay[slot] as number;
  const lastDay = users.lastDay[slot] as number;
  const eventsOn = (at: number) =>
    at > lastDay || at <= lastDay - ringDays ? 0 : (users.daily[slot * ringDays + (at & ringMask)] as number);
  return againstBaseline(users.counters, slot * counters, firstDay, lastDay, day, eventsOn);
}

/** Younger habits have no longer level to compare with. */
const youngestHabit = 28;

function againstBaseline(
  values: Float64Array,
  at: number,
  firstDay: number,
  lastDay: number,
  day: number,
  eventsOn: (day: number) => number,
): number {
  const age = day - firstDay + 1;
  if (firstDay === 0 || age < youngestHabit) return Number.NaN;
  let counter = (values[at] as number) * decayFactor(0, day - lastDay);
  let lately = 0;
  for (let back = 0; back < 7; back++) {
    lately += dailyRate(0, counter, age - back) / 7;
    // One day back: take that day's events out again and undo one day's decay.
    counter = Math.max(0, counter - eventsOn(day - back)) / decayFactor(0, 1);
  }
  return lately / dailyRate(2, (values[at + 2] as number) * decayFactor(2, day - lastDay), age) - 1;
}

/** Events per day behind a feature's decayed counter, as of `day`; `since` is when the habit could first begin. */
export function featureRate(
  { features }: ActivityState,
  slot: number,
  halfLife: HalfLife,
  day: number,
  since: number,
): number {
  const counter = features.counters[slot * counters + halfLife] as number;
  return dailyRate(
    halfLife,
    counter * decayFactor(halfLife, day - (features.lastDay[slot] as number)),
    day - since + 1,
  );
}

function oldest(lastDay: number, from: number): number {
  return Math.max(from, lastDay - ringDays + 1);
}
