import type { MeasureId } from '../../../src-preload/contract/health-config';
import type { CompiledProfile } from './compile-config';
import { measureIdAt } from './measures';
import { wholeWeight } from './points';
import { weightsFor } from './weights';

export interface MissingMeasure {
  readonly measure: MeasureId;
  /** Share of the score it would have, were everything known, 0-1. */
  readonly weight: number;
}

/** The profile's measures whose value isn't known, what would weigh most first. @param raws in the catalogue's order */
export function missingMeasures(profile: CompiledProfile, raws: ArrayLike<number>): MissingMeasure[] {
  const { shares } = weightsFor(
    profile,
    profile.measures.reduce((mask, at) => mask | (1 << at), 0),
  );
  return profile.measures
    .map((at, m) => ({ at, measure: measureIdAt(at), weight: (shares[m] as number) / wholeWeight }))
    .filter(({ at, weight }) => weight > 0 && Number.isNaN(raws[at]))
    .toSorted((left, right) => right.weight - left.weight || left.at - right.at)
    .map(({ measure, weight }) => ({ measure, weight }));
}
