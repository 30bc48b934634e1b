import { type ActivityState, featureSlot, ringDays } from './activity-state';
import { beginUsersHabit } from './habit';

const ringMask = ringDays - 1;
/** @param events of the days from `firstDay` to `lastDay` */
export function countOrganization(
  { organization }: ActivityState,
  firstDay: number,
  lastDay: number,
  events: number,
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
  if (users.firstDay[slot] === 0) users.firstDay[slot] = day;
  users.lastDay[slot] = day;
  users.events[slot] = (users.events[slot] as number) + events;
}

/** As `countOrganization`: a week's events are spread evenly over its days. @returns the feature's slot */
export function countFeature(
  state: ActivityState,
  id: number,
  firstDay: number,
  lastDay: number,
  events: number,
): number {
  const { features } = state;
  const slot = featureSlot(state, id);
  const start = slot * ringDays;
  const before = features.lastDay[slot] as number;
  if (lastDay > before) {
    for (let day = firstToClear(before, lastDay); day <= lastDay; day++)
      features.sevenths[start + (day & ringMask)] = 0;
    features.lastDay[slot] = lastDay;
  }
  // A week that ends on a day already counted began before it.
  const first = features.firstDay[slot] as number;
  if (first === 0 || firstDay < first) features.firstDay[slot] = firstDay;
  const perDay = (7 * events) / (lastDay - firstDay + 1);
  for (let day = firstDay; day <= lastDay; day++) {
    const cell = start + (day & ringMask);
    features.sevenths[cell] = (features.sevenths[cell] as number) + perDay;
  }
  features.events[slot] = (features.events[slot] as number) + events;
  return slot;
}

function firstToClear(lastDay: number, day: number): number {
  return Math.max(lastDay + 1, day - ringDays + 1);
}

/** Notes how many different users were said to be behind counts without users. */
export function raiseAtLeast({ organization }: ActivityState, day: number, users: number): void {
  const cell = day & ringMask;
  organization.atLeastUsers[cell] = Math.max(organization.atLeastUsers[cell] as number, users);
}
