import { readPages } from '../scores/activity';
import { readMachineFeatures } from '../scores/set-apart';
import type { ReadDb } from '../types';

/** What people used of some features, an entry for each person, feature and page; accounts in their places. */
export interface FeatureEntries {
  /** By feature: its entries, those of one account together, the earliest first. */
  readonly byFeature: ReadonlyMap<number, EntriesOfFeature>;
  /** The day from which on any use of an account was known; NaN where there never was any. */
  readonly firstDay: Float64Array;
  /** Of an account whose use came by week at any time: from which day on it did, and from which it came by day, ascending. */
  readonly grains: ReadonlyMap<number, readonly Grain[]>;
  /** Counts of an account that came late. */
  readonly late: ReadonlyMap<number, readonly LateCount[]>;
}

export interface EntriesOfFeature {
  /** Where the entries of an account begin; one more than there are accounts. */
  readonly starts: Int32Array;
  /** The last day of each one's page. */
  readonly days: Int32Array;
  /** Places of people among all of them; -1 where it is of nobody in particular. */
  readonly people: Int32Array;
  /** Who they are, by place. */
  readonly personIds: Int32Array;
  readonly events: Int32Array;
  /** 1 of a day's count, 7 of a week's. */
  readonly periods: Uint8Array;
}

/** The days from this one on, on which the latest count was one of a week, or of a day. */
interface Grain {
  readonly from: number;
  readonly isWeek: boolean;
}

interface LateCount {
  readonly firstDay: number;
  readonly lastDay: number;
  /** The day from which on it was known. */
  readonly arrivedDay: number;
}

/** In the place of a feature: all of them together. */
export const anyFeature = 0;

interface Reading {
  readonly db: ReadDb;
  readonly ids: readonly number[];
  readonly placeOf: (organizationId: number) => number | undefined;
  /** Both included: pages that end on these days. */
  readonly from: number;
  readonly to: number;
}

/** Accounts whose pages are read in one go: some milliseconds. */
const readTogether = 5;

/**
 * Reads the use of some features by people, all of them in one pass, as pages hold them together: what machines did and what
 * the company's own staff did is left out.
 * @returns a generator that yields the share of the accounts that is read, 0-1
 */
export function* readFeatureEntries(
  { db, ids, placeOf, from, to }: Reading,
  features: ReadonlySet<number>,
): Generator<number, FeatureEntries> {
  const machines = readMachineFeatures(db);
  const staff = new Set(
    db.prepared<[], number>('select user_id from users where is_internal = 1').pluck().all(),
  );
  const growing = new Map([...features].map((feature) => [feature, newEntries(ids.length)]));
  const ofAny = growing.get(anyFeature);
  const firstDay = new Float64Array(ids.length).fill(Number.NaN);
  const grains = new Map<number, Grain[]>();
  const grainBefore = db
    .prepared<[number, number, number], number>(
      `select period_days from activity_daily where organization_id = ? and day < ? and day + period_days <= ?
        order by day desc limit 1`,
    )
    .pluck();
  const firstEnd = db
    .prepared<[number], number>(
      'select day + period_days - 1 from activity_daily where organization_id = ? and day > 0 order by day limit 1',
    )
    .pluck();
  for (const [place, id] of ids.entries()) {
    firstDay[place] = firstEnd.get(id) ?? Number.NaN;
    if (!Number.isNaN(firstDay[place] as number)) readAccount(place, id);
    for (const { starts, days } of growing.values()) starts[place + 1] = days.length;
    if (place % readTogether === readTogether - 1) yield place / ids.length;
  }
  return {
    byFeature: new Map([...growing].map(([feature, entries]) => [feature, packed(entries)])),
    firstDay,
    grains,
    late: readLate(db, placeOf),
  };

  function readAccount(place: number, id: number): void {
    const { pages, payload } = readPages(db, id, from - 1, to);
    // Columns need aligned memory, and SQLite's buffers may start anywhere.
    const integers = new Int32Array(new Uint8Array(payload).buffer);
    const changes: Grain[] = [{ from: 0, isWeek: grainBefore.get(id, from, from) === 7 }];
    for (const { day, lastDay, rows, offset } of pages) {
      const at = offset / 4;
      if ((lastDay !== day) !== changes.at(-1)?.isWeek)
        changes.push({ from: lastDay, isWeek: lastDay !== day });
      for (let row = 0; row < rows; row++) {
        const feature = integers[at + rows + row] as number;
        const ofOne = growing.get(feature);
        if (ofOne === undefined && ofAny === undefined) continue;
        const events = integers[at + 2 * rows + row] as number;
        const person = integers[at + row] as number;
        if (events <= 0 || machines.has(feature) || staff.has(person)) continue;
        const period = lastDay - day + 1;
        if (ofOne !== undefined) put(ofOne, lastDay, person, events, period);
        if (ofAny !== undefined) put(ofAny, lastDay, person, events, period);
      }
    }
    if (changes.some(({ isWeek }) => isWeek)) grains.set(place, changes);
  }
}

