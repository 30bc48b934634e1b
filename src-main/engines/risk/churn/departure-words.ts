import { counted, plural, undatedWords } from '../../../../src-preload/contract/words';

/** Departures that the company's data tell of, and what looks like some and is none. */
export interface Departures {
  /** Spells that ended after their first month: what can be learned from. */
  readonly known: number;
  /** Spells that ended within their first month, before which nothing was known. */
  readonly early: number;
  /** Accounts marked as churned without a day. */
  readonly undated: number;
  /** Trials that ended without a purchase. */
  readonly trials: number;
}

/** What is not counted among the departures and why, in sentences; empty where there is nothing of the kind. */
export function leftOutOfDepartures({ early, undated, trials }: Departures): string {
  const parts = [];
  if (early > 0)
    parts.push(
      `${counted(early, 'account')} left within ${plural(early, 'its', 'their')} first month, before which nothing was known to learn from.`,
    );
  if (undated > 0) parts.push(undatedWords(undated));
  if (trials > 0)
    parts.push(
      `${counted(trials, 'trial')} ended without a purchase; ${plural(trials, 'it is no departure', 'they are no departures')}.`,
    );
  return parts.join(' ');
}

/** Why nothing is learned yet. @param needed departures known before last month began */
export function tooFewToLearnFrom(departures: Departures, needed: number): string {
  const { known } = departures;
  const few =
    known < needed
      ? `${counted(known, 'departure is', 'departures are')} too few to learn from; it takes ${needed} known before last month began.`
      : `${counted(known, 'departure')} will do once ${needed} of them are known before last month began.`;
  return [few, leftOutOfDepartures(departures)].filter((part) => part !== '').join(' ');
}
