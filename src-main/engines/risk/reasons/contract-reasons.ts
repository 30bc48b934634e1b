import { counted, plural, wholeNumber } from '../../../../src-preload/contract/words';
import type { ChurnModel } from '../churn/churn-model';
import type { ReadSubject } from '../churn/read-subject';
import { endFrom } from '../features/terms';
import type { PeerGroup } from './peers';
import type { Reason } from './reason';

/** Soon, as the chance within 90 days has it. */
const soonDays = 90;
/** Terms up to so many months always end soon: that sets no account apart. */
const shortTermMonths = 3;

/** That a long term ends soon: of accounts whose chance is above the book's, and which nothing else sets apart. */
export function termReason(
  { gate }: Pick<ChurnModel, 'gate'>,
  { commitment, asOf }: ReadSubject,
): Reason | null {
  const long = commitment.filter(({ months }) => months > shortTermMonths);
  const end = endFrom(long, asOf);
  if (end === null || end - asOf > soonDays) return null;
  const often = gate.kind === 'terms' ? 'when one ends, hardly ever before' : 'more often when one ends';
  const when = end === asOf ? 'today' : `in ${counted(end - asOf, 'day')}`;
  const text = `A term ends ${when}; accounts like it leave ${often}`;
  return { column: 'term', text };
}

/** How young it is, where three quarters of comparable accounts are older. That an account has stayed long is no bad news. */
export function ageReason({ seen }: ReadSubject, { columns }: PeerGroup): Reason | null {
  const quartiles = columns['log_tenure'];
  const age = seen.values.log_tenure;
  if (quartiles === undefined || age >= quartiles[0]) return null;
  const months = (log: number) => Math.round(Math.exp(log));
  const [from, to] = [months(quartiles[0]), months(quartiles[2])];
  const range = from === to ? wholeNumber(from) : `${wholeNumber(from)} to ${wholeNumber(to)}`;
  const text = `A customer for only ${counted(months(age), 'month')}; accounts like it for ${range} ${plural(to, 'month')}`;
  return { column: 'age', text };
}
