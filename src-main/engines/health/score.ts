import type { Band } from '../../../src-preload/contract/domain';
import { divideRounding } from './apportion';
import type { CompiledConfig, CompiledProfile } from './compile-config';
import { countedMask } from './held-back';
import { type Breakpoints, pointsOf, wholeWeight } from './points';
import type { RawMeasures } from './raw-measures';
import { shownMicropoints } from './shown-score';
import { weightsFor } from './weights';

/** No score: nothing that counts is known. */
export const noScore = -1;

/** Scores of many subjects as columns: micropoints (`noScore` for none) and millionths of the weight known. */
export interface Scores {
  readonly score: Int32Array;
  readonly confidence: Int32Array;
}

export function createScores(capacity: number): Scores {
  return { score: new Int32Array(capacity).fill(noScore), confidence: new Int32Array(capacity) };
}

/** Points of one subject by the profile's measures; used by one score at a time. */
const points = new Float64Array(32);

/** Scores one subject from its raw values into the columns. */
export function scoreSubject(
  profile: CompiledProfile,
  raws: RawMeasures,
  subject: number,
  into: Scores,
): void {
  const { measures, breakpoints, pointsWhenMissing, badNews } = profile;
  let known = 0;
  let bad = 0;
  for (let m = 0; m < measures.length; m++) {
    const at = measures[m] as number;
    const raw = (raws.columns[at] as Float64Array)[subject] as number;
    if (Number.isNaN(raw)) {
      points[m] = pointsWhenMissing[m] as number;
      continue;
    }
    known |= 1 << at;
    if (raw < (badNews.least[m] as number) || raw > (badNews.most[m] as number)) bad |= 1 << at;
    points[m] = pointsOf(breakpoints[m] as Breakpoints, raw);
  }
  const { confidence } = weightsFor(profile, known);
  into.confidence[subject] = confidence;
  // Without a single known value there is no score, whatever the missing rules would say.
  if (confidence === 0) {
    into.score[subject] = noScore;
    return;
  }
  const counted = bad === 0 ? known : countedMask(profile, points, known, bad);
  const { shares } = weightsFor(profile, counted);
  let sum = 0;
  for (let m = 0; m < measures.length; m++) {
    const share = shares[m] as number;
    if (share === 0) continue;
    const isCounted = (counted & (1 << (measures[m] as number))) !== 0;
    sum += share * ((isCounted ? points[m] : pointsWhenMissing[m]) as number);
  }
  into.score[subject] = divideRounding(sum, wholeWeight);
}

/**
 * The band of the tenth to which a score is rounded: what shows as 75.0 is healthy, however little it lacked. Lower edges
 * belong to the upper band. @param score micropoints, exact or rounded
 */
export function bandOf({ middleFrom, healthyFrom }: CompiledConfig, score: number): Band {
  const shown = shownMicropoints(score);
  if (shown < middleFrom) return 'poor';
  return shown < healthyFrom ? 'middle' : 'healthy';
}
