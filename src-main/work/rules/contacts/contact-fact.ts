import type { FactUse } from '../../../../src-preload/contract/rules/checked';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import type { CodedWords } from '../../../engines/rules/fact-columns';
import type { DayFact } from '../../../lib/account-days/day-facts';
import type { CompanyCalendar } from '../../../lib/company-calendar';
import type { FactParams } from '../../../store/facts/account-fact';
import type { ReadDb } from '../../../store/types';

/** From where facts of contacts are read; contacts have the same places in every column. */
export interface ContactReading {
  readonly db: ReadDb;
  readonly calendar: CompanyCalendar;
  /** The company's day. */
  readonly today: number;
  /** The first day that may be asked for. */
  readonly from: number;
  /** Contacts, each in its place, those of one account together. */
  readonly people: readonly number[];
  readonly placeOf: (contact: number) => number | undefined;
  /** Their accounts, each in its place, and the place of each contact's. */
  readonly accounts: readonly number[];
  readonly accountOf: Int32Array;
  /** All that will be asked for. */
  readonly uses: readonly FactUse[];
  /** What serves several facts or days, made when it is first asked for. */
  once<T>(key: string, make: () => T): T;
}

/** A fact of contacts with the way to look it up: to add one, add it to its group; it then appears everywhere. */
export interface ContactFact {
  readonly fact: Fact;
  /** Figures as shown, NaN where not known; of a text or a choice its words. Of a fact of now alone the day is today. */
  readonly read: (reading: ContactReading, params: FactParams, day: number) => Float64Array | CodedWords;
  /** What says by which rules the value was made; null: it depends on no rules. */
  readonly madeBy: readonly DayFact[] | null;
}

/** A fact of contacts, with what most of them have in common. */
export function contactFact(
  said: Pick<Fact, 'name' | 'group' | 'label' | 'type' | 'unknownWhen'> & Partial<Fact>,
  read: ContactFact['read'],
  madeBy: ContactFact['madeBy'] = null,
): ContactFact {
  return {
    fact: {
      subject: 'contact',
      phrase: said.label.charAt(0).toLowerCase() + said.label.slice(1),
      isPlural: false,
      unit: null,
      digits: 0,
      words: [],
      isOrdered: false,
      parameters: [],
      past: 'present',
      ...said,
    },
    read,
    madeBy,
  };
}

type Value = number | string | null;

/** A figure for each contact; NaN where it is not known. */
export function figuresOf(reading: ContactReading, values: Iterable<readonly [number, Value]>): Float64Array {
  const figures = new Float64Array(reading.people.length).fill(Number.NaN);
  for (const [contact, value] of values) {
    const place = reading.placeOf(contact);
    if (place !== undefined && value !== null) figures[place] = Number(value);
  }
  return figures;
}

/** A text for each contact; one of nothing but space is not known. */
export function wordsOf(reading: ContactReading, values: Iterable<readonly [number, Value]>): CodedWords {
  const codes = new Int32Array(reading.people.length).fill(-1);
  const words = new Map<string, number>();
  for (const [contact, value] of values) {
    const place = reading.placeOf(contact);
    if (place === undefined || value === null || String(value).trim() === '') continue;
    const code = words.get(String(value)) ?? words.size;
    words.set(String(value), code);
    codes[place] = code;
  }
  return { codes, words: [...words.keys()] };
}
