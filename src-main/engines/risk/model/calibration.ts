import { sigmoid } from '../../../lib/statistics/logistic';
import { gather, mean, scatter, sum } from '../../../lib/statistics/vectors';
import { type Folds, splitRows } from './folds';
import { fitIsotonic, type Isotonic, isotonicAt } from './isotonic';
import { fitLogit } from './logit';
import { squaredErrors } from './probability-scores';

/** How log-odds become probabilities. Plain data. */
export type Calibration =
  | { readonly kind: 'none' }
  /** sigmoid(intercept + slope * log-odds) */
  | { readonly kind: 'platt'; readonly intercept: number; readonly slope: number }
  /** A never falling function, kept `least` away from 0 and 1: no number of rows proves a certainty. */
  | { readonly kind: 'isotonic'; readonly curve: Isotonic; readonly least: number };

export type CalibrationKind = Calibration['kind'];

/** From simple to free. */
const kinds: readonly CalibrationKind[] = ['none', 'platt', 'isotonic'];

/** Probabilities of every row. */
export function calibrate(calibration: Calibration, margins: Float64Array): Float64Array {
  switch (calibration.kind) {
    case 'none':
      return margins.map(sigmoid);
    case 'platt':
      return margins.map((margin) => sigmoid(calibration.intercept + calibration.slope * margin));
    case 'isotonic': {
      const { curve, least } = calibration;
      return margins.map((margin) => Math.min(Math.max(isotonicAt(curve, margin), least), 1 - least));
    }
  }
}

/**
 * Fits a calibration to margins that were predicted for rows the model hadn't seen. Platt (1999) with his softened
 * targets (Lin, Lin & Weng, 2007); isotonic after Zadrozny & Elkan (2002). Throws FitError when there is only one outcome.
 */
export function fitCalibration(
  kind: CalibrationKind,
  margins: Float64Array,
  outcome: Float64Array,
): Calibration {
  switch (kind) {
    case 'none':
      return { kind };
    case 'platt':
      return { kind, ...fitPlatt(margins, outcome) };
    case 'isotonic':
      return { kind, curve: fitIsotonic(margins, outcome), least: 1 / (2 * outcome.length + 2) };
  }
}

/**
 * The kind with the lowest held-out Brier score, fitted to all rows. A less simple kind must be better by more than the
 * standard error of the difference (Breiman et al., 1984): within it, they are level.
 */
export function chooseCalibration(margins: Float64Array, outcome: Float64Array, folds: Folds): Calibration {
  const best = kinds
    .map((kind) => ({ kind, errors: heldOutErrors(kind, margins, outcome, folds) }))
    .reduce((simpler, candidate) => (isClearlyLower(candidate.errors, simpler.errors) ? candidate : simpler));
  return fitCalibration(best.kind, margins, outcome);
}

/** Each row's squared error by a calibration fitted without the row's fold. */
function heldOutErrors(
  kind: CalibrationKind,
  margins: Float64Array,
  outcome: Float64Array,
  folds: Folds,
): Float64Array {
  const errors = new Float64Array(margins.length);
  for (let fold = 0; fold < folds.count; fold++) {
    const { train, held } = splitRows(folds, fold);
    const calibration = fitCalibration(kind, gather(margins, train), gather(outcome, train));
    const probabilities = calibrate(calibration, gather(margins, held));
    scatter(errors, held, squaredErrors(probabilities, gather(outcome, held)));
  }
  return errors;
}

function isClearlyLower(errors: Float64Array, others: Float64Array): boolean {
  const gain = mean(errors.map((error, row) => (others[row] as number) - error));
  const squares = mean(errors.map((error, row) => ((others[row] as number) - error - gain) ** 2));
  return gain > Math.sqrt(squares / errors.length);
}

function fitPlatt(margins: Float64Array, outcome: Float64Array): { intercept: number; slope: number } {
  const events = sum(outcome);
  const yes = (events + 1) / (events + 2);
  const no = 1 / (outcome.length - events + 2);
  const fit = fitLogit({
    design: { rows: margins.length, columns: [{ name: 'log-odds', values: margins }] },
    outcome: outcome.map((observed) => (observed === 1 ? yes : no)),
  });
  return { intercept: fit.intercept, slope: fit.coefficients[0] as number };
}