/** So many days, the last of which is this one. */
export interface FeatureWindow {
  readonly feature: number;
  readonly days: number;
  readonly day: number;
}

/**
 * The entries of an account within some days, the second not included; null where what was used in them is not known.
 * @param place of the account
 */
export function entriesWithin(
  { byFeature, firstDay, grains, late }: FeatureEntries,
  place: number,
  { feature, days, day }: FeatureWindow,
): readonly [from: number, to: number] | null {
  const entries = byFeature.get(feature);
  if (entries === undefined) throw new RangeError(`feature ${feature} was not read`);
  if (!((firstDay[place] as number) <= day)) return null;
  // What had not arrived by then was not known then, and of which feature it was is noted nowhere.
  const isLater = late
    .get(place)
    ?.some((one) => one.arrivedDay > day && one.lastDay > day - days && one.firstDay <= day);
  // A week's count says nothing of fewer days.
  const isWithinWeek = days < 7 && grains.get(place)?.findLast(({ from }) => from <= day)?.isWeek;
  if (isLater === true || isWithinWeek === true) return null;
  const end = entries.starts[place + 1] as number;
  const from = firstAfter(entries.days, day - days, entries.starts[place] as number, end);
  return [from, firstAfter(entries.days, day, from, end)];
}

/** The place of the first of some ascending days that comes after one. */
function firstAfter(days: Int32Array, day: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Growing {
  readonly starts: Int32Array;
  readonly days: number[];
  readonly people: number[];
  readonly events: number[];
  readonly periods: number[];
}

function put(entries: Growing, lastDay: number, person: number, events: number, period: number): void {
  entries.days.push(lastDay);
  entries.people.push(person);
  entries.events.push(events);
  entries.periods.push(period);
}

function newEntries(rows: number): Growing {
  return { starts: new Int32Array(rows + 1), days: [], people: [], events: [], periods: [] };
}

function packed({ starts, days, people, events, periods }: Growing): EntriesOfFeature {
  const places = new Map<number, number>([[0, -1]]);
  const placeOf = (person: number) => {
    const known = places.get(person) ?? places.size - 1;
    places.set(person, known);
    return known;
  };
  return {
    starts,
    days: Int32Array.from(days),
    people: Int32Array.from(people, placeOf),
    personIds: Int32Array.from([...places.keys()].slice(1)),
    events: Int32Array.from(events),
    periods: Uint8Array.from(periods),
  };
}

function readLate(db: ReadDb, placeOf: Reading['placeOf']): Map<number, LateCount[]> {
  const late = new Map<number, LateCount[]>();
  const rows = db
    .prepared<[], [number, number, number, number]>(
      'select organization_id, day, day + period_days - 1, arrived_day from late_counts',
    )
    .raw();
  for (const [organizationId, firstDay, lastDay, arrivedDay] of rows.iterate()) {
    const place = placeOf(organizationId);
    if (place === undefined) continue;
    late.set(place, [...(late.get(place) ?? []), { firstDay, lastDay, arrivedDay }]);
  }
  return late;
}
