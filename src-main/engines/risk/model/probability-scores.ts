import { softplus } from '../../../lib/statistics/logistic';
import { mean } from '../../../lib/statistics/vectors';

/** Mean squared distance between probability and outcome (Brier, 1950). Lower is better; 0 is perfect. */
export function brierScore(probabilities: Float64Array, outcome: Float64Array): number {
  return mean(squaredErrors(probabilities, outcome));
}

/** Each row's part of the Brier score. */
export function squaredErrors(probabilities: Float64Array, outcome: Float64Array): Float64Array {
  return probabilities.map((probability, row) => (probability - (outcome[row] as number)) ** 2);
}

/** A probability of exactly 0 or 1 that turns out wrong would cost infinitely much; this is as sure as a model may be. */
const SUREST = 1e-15;

/** Sum over the rows of the log of the probability given to what happened. Never positive; higher is better. */
export function logLikelihood(probabilities: Float64Array, outcome: Float64Array): number {
  let sum = 0;
  probabilities.forEach((raw, row) => {
    const probability = Math.min(Math.max(raw, SUREST), 1 - SUREST);
    const observed = outcome[row] as number;
    sum += observed * Math.log(probability) + (1 - observed) * Math.log1p(-probability);
  });
  return sum;
}

export type CalibrationBin = {
  /** Lower edge of the bin; it reaches to the next. */
  readonly from: number;
  readonly rows: number;
  readonly meanPredicted: number;
  readonly meanObserved: number;
};

/** Predicted against observed share in bins of equal width over 0..1; empty bins are left out. 1 belongs to the last. */
export function calibrationBins(
  probabilities: Float64Array,
  outcome: Float64Array,
  bins = 10,
): CalibrationBin[] {
  const rows = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  probabilities.forEach((probability, row) => {
    const bin = Math.min(Math.floor(probability * bins), bins - 1);
    rows[bin] = (rows[bin] as number) + 1;
    predicted[bin] = (predicted[bin] as number) + probability;
    observed[bin] = (observed[bin] as number) + (outcome[row] as number);
  });
  return Array.from(rows, (count, bin) => ({
    from: bin / bins,
    rows: count,
    meanPredicted: (predicted[bin] as number) / count,
    meanObserved: (observed[bin] as number) / count,
  })).filter((bin) => bin.rows > 0);
}

/**
 * Expected calibration error: the distance between predicted and observed share in each of `bins` bins of equal width,
 * averaged over the rows (Naeini, Cooper & Hauskrecht, 2015). 0 is perfect.
 */
export function calibrationError(probabilities: Float64Array, outcome: Float64Array, bins = 10): number {
  return calibrationBins(probabilities, outcome, bins).reduce(
    (sum, bin) => sum + (bin.rows / probabilities.length) * Math.abs(bin.meanPredicted - bin.meanObserved),
    0,
  );
}

export type Lift = {
  /** Share of events among the rows scored highest. */
  readonly eventShare: number;
  /** How many times the share among all rows that is. */
  readonly lift: number;
  /** Share of all events that are among those rows. */
  readonly captured: number;
};

/** What someone who can work on the `count` rows scored highest meets there; rows with equal scores at the edge count in part. */
export function liftAtTop(scores: Float64Array, outcome: Float64Array, count: number): Lift {
  const top = Math.min(count, scores.length);
  const edge = scores.toSorted()[scores.length - top] as number;
  const sums = { above: 0, aboveEvents: 0, edge: 0, edgeEvents: 0, events: 0 };
  scores.forEach((score, row) => {
    const observed = outcome[row] as number;
    sums.events += observed;
    if (score > edge) {
      sums.above++;
      sums.aboveEvents += observed;
    } else if (score === edge) {
      sums.edge++;
      sums.edgeEvents += observed;
    }
  });
  const found = sums.aboveEvents + sums.edgeEvents * ((top - sums.above) / sums.edge);
  const eventShare = found / top;
  return { eventShare, lift: eventShare / (sums.events / scores.length), captured: found / sums.events };
}

/** Minus the log-likelihood a row, from log-odds: the loss that models are fitted by and chosen by. */
export function meanLoss(margins: Float64Array, outcome: Float64Array): number {
  let sum = 0;
  margins.forEach((margin, row) => {
    sum += lossOfRow(margin, outcome[row] as number);
  });
  return sum / margins.length;
}

/** -log of the probability that log-odds of `margin` gave to what happened. */
export function lossOfRow(margin: number, observed: number): number {
  return softplus(margin) - observed * margin;
}
