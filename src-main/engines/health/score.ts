import type { Band } from '../../../src-preload/contract/domain';
import { divideRounding } from './apportion';
import type { CompiledConfig, CompiledProfile } from './compile-config';
import { countedMask } from './held-back';
import { dimensionIds } from './measures';
import { type Breakpoints, pointsOf, wholeWeight } from './points';
import type { RawMeasures } from './raw-measures';
import { shownMicropoints, shownTenths } from './shown-score';
import { weightsFor } from './weights';

/** No score: nothing that counts is known. */
export const noScore = -1;

/** Scores of many subjects as columns: micropoints (`noScore` for none) and millionths of the weight known. */
export interface Scores {
  readonly score: Int32Array;
  readonly confidence: Int32Array;
  /** Tenths of the five dimensions, subject after subject; NaN where nothing of one counts. Null where they are not wanted. */
  readonly dimensions: Float64Array | null;
}

export function createScores(capacity: number, withDimensions = false): Scores {
  return {
    score: new Int32Array(capacity).fill(noScore),
    confidence: new Int32Array(capacity),
    dimensions: withDimensions ? new Float64Array(dimensionIds.length * capacity).fill(Number.NaN) : null,
  };
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
  const { measures, breakpoints, pointsWhenMissing, badNews, dimension } = profile;
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
  dimensionSums.fill(0);
  dimensionShares.fill(0);
  let sum = 0;
  for (let m = 0; m < measures.length; m++) {
    const share = shares[m] as number;
    if (share === 0) continue;
    const isCounted = (counted & (1 << (measures[m] as number))) !== 0;
    const product = share * ((isCounted ? points[m] : pointsWhenMissing[m]) as number);
    const d = dimension[m] as number;
    dimensionSums[d] = (dimensionSums[d] as number) + product;
    dimensionShares[d] = (dimensionShares[d] as number) + share;
    sum += product;
  }
  into.score[subject] = divideRounding(sum, wholeWeight);
  if (into.dimensions !== null) putDimensions(into.dimensions, dimensionIds.length * subject);
}

const dimensionSums = new Float64Array(dimensionIds.length);
const dimensionShares = new Float64Array(dimensionIds.length);

function putDimensions(into: Float64Array, at: number): void {
  for (let d = 0; d < dimensionIds.length; d++) {
    const share = dimensionShares[d] as number;
    into[at + d] = share === 0 ? Number.NaN : shownTenths(divideRounding(dimensionSums[d] as number, share));
  }
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
