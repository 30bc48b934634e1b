import { comesByWeek, knownThrough } from '../activity/knowledge';
import { findSlot } from '../activity/slot-map';
import { changeOfWeek, userWeek, type WeekBesideUsual } from '../activity/usual-week';
import {
  eventsIn,
  featureEventsIn,
  lastDays,
  namedEventsIn,
  peopleAreKnown,
  userActiveDaysIn,
  userDaysIn,
  userEventsIn,
} from '../activity/windows';
import { meanOver, mrrOn, seatsOn } from '../life/term';
import type { AccountSubject } from './account-subject';
import { isContactOn } from './contacts';
import { type RawMeasures, setRaw } from './raw-measures';

/** A habit must have lasted so many days before the last four weeks can be compared with it. */
const shortestHabit = 56;
/** A quarter of a year in whole weeks. */
const habitDays = 91;

/**
 * The account's rates against its own past. The state is folded through the day before `asOf`.
 * @param week the account's last whole days beside its usual week
 */
export function measureHabits(subject: AccountSubject, week: WeekBesideUsual | null): void {
  const { state, raws, account, asOf } = subject;
  const { habitDay } = state.organization;
  if (habitDay === 0) return;
  const day = knownThrough(state, asOf);
  setRaw(
    raws,
    'usage_trend',
    account,
    trend(day, habitDay, (window) => eventsIn(state, window)),
  );
  setRaw(raws, 'usage_against_baseline', account, changeOfWeek(week));
  setRaw(raws, 'stickiness', account, stickiness(subject, day));
  setRaw(raws, 'feature_depth', account, depth(subject, day));
  setRaw(raws, 'usage_per_mrr', account, usagePerMrr(subject, day));
  setRaw(raws, 'key_outcomes', account, keyOutcomes(subject, day));
}

/** The same of each contact, into the contact's row. */
export function measureContactHabits(subject: AccountSubject, contactRaws: RawMeasures): void {
  const { state, batch, account, asOf } = subject;
  const { contacts } = batch;
  if (comesByWeek(state)) return;
  const day = asOf - 1;
  const end = contacts.start[account + 1] as number;
  for (let row = contacts.start[account] as number; row < end; row++) {
    const slot = findSlot(state.users.slots, contacts.userId[row] as number);
    if (slot < 0 || !isContactOn(contacts, row, asOf)) continue;
    const firstDay = state.users.firstDay[slot] as number;
    setRaw(
      contactRaws,
      'usage_trend',
      row,
      trend(day, firstDay, (window) => userEventsIn(state, slot, window)),
    );
    setRaw(contactRaws, 'usage_against_baseline', row, changeOfWeek(userWeek(state, slot, day)));
    if (day - firstDay + 1 < shortestHabit) continue;
    const lately = lastDays(28, day);
    const habit = lastDays(habitDays, day);
    const daysLately = userActiveDaysIn(state, slot, lately);
    const eventsPerDay = userEventsIn(state, slot, habit) / userActiveDaysIn(state, slot, habit);
    const eventsPerDayLately = userEventsIn(state, slot, lately) / daysLately;
    setRaw(contactRaws, 'feature_depth', row, daysLately === 0 ? -1 : eventsPerDayLately / eventsPerDay - 1);
  }
}

/** Events of 28 days against the 28 before; -1 where both are silent, unknown where there were none to compare with. */
function trend(
  day: number,
  firstDay: number,
  events: (window: ReturnType<typeof lastDays>) => number,
): number {
  if (day - firstDay + 1 < shortestHabit) return Number.NaN;
  const lately = events(lastDays(28, day));
  const before = events(lastDays(28, day - 28));
  if (before > 0) return lately / before - 1;
  return lately > 0 ? Number.NaN : -1;
}

/** Mean daily active users over users active in the 28 days. */
function stickiness({ state }: AccountSubject, day: number): number {
  const window = lastDays(28, day);
  if (!peopleAreKnown(state, window)) return Number.NaN;
  let active = 0;
  for (let slot = 0; slot < state.users.count; slot++) {
    if ((state.users.lastDay[slot] as number) >= window.from) active += 1;
  }
  // Silence is no gap in what is known: it is as bad as use can be.
  if (active === 0) return state.users.count > 0 ? 0 : Number.NaN;
  return userDaysIn(state, window) / 28 / active;
}

/** Events per user and active day, 28 days against 91; -1 in silence. */
function depth({ state }: AccountSubject, day: number): number {
  const { habitDay } = state.organization;
  const habit = lastDays(Math.min(habitDays, day - habitDay + 1), day);
  if (day - habitDay + 1 < shortestHabit || !peopleAreKnown(state, habit)) return Number.NaN;
  const lately = lastDays(28, day);
  if (userDaysIn(state, lately) === 0) return state.users.count > 0 ? -1 : Number.NaN;
  return (
    namedEventsIn(state, lately) /
      userDaysIn(state, lately) /
      (namedEventsIn(state, habit) / userDaysIn(state, habit)) -
    1
  );
}

/**
 * Events per unit of MRR, 28 days against as many of the last 91 as the account has used the product. Money that is
 * gone counts no more in the past either: use is worth no more because less is paid for it.
 */
function usagePerMrr({ state, commercial: { terms, judgedMrr } }: AccountSubject, day: number): number {
  const days = Math.min(habitDays, day - state.organization.habitDay + 1);
  if (days < shortestHabit || judgedMrr <= 0) return Number.NaN;
  const habit = eventsIn(state, lastDays(days, day)) / days;
  if (habit === 0) return -1;
  const price = meanOver(terms, mrrOn, day, days, judgedMrr);
  return (eventsIn(state, lastDays(28, day)) / 28 / judgedMrr) * (price / habit) - 1;
}

/**
 * Uses of outcome features per day and seat, 28 days against as many of the last 91 as the account has used the product.
 * Where seats aren't known, or weren't 91 days ago, they are taken as unchanged.
 */
function keyOutcomes({ state, company, commercial }: AccountSubject, day: number): number {
  const { terms, judgedSeats } = commercial;
  const { habitDay } = state.organization;
  const days = Math.min(habitDays, day - habitDay + 1);
  if (days < shortestHabit) return Number.NaN;
  const used = company.outcomeFeatures
    .map((feature) => findSlot(state.features.slots, feature))
    .filter((slot) => slot >= 0 && (state.features.lastDay[slot] as number) >= habitDay);
  // Who never had an outcome in this habit has none to lose.
  if (used.length === 0) return Number.NaN;
  const outcomes = (length: number) =>
    used.reduce((sum, slot) => sum + featureEventsIn(state, slot, lastDays(length, day)), 0) / length;
  const habit = outcomes(days);
  if (habit === 0) return -1;
  const known = seatsOn(terms, day - habitDays + 1) > 0 && judgedSeats > 0;
  const seatsThen = known ? meanOver(terms, seatsOn, day, days, judgedSeats) : judgedSeats;
  return (outcomes(28) / habit) * (known ? seatsThen / judgedSeats : 1) - 1;
}
