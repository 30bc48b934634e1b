import { type CholeskyFactor, choleskyFactor, choleskySolve, type SymmetricMatrix } from './cholesky';
import { dot } from './vectors';

/** A concave function at one point, with its slope and its curvature (minus the second derivatives). */
export type CurvedPoint = {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly information: SymmetricMatrix;
};

export type NewtonMaximum = {
  readonly x: Float64Array;
  readonly value: number;
  /** The factor of the information at x: its inverse is the covariance of a maximum-likelihood estimate. */
  readonly factor: CholeskyFactor;
  readonly iterations: number;
  readonly converged: boolean;
};

const MAX_ITERATIONS = 60;
const MAX_HALVINGS = 30;
/** Half the Newton decrement says how much higher the maximum can still be. Below this share of the value, one step ends it. */
const ENOUGH = 1e-12;
/** A search that stopped farther below the top than this share of the value has not found it. */
const NEAR_TOP = 1e-8;

/**
 * Newton-Raphson with step halving for a smooth concave function (Boyd & Vandenberghe, Convex Optimization, 2004, 9.5).
 * Directions without curvature (columns that depend on earlier ones) stay where they started.
 */
export function maximizeByNewton(
  evaluate: (x: Float64Array) => CurvedPoint,
  start: Float64Array,
): NewtonMaximum {
  let x = start;
  let point = evaluate(x);
  let gain = Number.POSITIVE_INFINITY;
  let iteration = 0;
  while (iteration < MAX_ITERATIONS && gain > ENOUGH * (1 + Math.abs(point.value))) {
    iteration++;
    const step = choleskySolve(choleskyFactor(point.information, x.length), point.gradient);
    gain = dot(step, point.gradient) / 2;
    const next = climb(evaluate, x, point.value, step);
    // No higher place along the step: the top, as near as doubles go, or a step that isn't a number.
    if (next === undefined) break;
    x = next.x;
    point = next.point;
  }
  const factor = choleskyFactor(point.information, x.length);
  const converged = gain < NEAR_TOP * (1 + Math.abs(point.value));
  return { x, value: point.value, factor, iterations: iteration, converged };
}

function climb(
  evaluate: (x: Float64Array) => CurvedPoint,
  from: Float64Array,
  value: number,
  step: Float64Array,
) {
  let length = 1;
  for (let halving = 0; halving < MAX_HALVINGS; halving++) {
    const x = from.map((entry, i) => entry + length * (step[i] as number));
    const point = evaluate(x);
    if (point.value >= value) return { x, point };
    length /= 2;
  }
  return undefined;
}
