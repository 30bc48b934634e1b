import { mean } from '../../../lib/statistics/vectors';
import { linearPredictor } from './design';
import { type Encoder, encode, fitEncoder, termName } from './encoder';
import { fitLogit } from './logit';
import { type LogitFit, standardErrorOf } from './solve-logit';
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
  encoder = fitEncoder(table),
): { readonly model: LogitModel; readonly fit: LogitFit } {
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
  const slopes = slopesInUnits(encoder, fit);
  const combination = new Float64Array(fit.coefficients.length + 1);
  combination[0] = 1;
  let intercept = fit.intercept;
  encoder.terms.forEach((term, j) => {
    if (term.kind !== 'number') return;
    combination[j + 1] = -term.centre / term.spread;
    intercept -= ((fit.coefficients[j] as number) * term.centre) / term.spread;
  });
  return [
    { name: '(intercept)', value: intercept, standardError: standardErrorOf(fit, combination) },
    ...slopes,
  ];
}

/** The coefficients of an encoder's terms (the first ones of a fit) per unit of the table's own columns. */
export function slopesInUnits(
  encoder: Encoder,
  { coefficients, standardErrors }: Pick<LogitFit, 'coefficients' | 'standardErrors'>,
): Coefficient[] {
  return encoder.terms.map((term, j) => {
    const spread = term.kind === 'number' ? term.spread : 1;
    return {
      name: termName(term),
      value: (coefficients[j] as number) / spread,
      standardError: (standardErrors[j] as number) / spread,
    };
  });
}
