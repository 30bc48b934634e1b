import type { Band } from '../../../src-preload/contract/domain';
import { divideRounding } from './apportion';
import type { CompiledConfig, CompiledProfile } from './compile-config';
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

/** Scores one subject from its raw values into the columns. */
export function scoreSubject(
  profile: CompiledProfile,
  raws: RawMeasures,
  subject: number,
  into: Scores,
): void {
  const { measures, breakpoints, pointsWhenMissing } = profile;
  let known = 0;
  for (let m = 0; m < measures.length; m++) {
    const at = measures[m] as number;
    const raw = (raws.columns[at] as Float64Array)[subject] as number;
    if (!Number.isNaN(raw)) known |= 1 << at;
  }
  const { shares, confidence } = weightsFor(profile, known);
  into.confidence[subject] = confidence;
  if (confidence === 0) {
    into.score[subject] = noScore;
    return;
  }
  let sum = 0;
  for (let m = 0; m < measures.length; m++) {
    const share = shares[m] as number;
    if (share === 0) continue;
    const raw = (raws.columns[measures[m] as number] as Float64Array)[subject] as number;
    sum +=
      share *
      (Number.isNaN(raw) ? (pointsWhenMissing[m] as number) : pointsOf(breakpoints[m] as Breakpoints, raw));
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
