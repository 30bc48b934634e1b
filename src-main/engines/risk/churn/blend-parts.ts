import { sigmoid } from '../../../lib/statistics/logistic';
import { addScaled, mean } from '../../../lib/statistics/vectors';
import { meanLoss } from '../model/probability-scores';
import { type AdditiveScore, additiveScore } from './additive-score';
import type { ChurnPart } from './fit-parts';

export const methods = ['hazard', 'boosted', 'blend'] as const;
/** Ridge logits alone, trees alone, or what held-out loss makes of both. */
export type ChurnMethod = (typeof methods)[number];

export interface Blend {
  /** Of each part, adding up to 1. */
  readonly weights: readonly number[];
  /** Added to the log-odds so that held-out chances add up to the departures seen. */
  readonly shift: number;
  /** Held-out log-odds of each row, shifted. */
  readonly heldOut: Float64Array;
  readonly score: AdditiveScore;
}

/** Weights are tried in steps of a quarter. */
const steps = 4;

/**
 * Stacking (Wolpert, 1992; Breiman, 1996): weights are judged by held-out loss. With few departures the best ones are
 * best by chance, so the mean of all is taken, each counting by its likelihood.
 */
export function blendParts(parts: readonly ChurnPart[], outcome: Float64Array, method: ChurnMethod): Blend {
  const candidates = weightings(parts.length)
    .filter((weights) => allows(method, parts, weights))
    .map((weights) => ({ weights, loss: outcome.length * meanLoss(mix(parts, weights), outcome) }));
  const least = Math.min(...candidates.map(({ loss }) => loss));
  const likelihoods = candidates.map(({ loss }) => Math.exp(least - loss));
  const total = likelihoods.reduce((sum, likelihood) => sum + likelihood, 0);
  const weights = parts.map((_, part) =>
    candidates.reduce(
      (sum, candidate, i) => sum + ((candidate.weights[part] as number) * (likelihoods[i] as number)) / total,
      0,
    ),
  );
  const heldOut = mix(parts, weights);
  const shift = shiftTo(heldOut, mean(outcome));
  const score = additiveScore(
    parts.flatMap((part, i) =>
      part.kind === 'logit' ? [{ model: part.model, weight: weights[i] ?? 0 }] : [],
    ),
    parts.flatMap((part, i) =>
      part.kind === 'trees' ? [{ model: part.model, weight: weights[i] ?? 0 }] : [],
    )[0] ?? null,
  );
  return {
    weights,
    shift,
    heldOut: heldOut.map((margin) => margin + shift),
    score: { ...score, intercept: score.intercept + shift },
  };
}

function allows(method: ChurnMethod, parts: readonly ChurnPart[], weights: readonly number[]): boolean {
  const ofTrees = parts.reduce((sum, { kind }, i) => (kind === 'trees' ? sum + (weights[i] ?? 0) : sum), 0);
  if (method === 'hazard') return ofTrees === 0;
  return method === 'boosted' ? ofTrees === 1 : true;
}

/** All ways to share out four quarters. */
function weightings(count: number, left = steps): number[][] {
  if (count === 1) return [[left / steps]];
  return Array.from({ length: left + 1 }, (_, own) =>
    weightings(count - 1, left - own).map((rest) => [own / steps, ...rest]),
  ).flat();
}

function mix(parts: readonly ChurnPart[], weights: readonly number[]): Float64Array {
  const sum = new Float64Array(parts[0]?.heldOut.length ?? 0);
  parts.forEach(({ heldOut }, i) => {
    addScaled(sum, heldOut, weights[i] ?? 0);
  });
  return sum;
}

/** What to add to all log-odds so that their chances have this mean, by halving. */
function shiftTo(margins: Float64Array, wanted: number): number {
  let [low, high] = [-5, 5];
  for (let halving = 0; halving < 50; halving++) {
    const middle = (low + high) / 2;
    if (mean(margins.map((margin) => sigmoid(margin + middle))) < wanted) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
