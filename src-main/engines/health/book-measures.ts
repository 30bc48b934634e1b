import type { MeasureId } from '../../../src-preload/contract/health-config';
import type { Movement } from '../../lib/book-movement';
import { measureAt } from './measures';
import { type RawMeasures, setRaw } from './raw-measures';

type Weeks = 'week' | 'month' | 'quarter' | 'depth' | 'peopleDays';

/** Measures against an account's own past, and the movement of the book that goes with their weeks. */
const changes: Partial<Record<MeasureId, Weeks>> = {
  usage_against_baseline: 'week',
  usage_trend: 'month',
  feature_depth: 'depth',
  key_outcomes: 'quarter',
  usage_per_mrr: 'quarter',
};

/** Measures of how often people come, which nobody does while the whole book is away. */
const levels: Partial<Record<MeasureId, Weeks>> = { active_days: 'peopleDays', stickiness: 'peopleDays' };

/** What the book did in a measure's weeks, as a ratio; 1 where none is known or the measure looks at none. */
export function bookRatioOf(measure: MeasureId, movement: Movement | null): number {
  if (movement === null) return 1;
  const [change, level] = [changes[measure], levels[measure]];
  if (change !== undefined) return movement[change];
  // Who comes as often as ever while the others come more often has not fallen.
  return level === undefined ? 1 : Math.min(1, movement[level]);
}

/**
 * A value taken against the book: a change of -0.31 where the book's ratio is 0.72 is -0.04, twelve days where it is 0.6 are
 * twenty. NaN where the whole book went silent: then nothing can be told of one account.
 */
export function againstBook(measure: MeasureId, own: number, movement: Movement | null): number {
  const ratio = bookRatioOf(measure, movement);
  if (ratio === 1) return own;
  if (ratio === 0) return Number.NaN;
  return changes[measure] === undefined ? own / ratio : (1 + own) / ratio - 1;
}

/** The account's own value, from the one that was taken against the book. */
export function ownValue(measure: MeasureId, against: number, movement: Movement | null): number {
  const ratio = bookRatioOf(measure, movement);
  if (ratio === 1) return against;
  return changes[measure] === undefined ? against * ratio : (1 + against) * ratio - 1;
}

const booked = [...Object.keys(changes), ...Object.keys(levels)] as MeasureId[];

/** Takes a subject's own values against the book, in place. */
export function takeAgainstBook(raws: RawMeasures, subject: number, movement: Movement | null): void {
  if (movement === null) return;
  for (const id of booked) {
    const own = (raws.columns[measureAt[id]] as Float64Array)[subject] as number;
    setRaw(raws, id, subject, againstBook(id, own, movement));
  }
}
