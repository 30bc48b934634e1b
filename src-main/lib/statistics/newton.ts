import { type CholeskyFactor, choleskyFactor, choleskySolve, type SymmetricMatrix } from './cholesky';
import { dot } from './vectors';

/** A concave function at one point, with its slope and its curvature (minus the second derivatives). */
export type CurvedPoint = {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Worked out when asked for: it may cost many times what value and gradient do. */
  information(): SymmetricMatrix;
};

export type NewtonMaximum = {
  readonly x: Float64Array;
  readonly value: number;
  /** The factor of the information at x: its inverse is the covariance of a maximum-likelihood estimate. */
  factor(): CholeskyFactor;
  readonly iterations: number;
  readonly converged: boolean;
  /** How much higher the maximum could still be when the last step was taken, by the curvature there. */
  readonly gain: number;
};

const maxIterations = 60;
const maxHalvings = 30;
/** Half the Newton decrement says how much higher the maximum can still be. Below this share of the value, one step ends it. */
const enough = 1e-18;
/** Below this share of the value, a step that brings it no nearer is the last. */
const settled = 1e-12;
/** A search that stopped farther below the top than this share of the value has not found it. */
const nearTop = 1e-8;
/** A step that leaves more than this share of what was still to gain says that the curvature is no longer that of here. */
const fresh = 0.01;
/** Differences below this share of the value are rounding. */
const rounding = 1e-13;

/**
 * Newton-Raphson with step halving for a smooth concave function (Boyd & Vandenberghe, Convex Optimization, 2004, 9.5).
 * The curvature is kept from step to step as long as they go on gaining fast (Shamanskii, 1967): near the top it hardly
 * changes. Directions without curvature (columns that depend on earlier ones) stay where they started.
 * @param near the information somewhere near the start, where it is known
 */
export function maximizeByNewton(
  evaluate: (x: Float64Array) => CurvedPoint,
  start: Float64Array,
  near?: SymmetricMatrix,
): NewtonMaximum {
  let x = start;
  let point = evaluate(x);
  let isExact = near === undefined;
  let factor = choleskyFactor(near ?? point.information(), x.length);
  let gain = Number.POSITIVE_INFINITY;
  let iterations = 0;
  while (iterations < maxIterations && gain > enough * (1 + Math.abs(point.value))) {
    let step = choleskySolve(factor, point.gradient);
    let next = dot(step, point.gradient) / 2;
    if (!isExact && !(next <= fresh * gain)) {
      factor = choleskyFactor(point.information(), x.length);
      isExact = true;
      step = choleskySolve(factor, point.gradient);
      next = dot(step, point.gradient) / 2;
    }
    // With the curvature of here, and no nearer: as near as doubles go.
    if (isExact && next > gain / 2 && gain < settled * (1 + Math.abs(point.value))) break;
    gain = next;
    iterations++;
    const higher = climb(evaluate, x, point.value, step);
    // No higher place along the step: the top, as near as doubles go, or a step that isn't a number.
    if (higher === undefined) break;
    ({ x, point } = higher);
    isExact = false;
  }
  const converged = gain < nearTop * (1 + Math.abs(point.value));
  return {
    x,
    value: point.value,
    factor: () => (isExact ? factor : choleskyFactor(point.information(), x.length)),
    iterations,
    converged,
    gain,
  };
}

function climb(
  evaluate: (x: Float64Array) => CurvedPoint,
  from: Float64Array,
  value: number,
  step: Float64Array,
) {
  const least = value - rounding * (1 + Math.abs(value));
  let length = 1;
  for (let halving = 0; halving < maxHalvings; halving++) {
    const x = from.map((entry, i) => entry + length * (step[i] as number));
    const point = evaluate(x);
    if (point.value >= least) return { x, point };
    length /= 2;
  }
  return undefined;
}
