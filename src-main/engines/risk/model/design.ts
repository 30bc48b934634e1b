import { addScaled } from '../../../lib/statistics/vectors';

/** The numbers a regression works on: named columns of equal length, without an intercept and without gaps. */
export type Design = {
  readonly rows: number;
  readonly columns: readonly DesignColumn[];
};

export type DesignColumn = {
  readonly name: string;
  readonly values: Float64Array;
  /** A ridge leaves its coefficient alone. */
  readonly free?: true;
};

/** intercept + X b for every row. */
export function linearPredictor(
  design: Design,
  intercept: number,
  coefficients: ArrayLike<number>,
): Float64Array {
  const predictor = new Float64Array(design.rows).fill(intercept);
  design.columns.forEach((column, j) => {
    addScaled(predictor, column.values, coefficients[j] as number);
  });
  return predictor;
}
