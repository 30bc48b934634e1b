import { sigmoid } from '../../../lib/statistics/logistic';
import { type Calibration, calibrate } from '../model/calibration';
import { columnOf, type Table } from '../model/table';
import { type AdditiveScore, termAt } from './additive-score';
import type { ChurnMethod } from './blend-parts';
import type { Fading } from './fading';
import type { HeldColumn } from './held-columns';
import type { TermGate } from './term-gate';

/** Days ahead for which a chance is given. */
export const horizons = [30, 90, 180] as const;
export type Horizon = (typeof horizons)[number];

/** The chance to leave, month by month: a discrete-time hazard. Plain data, kept as JSON. */
export interface ChurnModel extends Fading {
  readonly kind: 'churn';
  readonly method: ChurnMethod;
  /** Features whose use is watched one by one. */
  readonly featureIds: readonly number[];
  readonly score: AdditiveScore;
  /** Of each part of the blend, adding up to 1. */
  readonly weights: readonly number[];
  /** Part of the score's intercept: accounts leave more (above 0) or less often of late than over the whole past. */
  readonly drift: number;
  /** Mean of what each term of the score adds, over the months learned from: what an average account has. */
  readonly means: readonly number[];
  readonly gate: TermGate;
  /** Columns at 0 that the data would have go against what a manager knows. */
  readonly held: readonly HeldColumn[];
  /** How the chances for each horizon are set right, in the order of `horizons`. */
  readonly calibrations: readonly Calibration[];
}

/** Log-odds of every row to leave in its month, if its month is free. */
export function marginsOf({ intercept, terms }: AdditiveScore, table: Table): Float64Array {
  const margins = new Float64Array(table.rows).fill(intercept);
  for (const term of terms) {
    columnOf(table, term.column, 'number').values.forEach((value, row) => {
      margins[row] = (margins[row] as number) + termAt(term, value);
    });
  }
  return margins;
}

/** Chance of every row to leave in its month. */
export function monthlyChances(score: AdditiveScore, gate: TermGate, table: Table): Float64Array {
  const chances = marginsOf(score, table).map(sigmoid);
  if (gate.kind === 'open') return chances;
  const termEnds = columnOf(table, 'term_ends', 'number').values;
  return chances.map((chance, row) => (termEnds[row] === 0 ? gate.otherwise : chance));
}

/** Chances set right for each horizon; a longer horizon is never the less likely one. */
export function calibrated(calibrations: readonly Calibration[], raw: readonly number[]): number[] {
  let least = 0;
  return raw.map((chance, i) => {
    const calibration = calibrations[i];
    const right = calibration === undefined ? chance : calibrateChance(calibration, chance);
    least = Math.max(least, right);
    return least;
  });
}

function calibrateChance(calibration: Calibration, chance: number): number {
  if (calibration.kind === 'none') return chance;
  return calibrate(calibration, Float64Array.of(logOddsOf(chance)))[0] as number;
}

/** Log-odds, kept finite. */
export function logOddsOf(chance: number): number {
  const sure = Math.min(Math.max(chance, 1e-6), 1 - 1e-6);
  return Math.log(sure / (1 - sure));
}
