import { gather, scatter } from '../../../lib/statistics/vectors';
import { linearPredictor } from './design';
import { encode, fitEncoder } from './encoder';
import { type Folds, splitRows } from './folds';
import { fitRidgePath } from './logit';
import { meanLoss } from './probability-scores';
import type { LogitCoefficients } from './solve-logit';
import { type Table, takeRows } from './table';

export type ChosenRidge = {
  readonly ridge: number;
  /** Every row's log-odds with that ridge, by a fit without the row's fold. */
  readonly margins: Float64Array;
  readonly loss: number;
};

/** From strong to weak: each fit starts where the one before ended. */
const ridges = [100, 10, 1, 0.1] as const;

/**
 * The ridge with the lowest held-out loss (Stone, 1974). Numbers are scaled by their interquartile range, so that one
 * ridge suits all columns. Throws FitError where the rows outside a fold can't be fitted.
 */
export function chooseRidge(table: Table, outcome: Float64Array, folds: Folds): ChosenRidge {
  const candidates = ridges.map((ridge) => ({ ridge, margins: new Float64Array(table.rows) }));
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, held } = splitRows(folds, fold);
    const trainTable = takeRows(table, train);
    const encoder = fitEncoder(trainTable);
    const data = { design: encode(encoder, trainTable), outcome: gather(outcome, train) };
    const fits = fitRidgePath(data, ridges);
    const heldDesign = encode(encoder, takeRows(table, held));
    candidates.forEach(({ margins }, i) => {
      const fit = fits[i] as LogitCoefficients;
      scatter(margins, held, linearPredictor(heldDesign, fit.intercept, fit.coefficients));
    });
  }
  return candidates
    .map((candidate) => ({ ...candidate, loss: meanLoss(candidate.margins, outcome) }))
    .reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best));
}
