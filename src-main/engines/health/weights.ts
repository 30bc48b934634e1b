import { apportion } from './apportion';
import type { CompiledProfile, Weights } from './compile-config';
import { wholeWeight } from './points';

/**
 * A dimension's weight is shared among those of its measures that count (known, or missing with a rule that says what
 * they count); dimensions without any give their weight to the others. Patterns repeat from account to account, so
 * each is worked out once.
 * @param known bit by place in the catalogue
 */
export function weightsFor(profile: CompiledProfile, known: number): Weights {
  let weights = profile.weightsByKnown.get(known);
  if (weights === undefined) {
    weights = computeWeights(profile, known);
    profile.weightsByKnown.set(known, weights);
  }
  return weights;
}

function computeWeights(profile: CompiledProfile, known: number): Weights {
  const { measures, pointsWhenMissing } = profile;
  const isKnown = measures.map((measure) => (known & (1 << measure)) !== 0);
  const nominal = sharesAmong(profile, () => true);
  const confidence = nominal.reduce((sum, share, m) => (isKnown[m] ? sum + share : sum), 0);
  const counts = (m: number) => isKnown[m] === true || !Number.isNaN(pointsWhenMissing[m]);
  return { shares: sharesAmong(profile, counts), confidence };
}

/** Precise enough that rounding weights to millionths is what decides. */
const resolution = 2 ** 30;

function sharesAmong(profile: CompiledProfile, counts: (measure: number) => boolean): number[] {
  const { dimension, weight, dimensionWeight } = profile;
  const within = dimensionWeight.map(() => 0);
  weight.forEach((value, m) => {
    const d = dimension[m] as number;
    if (counts(m)) within[d] = (within[d] as number) + value;
  });
  const total = dimensionWeight.reduce((sum, value, d) => ((within[d] as number) > 0 ? sum + value : sum), 0);
  const numerators = weight.map((value, m) => {
    const d = dimension[m] as number;
    if (!counts(m) || value === 0 || total === 0) return 0;
    return Math.round(
      ((dimensionWeight[d] as number) / total) * (value / (within[d] as number)) * wholeWeight * resolution,
    );
  });
  if (numerators.every((numerator) => numerator === 0)) return numerators;
  return apportion(numerators, resolution, wholeWeight);
}
