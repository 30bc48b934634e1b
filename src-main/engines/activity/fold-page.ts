import type { DailyPage } from '../../lib/activity-page';
import { type ActivityState, ringDays, userSlot } from './activity-state';
import { countFeature, countOrganization, countUser, raiseAtLeast } from './count-use';
import { beginHabit, beginsAnew } from './habit';
import { countApart, nothingApart, type SetApart } from './set-apart';

const ringMask = ringDays - 1;

/** Entries of a page as they lie in its payload: columns of `rows` integers, one after another from `at`. */
export interface PageEntries {
  readonly rows: number;
  /** userId | featureId | events | activeUsers, as lib/activity-page.ts describes. */
  readonly integers: Int32Array;
  readonly at: number;
}

/** Folds one page into the state, as `foldEntries` does. */
export function foldPage(
  state: ActivityState,
  day: number,
  periodDays: number,
  page: DailyPage,
  apart: SetApart = nothingApart,
): void {
  const { rows } = page;
  const integers = new Int32Array(4 * rows);
  [page.userId, page.featureId, page.events, page.activeUsers].forEach((column, c) => {
    integers.set(column, c * rows);
  });
  foldEntries(state, day, periodDays, { rows, integers, at: 0 }, apart);
}

/**
 * Folds one page into the state, once. Pages of an organization come in the order of their last days; the same pages
 * give the same state to the last bit, whether they came night by night or all at once.
 * @param day first day of the page
 * @param periodDays 1 for counts of that day, 7 for counts of the week that begins with it
 * @param apart what isn't use by people, and goes into none of the state's figures
 * @throws RangeError when the page ends before the last one folded: the state must then be rebuilt from its pages
 */
export function foldEntries(
  state: ActivityState,
  day: number,
  periodDays: number,
  page: PageEntries,
  apart: SetApart,
): void {
  const lastDay = day + periodDays - 1;
  if (lastDay < state.throughDay) {
    throw new RangeError(`a page that ends on day ${lastDay} can't be folded after day ${state.throughDay}`);
  }
  state.throughDay = lastDay;
  if (beginsAnew(state, day) && holdsUse(page, apart)) beginHabit(state);
  if (periodDays === 1) foldDay(state, day, page, apart);
  else foldWeek(state, day, lastDay, page, apart);
}

/** Whether people used anything at all. */
function holdsUse(
  { rows, integers, at }: PageEntries,
  { internalUsers, machineFeatures }: SetApart,
): boolean {
  for (let row = 0; row < rows; row++) {
    if ((integers[at + 2 * rows + row] as number) <= 0 || internalUsers.has(integers[at + row] as number))
      continue;
    if (!machineFeatures.has(integers[at + rows + row] as number)) return true;
  }
  return false;
}

function foldDay(
  state: ActivityState,
  day: number,
  { rows, integers, at }: PageEntries,
  apart: SetApart,
): void {
  const [featureAt, eventsAt, activeUsersAt] = [at + rows, at + 2 * rows, at + 3 * rows];
  let total = 0;
  let nameless = 0;
  let people = 0;
  let atLeast = 0;
  let row = 0;
  while (row < rows) {
    const user = integers[at + row] as number;
    const isInternal = apart.internalUsers.has(user);
    let slot = -1;
    let events = 0;
    // The entries of one user stand together, so that the user is looked up once a day.
    for (; row < rows && integers[at + row] === user; row++) {
      const count = integers[eventsAt + row] as number;
      const featureId = integers[featureAt + row] as number;
      if (count <= 0 || isSetApart(state, apart, user, featureId, isInternal, day, count)) continue;
      events += count;
      if (user > 0 && slot < 0) slot = userSlot(state, user);
      const feature = countFeature(state, featureId, day, day, count);
      if (slot >= 0) state.lastUse[slot * state.features.capacity + feature] = day;
      else atLeast = Math.max(atLeast, integers[activeUsersAt + row] as number);
    }
    if (events === 0) continue;
    total += events;
    if (slot >= 0) {
      countUser(state, slot, day, events);
      people += 1;
    } else {
      nameless = events;
    }
  }
  if (total === 0) return;
  const { organization } = state;
  countOrganization(state, day, day, total);
  organization.lastDailyDay = day;
  organization.sevenths[day & ringMask] = (organization.sevenths[day & ringMask] as number) + 7 * total;
  organization.activeUsers[day & ringMask] = people;
  if (nameless > 0) {
    organization.userlessDay = day;
    organization.userless[day & ringMask] = (organization.userless[day & ringMask] as number) + 7 * nameless;
  }
  raiseAtLeast(state, day, atLeast);
}

/** A week's count is taken as spread evenly over its days; who used what on which day can't be known from it. */
function foldWeek(
  state: ActivityState,
  firstDay: number,
  lastDay: number,
  { rows, integers, at }: PageEntries,
  apart: SetApart,
): void {
  let total = 0;
  let atLeast = 0;
  let named = 0;
  let lastUser = 0;
  for (let row = 0; row < rows; row++) {
    const count = integers[at + 2 * rows + row] as number;
    const user = integers[at + row] as number;
    const featureId = integers[at + rows + row] as number;
    const isInternal = apart.internalUsers.has(user);
    if (count <= 0 || isSetApart(state, apart, user, featureId, isInternal, lastDay, count)) continue;
    total += count;
    countFeature(state, featureId, firstDay, lastDay, count);
    atLeast = Math.max(atLeast, integers[at + 3 * rows + row] as number);
    if (user !== lastUser) {
      lastUser = user;
      named += 1;
    }
  }
  if (total === 0) return;
  const { organization } = state;
  countOrganization(state, firstDay, lastDay, total);
  organization.weeklyThroughDay = lastDay;
  organization.userlessDay = lastDay;
  for (let day = firstDay; day <= lastDay; day++) {
    const cell = day & ringMask;
    for (const ring of [organization.sevenths, organization.userless, organization.weekly]) {
      ring[cell] = (ring[cell] as number) + total;
    }
  }
  raiseAtLeast(state, lastDay, Math.max(atLeast, named));
}

/** Counts an entry that isn't use by people beside the state. */
function isSetApart(
  state: ActivityState,
  apart: SetApart,
  user: number,
  feature: number,
  isInternal: boolean,
  day: number,
  events: number,
): boolean {
  if (isInternal) countApart(state.apart.internalUsers, user, day, events);
  else if (apart.machineFeatures.has(feature)) countApart(state.apart.machineFeatures, feature, day, events);
  else return false;
  return true;
}
