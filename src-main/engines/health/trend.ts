import type { Trend } from '../../../src-preload/contract/domain';
import { micropointsPerPoint } from './points';

/** A change of so many micropoints in 28 days is a trend; less is noise. */
const trendFrom = 3 * micropointsPerPoint;

/** @param change28 micropoints won or lost in 28 days; null where there was no score then */
export function trendOf(change28: number | null): Trend | null {
  if (change28 === null) return null;
  if (change28 <= -trendFrom) return 'falling';
  return change28 >= trendFrom ? 'rising' : 'steady';
}
