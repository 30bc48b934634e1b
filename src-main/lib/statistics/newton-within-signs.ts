import { type CholeskyFactor, choleskyFactor, choleskySolve, type SymmetricMatrix } from './cholesky';
import type { CurvedPoint } from './newton';
import { dot } from './vectors';

/** For each coefficient: 1 where it may not be below 0, -1 where not above, 0 where it is free. */
export type Signs = Int8Array;

export interface SignedMaximum {
  readonly x: Float64Array;
  readonly value: number;
  /** Held at 0, though the function would rise beyond it. */
  readonly held: readonly number[];
  /** The slope at x: of what is held, how strongly it pulls the other way. */
  readonly gradient: Float64Array;
  /** The information at x, and its factor, which leaves out what is held. */
  readonly information: SymmetricMatrix;
  readonly factor: CholeskyFactor;
  readonly iterations: number;
  readonly converged: boolean;
}

const maxIterations = 500;
const maxHalvings = 30;
/** Half the Newton decrement says how much higher the maximum can still be; below this share of the value it is found. */
const enough = 1e-16;
const nearTop = 1e-8;
/** A step that leaves more than this share of what was still to gain says that the curvature is no longer that of here. */
const fresh = 0.01;
const rounding = 1e-13;

/**
 * The maximum of a smooth, strictly concave function whose coefficients have signs: Newton's steps among those that are
 * free to move, each cut where a coefficient comes to 0, which is then held as long as the slope pulls it beyond (an
 * active-set method; Nocedal & Wright, Numerical Optimization, 2006, 16.5). The curvature is kept while steps gain fast.
 * @param start within the signs
 * @param near the information somewhere near the start, where it is known
 */
export function maximizeWithinSigns(
  evaluate: (x: Float64Array) => CurvedPoint,
  signs: Signs,
  start: Float64Array,
  near?: SymmetricMatrix,
): SignedMaximum {
  let x = start;
  let point = evaluate(x);
  let information = near ?? point.information();
  let isExact = near === undefined;
  let before = Number.POSITIVE_INFINITY;
  let iterations = 0;
  let converged = false;
  while (iterations < maxIterations) {
    let move = moveFrom(x, point.gradient, information, signs);
    if (!isExact && !(move.gain <= fresh * before)) {
      information = point.information();
      isExact = true;
      move = moveFrom(x, point.gradient, information, signs);
    }
    converged = move.gain < nearTop * (1 + Math.abs(point.value));
    if (move.gain <= enough * (1 + Math.abs(point.value))) break;
    iterations++;
    const higher = climb(evaluate, x, point.value, move, signs);
    if (higher === undefined) break;
    before = gainToBeat[higher.ended](move.gain);
    isExact = isExact && higher.ended === 'atBound';
    ({ x, point } = higher);
  }
  if (!isExact) information = point.information();
  const free = freeAt(x, point.gradient, signs);
  return {
    x,
    value: point.value,
    held: [...free.keys()].filter((j) => free[j] === 0),
    gradient: point.gradient,
    information,
    factor: choleskyFactor(amongFree(information, free), x.length),
    iterations,
    converged,
  };
}

/** How a step ended: where it was meant to, where a coefficient came to 0, or before it went down again. */
type StepEnd = 'whole' | 'atBound' | 'halved';

/**
 * What the next step has to leave little of, or the curvature is taken anew. Where a coefficient came to 0 only what is free
 * changed, and the curvature still serves; where a step had to be halved it is not that of here.
 */
const gainToBeat: Readonly<Record<StepEnd, (gain: number) => number>> = {
  whole: (gain) => gain,
  atBound: () => Number.POSITIVE_INFINITY,
  halved: () => 0,
};

interface Move {
  readonly step: Float64Array;
  readonly gain: number;
}

/** Newton's step among the coefficients that are not held: whichever it would carry beyond its sign at once is held too. */
function moveFrom(x: Float64Array, gradient: Float64Array, information: SymmetricMatrix, signs: Signs): Move {
  const free = freeAt(x, gradient, signs);
  for (;;) {
    const factor = choleskyFactor(amongFree(information, free), x.length);
    const slope = gradient.map((own, j) => (free[j] === 1 ? own : 0));
    const step = choleskySolve(factor, slope).map((own, j) => (free[j] === 1 ? own : 0));
    let worst = -1;
    let beyond = 0;
    step.forEach((own, j) => {
      const out = x[j] === 0 ? -(signs[j] as number) * own : 0;
      if (out > beyond) [worst, beyond] = [j, out];
    });
    if (worst < 0) return { step, gain: dot(step, slope) / 2 };
    free[worst] = 0;
  }
}

/** 1 for what is away from 0, has no sign, or is pulled to its own side. */
function freeAt(x: Float64Array, gradient: Float64Array, signs: Signs): Uint8Array {
  return Uint8Array.from(x, (own, j) =>
    own !== 0 || signs[j] === 0 || (signs[j] as number) * (gradient[j] as number) > 0 ? 1 : 0,
  );
}

/** Without the rows and columns of what is held: a pivot of 0 leaves it out. */
function amongFree(information: SymmetricMatrix, free: Uint8Array): SymmetricMatrix {
  const size = free.length;
  return information.map((cell, at) => {
    const isFree = free[Math.floor(at / size)] === 1 && free[at % size] === 1;
    return isFree ? cell : 0;
  });
}

function climb(
  evaluate: (x: Float64Array) => CurvedPoint,
  from: Float64Array,
  value: number,
  { step }: Move,
  signs: Signs,
) {
  const least = value - rounding * (1 + Math.abs(value));
  const { length: most, stops } = reach(from, step, signs);
  let length = most;
  for (let halving = 0; halving < maxHalvings; halving++) {
    const x = from.map((own, j) =>
      length === most && stops.includes(j) ? 0 : own + length * (step[j] as number),
    );
    const point = evaluate(x);
    if (point.value >= least) return { x, point, ended: endOf(length, most) };
    length /= 2;
  }
  return undefined;
}

function endOf(length: number, most: number): StepEnd {
  if (length < most) return 'halved';
  return most < 1 ? 'atBound' : 'whole';
}

/** How much of the step can be taken before coefficients come to 0, and which ones do there. */
function reach(from: Float64Array, step: Float64Array, signs: Signs): { length: number; stops: number[] } {
  let length = 1;
  let stops: number[] = [];
  from.forEach((own, j) => {
    const sign = signs[j] as number;
    if (sign === 0 || own === 0 || sign * (step[j] as number) >= 0) return;
    const share = -own / (step[j] as number);
    if (share < length) [length, stops] = [share, [j]];
    else if (share === length) stops.push(j);
  });
  return { length, stops };
}
