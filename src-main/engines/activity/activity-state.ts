import { type ApartActivity, createApartActivity } from './set-apart';
import { addSlot, clearSlots, createSlotMap, findSlot, type SlotMap } from './slot-map';

/** How many days back counts per day are remembered. */
export const ringDays = 128;

/**
 * What is remembered of one organization's activity, folded from its pages in the order of their last days. Days are
 * whole days since 1970 UTC, 0 stands for "never". Rings hold one cell per day, at `day mod 128`, valid for the 128 days that
 * end on their owner's `lastDay`.
 *
 * The arrays are longer than what is in use and are reused from one organization to the next: scoring thousands of
 * accounts allocates once.
 */
export interface ActivityState {
  /** Last day of the last page folded in. */
  throughDay: number;
  readonly organization: OrganizationActivity;
  readonly users: UserActivity;
  readonly features: FeatureActivity;
  readonly apart: ApartActivity;
  /** Last day that a user used a feature: [user slot * features.capacity + feature slot]. */
  lastUse: Int32Array;
}

export interface OrganizationActivity {
  /** The first day ever. */
  firstDay: number;
  /** Since when the present habit lasts: what rates and baselines are of. */
  habitDay: number;
  /** Events that lie far before the habit and are none themselves: they count in totals alone. */
  strayEvents: number;
  lastDay: number;
  /** Last day with a count of that very day. */
  lastDailyDay: number;
  /** Last day of the last week that came as one count. */
  weeklyThroughDay: number;
  /** Last day of which some counts came without users. */
  userlessDay: number;
  events: number;
  /** Events per day in sevenths of an event: a week's count spreads evenly over its days and stays a whole number. */
  readonly sevenths: Float64Array;
  /** Of these, what came without users or as a week's count: who did it on which day isn't known. */
  readonly userless: Float64Array;
  /** Of these, what came as a week's count. */
  readonly weekly: Float64Array;
  /** Users active per day, of those with a name. */
  readonly activeUsers: Int32Array;
  /** Distinct users behind counts without users, at least: the most that any one feature had. */
  readonly atLeastUsers: Int32Array;
}

/** Columns by slot; slots are given in the order of first appearance. */
export interface Members {
  count: number;
  capacity: number;
  readonly slots: SlotMap;
  ids: Int32Array;
  firstDay: Int32Array;
  lastDay: Int32Array;
  events: Float64Array;
}

/** A user's `firstDay` is that of the present habit. */
export interface UserActivity extends Members {
  /** Events per day: [slot * ringDays + day mod ringDays]. */
  daily: Uint32Array;
}

export interface FeatureActivity extends Members {
  /** Events per day in sevenths of an event: [slot * ringDays + day mod ringDays]. */
  sevenths: Float64Array;
}

export function createActivityState(): ActivityState {
  return {
    throughDay: 0,
    organization: {
      firstDay: 0,
      habitDay: 0,
      strayEvents: 0,
      lastDay: 0,
      lastDailyDay: 0,
      weeklyThroughDay: 0,
      userlessDay: 0,
      events: 0,
      sevenths: new Float64Array(ringDays),
      userless: new Float64Array(ringDays),
      weekly: new Float64Array(ringDays),
      activeUsers: new Int32Array(ringDays),
      atLeastUsers: new Int32Array(ringDays),
    },
    users: { ...createMembers(), daily: new Uint32Array(0) },
    features: { ...createMembers(), sevenths: new Float64Array(0) },
    apart: createApartActivity(),
    lastUse: new Int32Array(0),
  };
}

/** Back to nothing known, for the next organization. */
export function resetActivityState(state: ActivityState): void {
  const { organization, users, features } = state;
  state.throughDay = 0;
  organization.firstDay = 0;
  organization.habitDay = 0;
  organization.strayEvents = 0;
  organization.lastDay = 0;
  organization.lastDailyDay = 0;
  organization.weeklyThroughDay = 0;
  organization.userlessDay = 0;
  organization.events = 0;
  organization.sevenths.fill(0);
  organization.userless.fill(0);
  organization.weekly.fill(0);
  organization.activeUsers.fill(0);
  organization.atLeastUsers.fill(0);
  users.count = 0;
  clearSlots(users.slots);
  features.count = 0;
  clearSlots(features.slots);
  state.apart.machineFeatures.clear();
  state.apart.internalUsers.clear();
}

/** The user's slot; a new one begins at nothing. */
export function userSlot(state: ActivityState, id: number): number {
  const { users } = state;
  const known = findSlot(users.slots, id);
  if (known >= 0) return known;
  if (users.count === users.capacity) growUsers(state, Math.max(16, users.capacity * 2));
  const slot = addMember(users, id);
  users.daily.fill(0, slot * ringDays, (slot + 1) * ringDays);
  const width = state.features.capacity;
  state.lastUse.fill(0, slot * width, (slot + 1) * width);
  return slot;
}

/** The feature's slot; a new one begins at nothing. */
export function featureSlot(state: ActivityState, id: number): number {
  const { users, features } = state;
  const known = findSlot(features.slots, id);
  if (known >= 0) return known;
  if (features.count === features.capacity) growFeatures(state, Math.max(16, features.capacity * 2));
  const slot = addMember(features, id);
  features.sevenths.fill(0, slot * ringDays, (slot + 1) * ringDays);
  for (let user = 0; user < users.count; user++) state.lastUse[user * features.capacity + slot] = 0;
  return slot;
}

function createMembers(): Members {
  return {
    count: 0,
    capacity: 0,
    slots: createSlotMap(),
    ids: new Int32Array(0),
    firstDay: new Int32Array(0),
    lastDay: new Int32Array(0),
    events: new Float64Array(0),
  };
}

function addMember(members: Members, id: number): number {
  const slot = members.count;
  members.count += 1;
  members.ids[slot] = id;
  members.firstDay[slot] = 0;
  members.lastDay[slot] = 0;
  members.events[slot] = 0;
  addSlot(members.slots, id, slot);
  return slot;
}

function growMembers(members: Members, capacity: number): void {
  members.capacity = capacity;
  members.ids = grown(members.ids, new Int32Array(capacity));
  members.firstDay = grown(members.firstDay, new Int32Array(capacity));
  members.lastDay = grown(members.lastDay, new Int32Array(capacity));
  members.events = grown(members.events, new Float64Array(capacity));
}

function growUsers(state: ActivityState, capacity: number): void {
  growMembers(state.users, capacity);
  state.users.daily = grown(state.users.daily, new Uint32Array(capacity * ringDays));
  state.lastUse = grown(state.lastUse, new Int32Array(capacity * state.features.capacity));
}

/** Rows of `lastUse` get wider, so each moves to its new place. */
function growFeatures(state: ActivityState, capacity: number): void {
  const { users, features } = state;
  const wider = new Int32Array(users.capacity * capacity);
  for (let user = 0; user < users.count; user++) {
    const row = state.lastUse.subarray(user * features.capacity, user * features.capacity + features.count);
    wider.set(row, user * capacity);
  }
  growMembers(features, capacity);
  features.sevenths = grown(features.sevenths, new Float64Array(capacity * ringDays));
  state.lastUse = wider;
}

function grown<A extends Int32Array | Uint32Array | Float64Array>(from: A, into: A): A {
  into.set(from);
  return into;
}
