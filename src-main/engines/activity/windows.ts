import { isFew } from '../../lib/few';
import { type ActivityState, ringDays } from './activity-state';

const ringMask = ringDays - 1;

/** Days `from` to `to`, both included; no more than 128 days back from the last activity. */
export interface DayWindow {
  readonly from: number;
  readonly to: number;
}

type Organization = Pick<ActivityState, 'organization'>;

/** The `days` days that end with `to`. */
export function lastDays(days: number, to: number): DayWindow {
  return { from: to - days + 1, to };
}

/** Events of the organization in the window; a fraction where a week's count lies partly inside. */
export function eventsIn(state: Organization, window: DayWindow): number {
  return sumIn(state, state.organization.sevenths, window) / 7;
}

/** Events of the window of which is known who did them and when. */
export function namedEventsIn(state: ActivityState, window: DayWindow): number {
  return eventsIn(state, window) - sumIn(state, state.organization.userless, window) / 7;
}

/** Days of the window with a count of that very day. */
export function activeDaysIn({ organization }: ActivityState, { from, to }: DayWindow): number {
  const { sevenths, weekly, lastDay } = organization;
  let days = 0;
  for (let day = oldest(lastDay, from); day <= Math.min(to, lastDay); day++) {
    if ((sevenths[day & ringMask] as number) > (weekly[day & ringMask] as number)) days += 1;
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

/** Whether so few of the window's events came without users that the people who are known stand for all. */
export function peopleAreKnown(state: ActivityState, window: DayWindow): boolean {
  return isFew(
    sumIn(state, state.organization.userless, window),
    sumIn(state, state.organization.sevenths, window),
  );
}

/** Whether so few of the window's events came as a week's count that its days are known. */
export function daysAreKnown(state: Organization, window: DayWindow): boolean {
  return isFew(
    sumIn(state, state.organization.weekly, window),
    sumIn(state, state.organization.sevenths, window),
  );
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

/** Events of a feature in the window, whoever did them; a fraction where a week's count lies partly inside. */
export function featureEventsIn(
  { features }: Pick<ActivityState, 'features'>,
  slot: number,
  { from, to }: DayWindow,
): number {
  const lastDay = features.lastDay[slot] as number;
  let sevenths = 0;
  for (let day = oldest(lastDay, from); day <= Math.min(to, lastDay); day++) {
    sevenths += features.sevenths[slot * ringDays + (day & ringMask)] as number;
  }
  return sevenths / 7;
}

function sumIn({ organization }: Organization, ring: Float64Array, { from, to }: DayWindow): number {
  let sum = 0;
  for (let day = oldest(organization.lastDay, from); day <= Math.min(to, organization.lastDay); day++) {
    sum += ring[day & ringMask] as number;
  }
  return sum;
}

function oldest(lastDay: number, from: number): number {
  return Math.max(from, lastDay - ringDays + 1);
}
