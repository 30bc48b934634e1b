import { spellsOf } from '../../../src-main/engines/life/spells';
import type {
  ForeignTerm,
  RevenueAccount,
  RevenueBook,
  RevenueTerm,
  Worth,
} from '../../../src-main/engines/revenue/revenue-account';

/** The day to which the copy reaches in these tests. */
export const asOf = 20_000;

/** A subscription in the company's currency; 0 as its end: it goes on. */
export const paid = (
  mrr: number,
  startedDay: number,
  endedDay = 0,
  rest: Partial<RevenueTerm> = {},
): RevenueTerm => ({ mrr, startedDay, endedDay, isTrial: false, ...rest });

export const inEuro = (mrr: number, startedDay: number, endedDay = 0): ForeignTerm => ({
  ...paid(mrr, startedDay, endedDay),
  currency: 'EUR',
});

/** An account as the company's files tell of it. */
export function account(
  terms: readonly RevenueTerm[],
  told: { createdDay?: number; churnedDay?: number; foreign?: readonly ForeignTerm[] } = {},
): RevenueAccount {
  const { foreign = [], churnedDay = 0 } = told;
  const all = [...terms, ...foreign];
  const createdDay = told.createdDay ?? Math.min(asOf, ...all.map(({ startedDay }) => startedDay));
  return { terms, foreign, spells: spellsOf({ createdDay, churnedDay, terms: all }, asOf) };
}

const noRates: Worth = () => null;
export const bookWith = (worth: Worth = noRates): RevenueBook => ({ asOf, worth });

/** A period at one rate. */
export const between = (openDay: number, closeDay: number) => ({
  openDay,
  closeDay,
  openRates: asOf,
  closeRates: asOf,
});

/** A period at the rates of its own ends. */
export const atItsRates = (openDay: number, closeDay: number) => ({
  openDay,
  closeDay,
  openRates: openDay,
  closeRates: closeDay,
});
