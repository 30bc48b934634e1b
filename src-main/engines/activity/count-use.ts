import { type ActivityState, featureSlot, ringDays } from './activity-state';
import { beginUsersHabit } from './habit';
import { counters, decayFactor, type HalfLife } from './half-lives';

const ringMask = ringDays - 1;
/** What an event of one day is worth to each counter on that day. */
export const wholeEvent = Float64Array.from([1, 1, 1]);

/** @param events of the days from `firstDay` to `lastDay` @param weights what one of them is worth to each counter on the last */
export function countOrganization(
  { organization }: ActivityState,
  firstDay: number,
  lastDay: number,
  events: number,
  weights: Float64Array,
): void {
  const { sevenths, userless, weekly, activeUsers, atLeastUsers } = organization;
  // The days between had nothing: their cells still hold what was 128 days before.
  for (let day = firstToClear(organization.lastDay, lastDay); day <= lastDay; day++) {
    sevenths[day & ringMask] = 0;
    userless[day & ringMask] = 0;
    weekly[day & ringMask] = 0;
    activeUsers[day & ringMask] = 0;
    atLeastUsers[day & ringMask] = 0;
  }
  decay(organization.counters, 0, lastDay - organization.lastDay);
  add(organization.counters, 0, events, weights);
  if (organization.firstDay === 0 || firstDay < organization.firstDay) organization.firstDay = firstDay;
  if (organization.habitDay === 0 || firstDay < organization.habitDay) organization.habitDay = firstDay;
  organization.lastDay = lastDay;
  organization.events += events;
}

/** Counts a user's events of one day; after a long silence the user's habit begins anew. */
export function countUser(state: ActivityState, slot: number, day: number, events: number): void {
  beginUsersHabit(state, slot, day);
  const { users } = state;
  const lastDay = users.lastDay[slot] as number;
  const { daily } = users;
  const start = slot * ringDays;
  for (let empty = firstToClear(lastDay, day); empty < day; empty++) daily[start + (empty & ringMask)] = 0;
  daily[start + (day & ringMask)] = events;
  decay(users.counters, slot * counters, day - lastDay);
  add(users.counters, slot * counters, events, wholeEvent);
  if (users.firstDay[slot] === 0) users.firstDay[slot] = day;
  users.lastDay[slot] = day;
  users.events[slot] = (users.events[slot] as number) + events;
}

/** As `countOrganization`. @returns the feature's slot */
export function countFeature(
  state: ActivityState,
  id: number,
  firstDay: number,
  lastDay: number,
  events: number,
  weights: Float64Array,
): number {
  const { features } = state;
  const slot = featureSlot(state, id);
  const days = lastDay - (features.lastDay[slot] as number);
  if (days > 0) {
    decay(features.counters, slot * counters, days);
    features.lastDay[slot] = lastDay;
    const first = features.firstDay[slot] as number;
    if (first === 0 || firstDay < first) features.firstDay[slot] = firstDay;
  }
  add(features.counters, slot * counters, events, weights);
  features.events[slot] = (features.events[slot] as number) + events;
  return slot;
}

function firstToClear(lastDay: number, day: number): number {
  return Math.max(lastDay + 1, day - ringDays + 1);
}

/** c(t) = c(t0) * 2^(-(t - t0)/h), for the three half-lives. */
function decay(values: Float64Array, at: number, days: number): void {
  if (values[at] === 0 || days === 0) return;
  for (let h = 0; h < counters; h++) {
    values[at + h] = (values[at + h] as number) * decayFactor(h as HalfLife, days);
  }
}

function add(values: Float64Array, at: number, events: number, weights: Float64Array): void {
  for (let h = 0; h < counters; h++) {
    values[at + h] = (values[at + h] as number) + events * (weights[h] as number);
  }
}

/** Notes how many different users were said to be behind counts without users. */
export function raiseAtLeast({ organization }: ActivityState, day: number, users: number): void {
  const cell = day & ringMask;
  organization.atLeastUsers[cell] = Math.max(organization.atLeastUsers[cell] as number, users);
}
