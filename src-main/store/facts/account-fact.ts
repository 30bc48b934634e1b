import type { SQL } from 'drizzle-orm';
import type { FactUse } from '../../../src-preload/contract/rules/checked';
import type { Fact } from '../../../src-preload/contract/rules/fact';
import type { DayFact } from '../../lib/account-days/day-facts';
import type { CompanyCalendar } from '../../lib/company-calendar';
import type { ReadDb } from '../types';

export type FactParams = Readonly<Record<string, string | number>>;

/** From where a fact's value of now is read. */
export interface NowReading {
  readonly db: ReadDb;
  readonly calendar: CompanyCalendar;
  /** The company's day. */
  readonly today: number;
}

/** From where a fact's values of earlier days are read; accounts have the same places in every column. */
export interface PastReading {
  readonly db: ReadDb;
  readonly calendar: CompanyCalendar;
  readonly rows: number;
  /** The accounts, each in its place. */
  readonly ids: readonly number[];
  /** All that will be asked for. */
  readonly uses: readonly FactUse[];
  /** Both included: nothing before the first, or after the last, is looked at. */
  readonly from: number;
  readonly to: number;
  /** The place of an account; undefined where it has none. */
  placeOf(organizationId: number): number | undefined;
  /** What was kept of a day, in its unit of keeping; NaN where unknown. Not to be written to. */
  kept(fact: DayFact, day: number): Float64Array;
  /** What serves all days, made when it is first asked for. */
  once<T>(key: string, make: () => T): T;
}

/** How a fact's values on a day of the past are made of what was kept of days. */
export interface Past {
  /** What of the kept days it reads. */
  readonly of: readonly DayFact[];
  /** Reads what serves all days, bit by bit; it yields the share that is read, 0-1. Without it that is read in one go. */
  readonly ahead?: (reading: PastReading) => Generator<number, void>;
  read(reading: PastReading, params: FactParams, day: number): Float64Array;
}

/** A fact of accounts with the ways to look it up: to add one, add it to its group; it then appears everywhere. */
export interface AccountFact {
  readonly fact: Fact;
  /**
   * Its value now, null where not known, over organizations, account_summaries, account_headlines, churn_forecasts and
   * managers (account-now.ts). Figures as shown; words of a choice as they are kept. Null: what was kept of today.
   */
  readonly now: ((reading: NowReading, params: FactParams) => SQL) | null;
  /** Its values on a day whose facts are kept; of a choice the places of its words. Null: only its value of now is known. */
  readonly past: Past | null;
  /** What of a kept day says by which rules the value was made; null: it depends on no rules. */
  readonly madeBy: readonly DayFact[] | null;
}

/** A fact of accounts, with what most of them have in common. */
export function accountFact(
  said: Pick<Fact, 'name' | 'group' | 'label' | 'type' | 'unknownWhen'> & Partial<Fact>,
  ways: Partial<Omit<AccountFact, 'fact'>>,
): AccountFact {
  const past = ways.past ?? null;
  return {
    fact: {
      subject: 'account',
      phrase: said.label.charAt(0).toLowerCase() + said.label.slice(1),
      isPlural: false,
      unit: null,
      digits: 0,
      words: [],
      isOrdered: false,
      parameters: [],
      past: past === null ? 'present' : 'daily',
      ...said,
    },
    now: ways.now ?? null,
    past,
    madeBy: ways.madeBy ?? null,
  };
}

/** A fact that is kept day by day. @param shown from its unit of keeping to the figure as shown */
export function keptAs(fact: DayFact, shown: (value: number) => number = (value) => value): Past {
  return {
    of: [fact],
    read({ kept, rows }, _params, day) {
      const [values, figures] = [kept(fact, day), new Float64Array(rows)];
      for (let row = 0; row < rows; row++) figures[row] = shown(values[row] as number);
      return figures;
    },
  };
}
