import { atLeastPeople } from '../../lib/at-least-people';
import { type ActivityState, ringDays } from '../activity/activity-state';
import { comesByWeek, knownThrough, lastUseOf } from '../activity/knowledge';
import { findSlot } from '../activity/slot-map';
import {
  activeDaysIn,
  atLeastUsersIn,
  type DayWindow,
  daysAreKnown,
  lastDays,
  peopleAreKnown,
  userActiveDaysIn,
} from '../activity/windows';
import type { AccountSubject } from './account-subject';
import { isContactOn } from './contacts';
import { type RawMeasures, setRaw } from './raw-measures';

/** Who is there and what is used. The state is folded through `asOf`. */
export function measurePresence(subject: AccountSubject): void {
  const { state, raws, account, asOf, batch, company } = subject;
  const createdDay = batch.createdDay[account] as number;
  const lastUse = lastUseOf(state, createdDay);
  if (lastUse === 0) return;
  const day = presenceDay(state, asOf);
  const age = asOf - createdDay;
  const recent = lastDays(28, day);
  setRaw(raws, 'days_since_activity', account, day - lastUse);
  if (daysAreKnown(state, recent)) setRaw(raws, 'active_days', account, activeDaysIn(state, recent));
  setRaw(raws, 'active_share', account, shareOfSeats(subject, activeContacts(subject, 28)));
  setRaw(
    raws,
    'license_adoption',
    account,
    shareOfSeats(subject, activeContacts(subject, 91)) / expectedAdoption(age),
  );
  setRaw(
    raws,
    'feature_breadth',
    account,
    shareUsed(company.coreFeatures, (id) => featureUsedSince(state, id, recent.from)),
  );
  setRaw(
    raws,
    'outcome_breadth',
    account,
    shareUsed(company.outcomeFeatures, (id) => featureUsedSince(state, id, recent.from)),
  );
}

/** The same of each contact, into the contact's row. Weekly counts don't tell who used what. */
export function measureContactPresence(subject: AccountSubject, contactRaws: RawMeasures): void {
  const { state, batch, account, asOf, company } = subject;
  const { contacts } = batch;
  if (comesByWeek(state)) return;
  const recent = lastDays(28, asOf);
  const coreSlots = company.coreFeatures.map((id) => findSlot(state.features.slots, id));
  const outcomeSlots = company.outcomeFeatures.map((id) => findSlot(state.features.slots, id));
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++) {
    const slot = findSlot(state.users.slots, contacts.userId[row] as number);
    if (slot < 0 || !isContactOn(contacts, row, asOf)) continue;
    // As of an account: what lies far before the contact began is none of the contact's.
    if ((state.users.lastDay[slot] as number) < (contacts.createdDay[row] as number) - ringDays) continue;
    const used = (feature: number) =>
      feature >= 0 && (state.lastUse[slot * state.features.capacity + feature] as number) >= recent.from;
    setRaw(contactRaws, 'days_since_activity', row, asOf - (state.users.lastDay[slot] as number));
    setRaw(contactRaws, 'active_days', row, userActiveDaysIn(state, slot, recent));
    setRaw(contactRaws, 'feature_breadth', row, shareUsed(coreSlots, used));
    setRaw(contactRaws, 'outcome_breadth', row, shareUsed(outcomeSlots, used));
  }
}

/**
 * Contacts active in the `days` days through the day; NaN where more than a few events came without users, because how
 * many different people those of several days and features were can't be known.
 */
export function activeContacts(subject: AccountSubject, days: number): number {
  const window = lastDays(days, presenceDay(subject.state, subject.asOf));
  return arePeopleKnown(subject, window) ? namedContacts(subject, window) : Number.NaN;
}

/** The same, or at least so many where it isn't known: what screens show. NaN where not even that is known. */
export function atLeastActiveContacts(subject: AccountSubject, days: number): number {
  const window = lastDays(days, presenceDay(subject.state, subject.asOf));
  const named = namedContacts(subject, window);
  if (arePeopleKnown(subject, window)) return named;
  return atLeastPeople(named, atLeastUsersIn(subject.state, window)) ?? Number.NaN;
}

/** Where the company lists none of an account's people, nobody's use tells how many there are. */
function arePeopleKnown({ state, batch, account }: AccountSubject, window: DayWindow): boolean {
  const { start } = batch.contacts;
  const areListed = (start[account + 1] as number) > (start[account] as number);
  return peopleAreKnown(state, window) && (areListed || state.users.count === 0);
}

function namedContacts({ state, batch, account, asOf }: AccountSubject, { from }: DayWindow): number {
  const { contacts } = batch;
  let named = 0;
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++) {
    const slot = findSlot(state.users.slots, contacts.userId[row] as number);
    const isActive = slot >= 0 && (state.users.lastDay[slot] as number) >= from;
    if (isActive && isContactOn(contacts, row, asOf)) named += 1;
  }
  return named;
}

/** Seats that are too new to be judged count as far as they are used, those given back lately as before. */
function shareOfSeats(
  { commercial: { seats, judgedSeats, seatsToFill } }: AccountSubject,
  active: number,
): number {
  const used = Math.min(seats, Math.max(judgedSeats, active));
  return active / (Number.isNaN(used) ? seatsToFill : Math.max(used, seatsToFill));
}

/** The day up to which presence is known: the day itself, or the end of the last whole week. */
export function presenceDay(state: ActivityState, asOf: number): number {
  return comesByWeek(state) ? knownThrough(state, asOf) : asOf;
}

/**
 * The share of seats that should have been used by an age in days: what is good at four months is poor at ten. Rises
 * from a fifth in the first month to four fifths after a year, straight between the marks.
 */
export function expectedAdoption(age: number): number {
  const marks = [
    [30, 0.2],
    [90, 0.4],
    [180, 0.6],
    [365, 0.8],
  ] as const;
  let [fromAge, fromShare]: readonly [number, number] = marks[0];
  if (age <= fromAge) return fromShare;
  for (const [toAge, toShare] of marks) {
    if (age < toAge) return fromShare + ((age - fromAge) / (toAge - fromAge)) * (toShare - fromShare);
    [fromAge, fromShare] = [toAge, toShare];
  }
  return fromShare;
}

function featureUsedSince({ features }: ActivityState, id: number, from: number): boolean {
  const slot = findSlot(features.slots, id);
  return slot >= 0 && (features.lastDay[slot] as number) >= from;
}

/** NaN when there are none to use. */
function shareUsed(features: readonly number[], isUsed: (feature: number) => boolean): number {
  let used = 0;
  for (const feature of features) if (isUsed(feature)) used += 1;
  return used / features.length;
}
