import type { CurvedPoint } from '../../../lib/statistics/newton';
import { weightedGram } from '../../../lib/statistics/weighted-gram';
import type { LogitData } from './logit';

/** Rows worked on at a time, so that a block of every column stays in the processor's cache for its second reading. */
const block = 512;

/**
 * Log-likelihood, gradient and information of a logistic regression, as a function of the intercept and the coefficients
 * of the design's columns. O(rows * columns), the information O(rows * columns^2).
 */
export function logitLikelihood({ design, outcome, weights }: LogitData): (x: Float64Array) => CurvedPoint {
  const rows = design.rows;
  const columns = design.columns.map(({ values }) => values);
  const withOnes = [new Float64Array(rows).fill(1), ...columns];
  const logOdds = new Float64Array(block);
  const residual = new Float64Array(block);
  return (x) => {
    const gradient = new Float64Array(columns.length + 1);
    const curvature = new Float64Array(rows);
    let value = 0;
    for (let start = 0; start < rows; start += block) {
      const count = Math.min(block, rows - start);
      logOdds.fill(x[0] as number);
      for (let j = 0; j < columns.length; j++) {
        addPart(logOdds, columns[j] as Float64Array, start, count, x[j + 1] as number);
      }
      let residuals = 0;
      for (let i = 0; i < count; i++) {
        const row = start + i;
        const eta = logOdds[i] as number;
        const observed = outcome[row] as number;
        const weight = weights === undefined ? 1 : (weights[row] as number);
        // One exponential gives both the chance and ln(1 + e^eta), without overflow at either end.
        const small = Math.exp(-Math.abs(eta));
        const probability = eta >= 0 ? 1 / (1 + small) : small / (1 + small);
        value += weight * (observed * eta - Math.max(eta, 0) - Math.log(1 + small));
        curvature[row] = (weight * small) / ((1 + small) * (1 + small));
        const rest = weight * (observed - probability);
        residual[i] = rest;
        residuals += rest;
      }
      gradient[0] = (gradient[0] as number) + residuals;
      for (let j = 0; j < columns.length; j++) {
        const part = dotPart(columns[j] as Float64Array, residual, start, count);
        gradient[j + 1] = (gradient[j + 1] as number) + part;
      }
    }
    return { value, gradient, information: () => weightedGram(withOnes, curvature) };
  };
}

/** target[0..] += factor * values[start..]. */
function addPart(
  target: Float64Array,
  values: Float64Array,
  start: number,
  count: number,
  factor: number,
): void {
  for (let i = 0; i < count; i++) {
    target[i] = (target[i] as number) + factor * (values[start + i] as number);
  }
}

function dotPart(values: Float64Array, factors: Float64Array, start: number, count: number): number {
  let [even, odd] = [0, 0];
  let i = 0;
  for (; i + 1 < count; i += 2) {
    even += (values[start + i] as number) * (factors[i] as number);
    odd += (values[start + i + 1] as number) * (factors[i + 1] as number);
  }
  return i < count ? even + odd + (values[start + i] as number) * (factors[i] as number) : even + odd;
}
