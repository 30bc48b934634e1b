import { FitError } from '../model/fit-error';
import type { Intervals } from './lifetimes';

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
 * event, if there was one; a part of a period counts as a whole one. An event at time 0 came in the first period; who was
 * last seen at time 0 was watched through none. `start` says how many periods had passed when watching began (delayed
 * entry): those are left out, so that nobody counts as having survived what nobody saw.
 * Throws FitError for times that aren't numbers of periods, and for a start within a period.
 */
export function expandPersonPeriods({ time, event, start }: Intervals): PersonPeriods {
  const first = (subject: number) => (start === undefined ? 0 : (start[subject] as number));
  const last = (subject: number) => {
    const periods = Math.ceil(time[subject] as number);
    return event[subject] === 1 && periods === 0 ? 1 : periods;
  };
  let rows = 0;
  for (let subject = 0; subject < time.length; subject++) {
    if (!Number.isInteger(first(subject))) {
      throw new FitError(
        'bad-input',
        `Row ${subject + 1} starts at ${first(subject)}. A hazard counts whole periods, so a start should be a whole number.`,
      );
    }
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
