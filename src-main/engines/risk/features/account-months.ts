import { monthSlackDays, spellMonth } from '../../life/departures';
import { monthsBetween } from '../../life/months';
import { type Commitment, endFrom } from './terms';

/** Days between what a model reads and the first day it speaks of: time to act, and no peeking at a departure under way. */
const gapDays = 4;

/** One month of one account's life: read on `asOf`, spoken of from `from` to the day before `to`. */
export interface AccountMonth {
  /** Months since the account began, at `from`. */
  readonly month: number;
  readonly asOf: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The months of an account's life that have begun, counted from the day of the month it began, so that a term's end
 * falls on one of the first days of a month. The first month is left out: nothing was known before it.
 * @param through the last day of which it is known who left
 */
export function monthsLived(createdDay: number, churnedDay: number, through: number): AccountMonth[] {
  const months: AccountMonth[] = [];
  for (let month = 1; ; month++) {
    const from = spellMonth(createdDay, month);
    if (from > through || (churnedDay > 0 && churnedDay < from)) return months;
    months.push({ month, asOf: from - gapDays, from, to: spellMonth(createdDay, month + 1) });
  }
}

/** The day by which it is settled whether an account leaves in a month: that of the term's end, where one ends. */
export function settledDay({ from, to }: AccountMonth, commitment: Commitment): number {
  const end = endFrom(commitment, from);
  return end !== null && end < to ? end : to - 1;
}

/** Month `ahead` of an account as it stands on `asOf`: 0 is the one under way. */
export function monthAhead(createdDay: number, asOf: number, ahead: number): AccountMonth {
  const month = Math.max(0, monthsBetween(createdDay, asOf + monthSlackDays)) + ahead;
  return { month, asOf, from: spellMonth(createdDay, month), to: spellMonth(createdDay, month + 1) };
}
