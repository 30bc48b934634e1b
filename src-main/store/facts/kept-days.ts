import { type DayFact, dayFacts } from '../../lib/account-days/day-facts';
import { createDaysPage, pageDays } from '../../lib/account-days/days-page';
import { unpackDays } from '../../lib/account-days/pack-days';
import { firstDayOfMonth, monthOf } from '../../lib/day';
import type { ReadDb } from '../types';

/** Kept facts of accounts over some days, a column for each fact and day. */
export interface KeptDays {
  /** Values by account, NaN where unknown. Not to be written to. Of a day outside, nothing is known. */
  column(fact: DayFact, day: number): Float64Array;
}

/** The beginning of the first month of which any day is kept; null where none is. */
export function firstKeptDay(db: ReadDb): number | null {
  const month = db.prepared<[], number | null>('select min(month) from account_days').pluck().get() ?? null;
  return month === null ? null : firstDayOfMonth(month);
}

/** Which days to read of which accounts. */
export interface KeptSpan {
  /** Both included. */
  readonly from: number;
  readonly to: number;
  /** The accounts, each in its place. */
  readonly ids: readonly number[];
}

/** Accounts whose pages are read in one go: some milliseconds. */
const readTogether = 40;

/**
 * Reads the pages of the months in one pass, for all facts that are wanted at once, as the pages hold them together.
 * Takes 8 bytes for each account, day and fact.
 * @returns a generator that yields the share of the accounts that is read, 0-1
 */
export function* readKeptDays(
  db: ReadDb,
  facts: readonly DayFact[],
  { from: asked, to, ids }: KeptSpan,
): Generator<number, KeptDays> {
  const rows = ids.length;
  // Before the first month there is nothing to make room for.
  const from = Math.min(Math.max(asked, firstKeptDay(db) ?? to), to);
  const days = to - from + 1;
  const columns = new Map<DayFact, Float64Array>();
  for (const fact of facts) {
    columns.set(fact, new Float64Array(days * rows).fill(Number.NaN));
    yield 0;
  }
  const page = createDaysPage();
  const names = new Map<string, number>();
  const places = new Map(ids.map((id, place) => [id, place]));
  const pages = db
    .prepared<[string, number, number], [number, number, Uint8Array]>(
      `select organization_id, month, payload from account_days
        where organization_id in (select value from json_each(?)) and month between ? and ?`,
    )
    .raw();
  for (let first = 0; first < rows; first += readTogether) {
    const some = JSON.stringify(ids.slice(first, first + readTogether));
    for (const [organizationId, month, payload] of pages.iterate(some, monthOf(from), monthOf(to))) {
      unpackDays(payload, month, page);
      takePage(places.get(organizationId) as number);
    }
    yield Math.min(1, (first + readTogether) / rows);
  }

  function takePage(place: number): void {
    for (const [fact, column] of columns) {
      // Each page has its own list of profiles.
      const ofPage = fact === 'profile' ? page.names.map((name) => placeIn(names, name)) : null;
      const first = dayFacts[fact] * pageDays;
      for (let at = 0, held = page.days; held !== 0; at++, held >>>= 1) {
        const day = page.firstDay + at;
        if ((held & 1) === 0 || day < from || day > to) continue;
        const value = page.columns[first + at] as number;
        column[(day - from) * rows + place] = ofPage === null ? value : (ofPage[value] ?? Number.NaN);
      }
    }
  }
  const nothing = new Float64Array(rows).fill(Number.NaN);
  return {
    column(fact, day) {
      const column = columns.get(fact);
      if (column === undefined) throw new RangeError(`${fact} was not read`);
      return day < from || day > to ? nothing : column.subarray((day - from) * rows, (day - from + 1) * rows);
    },
  };
}

function placeIn(names: Map<string, number>, name: string): number {
  const place = names.get(name) ?? names.size;
  names.set(name, place);
  return place;
}
