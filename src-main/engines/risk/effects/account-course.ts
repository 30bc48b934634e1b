import { isWithin } from '../../health/is-customer';
import type { Intervention } from '../features/intervention-features';
import type { Term } from '../features/terms';

/** An account's way through time, as far as effects are concerned. Days since 1970; 0 where there is none. */
export interface AccountCourse {
  readonly account: number;
  readonly createdDay: number;
  /** The last day as a customer. */
  readonly churnedDay: number;
  readonly terms: readonly Term[];
  /** Health scores, ascending by day. */
  readonly scoreDays: Int32Array;
  readonly points: Float64Array;
  /** The earliest first. */
  readonly interventions: readonly Intervention[];
}

/** A score speaks for so many days. */
const scoreValidDays = 35;

/** Points of the latest score on or before a day; NaN when there is none of the last weeks. */
export function scoreOn(
  { scoreDays, points }: AccountCourse,
  day: number,
  validDays = scoreValidDays,
): number {
  let low = 0;
  let high = scoreDays.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((scoreDays[middle] as number) <= day) low = middle + 1;
    else high = middle;
  }
  return low > 0 && (scoreDays[low - 1] as number) > day - validDays
    ? (points[low - 1] as number)
    : Number.NaN;
}

export function isCustomer({ createdDay, churnedDay }: AccountCourse, day: number): boolean {
  return isWithin(createdDay, churnedDay, day);
}
