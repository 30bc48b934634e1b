import type { FactUse } from '../../../../src-preload/contract/rules/checked';
import type { CodedWords, FactColumns } from '../../../engines/rules/fact-columns';
import type { CompanyCalendar } from '../../../lib/company-calendar';
import type { JudgedContact } from '../../../store/facts/judged-contacts';
import type { ReadDb } from '../../../store/types';
import type { ContactFact, ContactReading } from './contact-fact';

/** Where the facts of contacts are read. */
interface ColumnsReading {
  readonly db: ReadDb;
  readonly calendar: CompanyCalendar;
  readonly today: number;
  readonly from: number;
  /** Those of one account together, in the order of the accounts. */
  readonly contacts: readonly JudgedContact[];
  readonly accounts: readonly number[];
  /** Facts of their accounts. */
  readonly ofAccounts: FactColumns;
  /** By name. */
  readonly facts: ReadonlyMap<string, ContactFact>;
  readonly uses: readonly FactUse[];
}

/** Facts of contacts as columns, and those of their accounts beside them; those of today are read once each. */
export function contactColumns(given: ColumnsReading): FactColumns {
  const { db, calendar, today, from, contacts, accounts, ofAccounts, facts, uses } = given;
  const places = new Map(contacts.map(({ id }, place) => [id, place]));
  const accountPlaces = new Map(accounts.map((id, place) => [id, place]));
  const accountOf = Int32Array.from(
    contacts,
    ({ organizationId }) => accountPlaces.get(organizationId) as number,
  );
  const made = new Map<string, unknown>();
  const once = <T>(key: string, make: () => T): T => {
    if (!made.has(key)) made.set(key, make());
    return made.get(key) as T;
  };
  const reading: ContactReading = {
    ...{ db, calendar, today, from, accounts, accountOf, uses, once },
    people: contacts.map(({ id }) => id),
    placeOf: (contact) => places.get(contact),
  };
  const ofContact = (use: FactUse, day: number): Float64Array | CodedWords => {
    const source = facts.get(use.fact.name);
    if (source === undefined) throw new RangeError(`there is no fact ${use.fact.name}`);
    if (day === today) return once(use.key, () => source.read(reading, use.params, day));
    if (use.fact.past === 'present') throw new RangeError(`the past of ${use.fact.name} is not known`);
    return source.read(reading, use.params, day);
  };
  const spread = (column: Float64Array) =>
    Float64Array.from(accountOf, (place) => column[place] ?? Number.NaN);
  const figures = (use: FactUse, day: number): Float64Array => {
    if (use.fact.subject === 'account') {
      const column = () => spread(ofAccounts.figures(use, day));
      return day === today ? once(use.key, column) : column();
    }
    const column = ofContact(use, day);
    if (!(column instanceof Float64Array)) throw new TypeError(`${use.fact.name} has no figures`);
    return column;
  };
  return {
    rows: contacts.length,
    figures,
    words(use, day) {
      if (use.fact.subject === 'account') {
        const { codes, words } = ofAccounts.words(use, day);
        return { codes: Int32Array.from(accountOf, (place) => codes[place] ?? -1), words };
      }
      const column = ofContact(use, day);
      if (column instanceof Float64Array) throw new TypeError(`${use.fact.name} has no words`);
      return column;
    },
    comparable: (use, day, against) =>
      use.fact.subject === 'account' ? spread(ofAccounts.comparable(use, day, against)) : figures(use, day),
  };
}
