import { FitError } from '../model/fit-error';
import type { Lifetimes } from './lifetimes';

/** One row for every period that every subject was watched through, in the order of the subjects. */
export type PersonPeriods = {
  readonly rows: number;
  readonly subject: Int32Array;
  /** 1 for the first period of a life. */
  readonly period: Int32Array;
  /** 1 in the period in which the event came. */
  readonly outcome: Float64Array;
};

/**
 * Lifetimes as person-periods (Singer & Willett, 1993): a time of 3 gives the periods 1, 2 and 3, of which the last has the
 * event, if there was one; a part of a period counts as a whole one, a time of 0 gives no row. `entry` says how
 * many periods had passed when watching began (delayed entry): those are left out, so that nobody counts as having
 * survived what nobody saw. Throws FitError for times that aren't numbers of periods.
 */
export function expandPersonPeriods({ time, event }: Lifetimes, entry?: Float64Array): PersonPeriods {
  const first = (subject: number) => (entry === undefined ? 0 : Math.floor(entry[subject] as number));
  const last = (subject: number) => Math.ceil(time[subject] as number);
  let rows = 0;
  for (let subject = 0; subject < time.length; subject++) {
    if (!(last(subject) >= 0 && last(subject) < 2 ** 31 && first(subject) >= 0)) {
      throw new FitError(
        'bad-input',
        `Row ${subject + 1} lasts ${time[subject]} periods; it should be a number from 0 up.`,
      );
    }
    rows += Math.max(0, last(subject) - first(subject));
  }

  const periods = {
    rows,
    subject: new Int32Array(rows),
    period: new Int32Array(rows),
    outcome: new Float64Array(rows),
  };
  let row = 0;
  for (let subject = 0; subject < time.length; subject++) {
    const end = last(subject);
    for (let period = first(subject) + 1; period <= end; period++, row++) {
      periods.subject[row] = subject;
      periods.period[row] = period;
      if (period === end) periods.outcome[row] = event[subject] as number;
    }
  }
  return periods;
}
