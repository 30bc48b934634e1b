import type { FactUse } from '../../../src-preload/contract/rules/checked';
import type { CodedWords, FactColumns } from '../../engines/rules/fact-columns';
import type { DayFact } from '../../lib/account-days/day-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';
import type { ReadDb } from '../types';
import type { AccountFact, PastReading } from './account-fact';
import { readFactNow, readWordsNow } from './account-now';
import { readKeptDays } from './kept-days';

/** Where the facts of accounts are read. */
export interface AccountReading {
  readonly db: ReadDb;
  readonly calendar: CompanyCalendar;
  /** The company's day: the one day on which facts have the values that the screens show. */
  readonly today: number;
  /** The accounts, each in its place. */
  readonly ids: readonly number[];
  /** By name. */
  readonly facts: ReadonlyMap<string, AccountFact>;
  /** All that will be asked for: the days that are kept of it are read together. */
  readonly uses: readonly FactUse[];
  /** The first day that may be asked for; nothing before it is read. */
  readonly from: number;
}

/** How well the days of a time are known. */
export interface KeptCount {
  /** Days of accounts that are kept. */
  readonly days: number;
  /** Of them, those that were made afterwards, from what was known later. */
  readonly madeLater: number;
}

export interface AccountColumns extends FactColumns {
  /**
   * Reads what is kept of days, bit by bit; without it that is read in one go by the first who asks for a day.
   * @returns a generator that yields the share that is read, 0-1
   */
  readPast(): Generator<number, void>;
  /** Both days included. */
  countKept(from: number, to: number): KeptCount;
}

/** Facts of accounts as columns, read when they are first asked for: of now once each, of the past all at once. */
export function accountColumns(reading: AccountReading): AccountColumns {
  const { db, calendar, today, ids, facts } = reading;
  const rows = ids.length;
  const places = new Map(ids.map((id, place) => [id, place]));
  const placeOf = (id: number) => places.get(id);
  const made = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  };
  const keptFacts = new Set<DayFact>([
    'madeLater',
    ...reading.uses.flatMap((use) => daysBehind(facts.get(use.fact.name))),
  ]);
  const readingKept = () => readKeptDays(db, [...keptFacts], { from: reading.from, to: today, ids });
  const kept = (fact: DayFact, day: number) => once('kept', () => toEnd(readingKept())).column(fact, day);
  const { uses, from } = reading;
  const past: PastReading = { db, calendar, rows, ids, uses, from, to: today, placeOf, kept, once };
  const sourceOf = ({ fact: { name } }: FactUse): AccountFact => {
    const source = facts.get(name);
    if (source === undefined) throw new RangeError(`there is no fact ${name}`);
    return source;
  };
  const pastOf = (use: FactUse, day: number): Float64Array => {
    const source = sourceOf(use);
    if (source.past === null) throw new RangeError(`the past of ${use.fact.name} is not known`);
    return source.past.read(past, use.params, day);
  };
  // Today is asked for again and again; of the past each day is, by turns, and all of them would be too many to keep.
  return {
    rows,
    figures(use, day) {
      const { now } = sourceOf(use);
      return day === today && now !== null
        ? once(use.key, () => readFactNow(reading, now(reading, use.params), placeOf))
        : pastOf(use, day);
    },
    words(use, day) {
      const { now } = sourceOf(use);
      return day === today && now !== null
        ? once(`${use.key} in words`, () => readWordsNow(reading, now(reading, use.params), placeOf))
        : wordsOf(use, pastOf(use, day));
    },
    comparable: (use, day, against) =>
      ofSameRules(pastOf(use, day), sourceOf(use).madeBy ?? [], (fact) => [
        kept(fact, day),
        kept(fact, against),
      ]),
    *readPast() {
      const days = yield* readingKept();
      once('kept', () => days);
      // What serves several facts is read by the first of them.
      const ahead = new Set(uses.flatMap((use) => facts.get(use.fact.name)?.past?.ahead ?? []));
      for (const read of ahead) yield* read(past);
    },
    countKept(from, to) {
      const count = { days: 0, madeLater: 0 };
      for (let day = from; day <= to; day++) {
        for (const madeLater of kept('madeLater', day)) {
          // Of a day of an earlier Steward it is not known when it was made.
          if (!Number.isNaN(madeLater)) count.days += 1;
          if (madeLater === 1) count.madeLater += 1;
        }
      }
      return count;
    },
  };
}

function toEnd<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function daysBehind(source: AccountFact | undefined): readonly DayFact[] {
  return source?.past === undefined || source.past === null
    ? []
    : [...source.past.of, ...(source.madeBy ?? [])];
}

function wordsOf({ fact }: FactUse, places: Float64Array): CodedWords {
  return {
    codes: Int32Array.from(places, (place) => (Number.isNaN(place) ? -1 : place)),
    words: fact.words.map(({ value }) => value),
  };
}

/** Values whose rules were others than on the other day are not known: they can't be held against each other. */
function ofSameRules(
  values: Float64Array,
  madeBy: readonly DayFact[],
  both: (fact: DayFact) => readonly [Float64Array, Float64Array],
): Float64Array {
  const comparable = Float64Array.from(values);
  for (const fact of madeBy) {
    const [then, now] = both(fact);
    for (let row = 0; row < comparable.length; row++)
      if (!Object.is(then[row], now[row])) comparable[row] = Number.NaN;
  }
  return comparable;
}
