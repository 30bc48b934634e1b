import { dot } from './vectors';

/** A function to minimise: returns its value at x and writes its gradient into the second argument. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

export type Minimum = {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** False when the iterations ran out before the gradient vanished. */
  readonly converged: boolean;
};

const MAX_ITERATIONS = 500;
const SUFFICIENT_DECREASE = 1e-4;

/**
 * BFGS with a backtracking line search (Nocedal & Wright, Numerical Optimization, 2006, algorithms 3.1 and 6.1).
 * A point where the objective isn't finite counts as too far and is stepped back from.
 * Stops when every gradient component is below `tolerance` * max(1, |value|).
 */
export function minimize(objective: Objective, start: ArrayLike<number>, tolerance = 1e-10): Minimum {
  const size = start.length;
  let x: Float64Array = Float64Array.from(start);
  let gradient: Float64Array = new Float64Array(size);
  let value = objective(x, gradient);
  let inverseHessian = identity(size);
  let fresh = true;

  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    if (largestMagnitude(gradient) <= tolerance * Math.max(1, Math.abs(value))) {
      return { x, value, iterations: iteration, converged: true };
    }
    const direction = multiply(inverseHessian, gradient).map((entry) => -entry);
    const slope = dot(direction, gradient);
    const step = slope < 0 ? search(objective, x, value, direction, slope) : undefined;
    if (step === undefined) {
      // No descent left along this direction: once more by steepest descent, else this is as low as doubles go.
      if (fresh) return { x, value, iterations: iteration, converged: isFlat(gradient, value) };
      inverseHessian = identity(size);
      fresh = true;
      continue;
    }
    const moved = step.x.map((entry, i) => entry - (x[i] as number));
    const turned = step.gradient.map((entry, i) => entry - (gradient[i] as number));
    if (fresh)
      scale(inverseHessian, Math.max(dot(moved, turned), 1e-300) / Math.max(dot(turned, turned), 1e-300));
    update(inverseHessian, moved, turned);
    ({ x, gradient, value } = step);
    fresh = false;
  }
  return { x, value, iterations: MAX_ITERATIONS, converged: isFlat(gradient, value) };
}

/** The lowest of the minima reached from several starts; those where the objective isn't finite are passed over. */
export function minimizeFromEach(objective: Objective, starts: readonly ArrayLike<number>[]): Minimum {
  const minima = starts
    .map((start) => minimize(objective, start))
    .filter((minimum) => Number.isFinite(minimum.value))
    .sort((left, right) => left.value - right.value);
  const best = minima[0];
  if (!best) throw new RangeError('The objective is not finite at any of the starting points.');
  return best;
}

function search(
  objective: Objective,
  x: Float64Array,
  value: number,
  direction: Float64Array,
  slope: number,
) {
  // A first step of at most 1 in any coordinate: these objectives live on log scales.
  let length = Math.min(1, 1 / largestMagnitude(direction));
  for (let halving = 0; halving < 60; halving++) {
    const next = x.map((entry, i) => entry + length * (direction[i] as number));
    const gradient = new Float64Array(x.length);
    const nextValue = objective(next, gradient);
    if (nextValue <= value + SUFFICIENT_DECREASE * length * slope && gradient.every(Number.isFinite)) {
      return next.every((entry, i) => entry === x[i]) ? undefined : { x: next, gradient, value: nextValue };
    }
    length /= 2;
  }
  return undefined;
}

function update(inverseHessian: Float64Array, moved: Float64Array, turned: Float64Array): void {
  const curvature = dot(moved, turned);
  if (!(curvature > 1e-14 * Math.sqrt(dot(moved, moved) * dot(turned, turned)))) return;
  const size = moved.length;
  const image = multiply(inverseHessian, turned);
  const weight = (1 + dot(turned, image) / curvature) / curvature;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const rowMoved = moved[row] as number;
      const columnMoved = moved[column] as number;
      const mixed = (image[row] as number) * columnMoved + rowMoved * (image[column] as number);
      const cell = row * size + column;
      inverseHessian[cell] =
        (inverseHessian[cell] as number) + weight * rowMoved * columnMoved - mixed / curvature;
    }
  }
}

/** Rounding can keep the gradient from vanishing wholly; this is flat enough to call the place a minimum. */
function isFlat(gradient: Float64Array, value: number): boolean {
  return largestMagnitude(gradient) <= 1e-7 * Math.max(1, Math.abs(value));
}

function identity(size: number): Float64Array {
  const matrix = new Float64Array(size * size);
  for (let i = 0; i < size; i++) matrix[i * size + i] = 1;
  return matrix;
}

function scale(matrix: Float64Array, factor: number): void {
  for (let i = 0; i < matrix.length; i++) matrix[i] = (matrix[i] as number) * factor;
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  return vector.map((_, row) => dot(matrix.subarray(row * size, (row + 1) * size), vector));
}

function largestMagnitude(vector: Float64Array): number {
  let largest = 0;
  for (const entry of vector) largest = Math.max(largest, Math.abs(entry));
  return largest;
}
