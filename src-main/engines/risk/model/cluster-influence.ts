import { choleskySolve } from '../../../lib/statistics/cholesky';
import { sigmoid } from '../../../lib/statistics/logistic';
import { sum } from '../../../lib/statistics/vectors';
import { linearPredictor } from './design';
import type { LogitData } from './logit-likelihood';
import type { LogitFit } from './solve-logit';

/** Rows that belong together: the place of each row's cluster, and how many clusters there are. */
export interface Clusters {
  readonly of: Int32Array;
  readonly count: number;
}

/**
 * How far each cluster moves each coefficient: its score times the inverse of the (penalised) information. By column of the
 * design, one number a cluster. Scores are taken from their mean, which is 0 without a ridge.
 * O(rows * columns + clusters * columns^2).
 */
export function clusterInfluence(
  fit: Pick<LogitFit, 'intercept' | 'coefficients' | 'factor'>,
  { design, outcome }: Pick<LogitData, 'design' | 'outcome'>,
  clusters: Clusters,
): Float64Array[] {
  const margins = linearPredictor(design, fit.intercept, fit.coefficients);
  const residual = outcome.map((observed, row) => observed - sigmoid(margins[row] as number));
  const ones = new Float64Array(design.rows).fill(1);
  const scores = [ones, ...design.columns.map(({ values }) => values)].map((values) =>
    centredSums(values, residual, clusters),
  );
  const influence = design.columns.map(() => new Float64Array(clusters.count));
  for (let cluster = 0; cluster < clusters.count; cluster++) {
    const moved = choleskySolve(
      fit.factor,
      Float64Array.from(scores, (score) => score[cluster] as number),
    );
    influence.forEach((column, j) => {
      column[cluster] = moved[j + 1] as number;
    });
  }
  return influence;
}

/**
 * Standard error, robust to anything that rows of one cluster have in common, of an estimate that clusters move so far
 * (Liang & Zeger, 1986), with the factor count / (count - 1) for few clusters. Influences add up as their estimates do.
 */
export function clusteredError(influence: Float64Array): number {
  const squares = influence.reduce((total, moved) => total + moved ** 2, 0);
  return Math.sqrt((squares * influence.length) / (influence.length - 1));
}

function centredSums(values: Float64Array, residual: Float64Array, { of, count }: Clusters): Float64Array {
  const sums = new Float64Array(count);
  for (let row = 0; row < values.length; row++) {
    const cluster = of[row] as number;
    sums[cluster] = (sums[cluster] as number) + (values[row] as number) * (residual[row] as number);
  }
  const mean = sum(sums) / count;
  return sums.map((own) => own - mean);
}
