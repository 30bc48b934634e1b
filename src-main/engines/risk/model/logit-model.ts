import { linearPredictor } from './design';
import { type Encoder, encode, fitEncoder, termName } from './encoder';
import { fitLogit, type LogitFit, standardErrorOf } from './logit';
import { mean } from './probability-scores';
import type { Table } from './table';

/** A logistic regression with the way its table is read. Plain data: it can be kept as JSON. */
export type LogitModel = {
  readonly kind: 'logit';
  readonly encoder: Encoder;
  readonly intercept: number;
  /** One for each term of the encoder. */
  readonly coefficients: readonly number[];
  /** Mean of each term over the rows it was fitted to: what contributions are measured from. */
  readonly means: readonly number[];
};

export type Coefficient = { readonly name: string; readonly value: number; readonly standardError: number };

/** Throws FitError as fitLogit does. */
export function fitLogitModel(
  table: Table,
  outcome: Float64Array,
  ridge: number,
): { readonly model: LogitModel; readonly fit: LogitFit } {
  const encoder = fitEncoder(table);
  const design = encode(encoder, table);
  const fit = fitLogit({ design, outcome }, { ridge });
  const means = design.columns.map((column) => mean(column.values));
  const { intercept, coefficients } = fit;
  return { model: { kind: 'logit', encoder, intercept, coefficients, means }, fit };
}

/** Log-odds of every row. */
export function logitMargins(model: LogitModel, table: Table): Float64Array {
  return linearPredictor(encode(model.encoder, table), model.intercept, model.coefficients);
}

/** Intercept and coefficients per unit of the table's own columns, with standard errors. */
export function coefficientsInUnits(encoder: Encoder, fit: LogitFit): Coefficient[] {
  const combination = new Float64Array(fit.coefficients.length + 1);
  combination[0] = 1;
  let intercept = fit.intercept;
  const coefficients = encoder.terms.map((term, j) => {
    const { centre, spread } = term.kind === 'number' ? term : { centre: 0, spread: 1 };
    const value = (fit.coefficients[j] as number) / spread;
    combination[j + 1] = -centre / spread;
    intercept -= value * centre;
    return { name: termName(term), value, standardError: (fit.standardErrors[j] as number) / spread };
  });
  return [
    { name: '(intercept)', value: intercept, standardError: standardErrorOf(fit, combination) },
    ...coefficients,
  ];
}
