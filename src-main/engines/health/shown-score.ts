import { tenthOf } from '../../../src-preload/contract/words';
import { micropointsPerPoint, tenth } from './points';

/** The score as it is judged and shown, in points, from micropoints. */
export function shownPoints(micropoints: number): number {
  return tenthOf(micropoints / micropointsPerPoint);
}

/** The same in whole tenths. */
export function shownTenths(micropoints: number): number {
  return Math.round(10 * shownPoints(micropoints));
}

/** The same in micropoints, for rules that count in them. */
export function shownMicropoints(micropoints: number): number {
  return shownTenths(micropoints) * tenth;
}
