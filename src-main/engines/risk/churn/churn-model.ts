import { sigmoid } from '../../../lib/statistics/logistic';
import { monthColumnNames } from '../features/risk-features';
import { columnOf, type Table } from '../model/table';
import { type AdditiveScore, termAt } from './additive-score';
import type { ChurnMethod } from './blend-parts';
import type { Fading } from './fading';
import type { HeldColumn } from './held-columns';
import { type Stretch, stretched } from './stretch';
import { boundChance, type TermGate } from './term-gate';

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
  /** Columns of what stays as it is, however far ahead; all others fade. */
  readonly lasting: readonly string[];
  /** The day from which the company's records told of use. */
  readonly recordsBegan: number;
  readonly gate: TermGate;
  /** Columns at 0 that the data would have go against what a manager knows. */
  readonly held: readonly HeldColumn[];
  /** How the chances for each horizon are set right, in the order of `horizons`. */
  readonly stretches: readonly Stretch[];
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
export function monthlyChances(
  { score, gate, means }: Pick<ChurnModel, 'score' | 'gate' | 'means'>,
  table: Table,
): Float64Array {
  const chances = marginsOf(score, table).map(sigmoid);
  if (gate.kind === 'open') return chances;
  const termEnds = columnOf(table, 'term_ends', 'number').values;
  const distances = distancesOf(score, means, table);
  return chances.map((chance, row) =>
    termEnds[row] === 0 ? boundChance(gate, distances[row] as number) : chance,
  );
}

/** How far what was read of each row is from the average, age and contract left out. */
function distancesOf({ terms }: AdditiveScore, means: readonly number[], table: Table): Float64Array {
  const distances = new Float64Array(table.rows);
  terms.forEach((term, i) => {
    if (ofMonth.has(term.column)) return;
    columnOf(table, term.column, 'number').values.forEach((value, row) => {
      distances[row] = (distances[row] as number) + termAt(term, value) - (means[i] as number);
    });
  });
  return distances;
}

const ofMonth: ReadonlySet<string> = new Set(monthColumnNames);

/** Chances set right for each horizon; a longer horizon is never the less likely one. */
export function setRight(stretches: readonly Stretch[], raw: readonly number[]): number[] {
  let least = 0;
  return raw.map((chance, i) => {
    const stretch = stretches[i];
    least = Math.max(least, stretch === undefined ? chance : stretched(stretch, chance));
    return least;
  });
}
