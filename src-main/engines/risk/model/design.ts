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

/** sum += factor * values. */
export function addScaled(sum: Float64Array, values: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let row = 0; row < sum.length; row++) {
    sum[row] = (sum[row] as number) + factor * (values[row] as number);
  }
}

/** The sum of left * right. */
export function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let row = 0; row < left.length; row++) sum += (left[row] as number) * (right[row] as number);
  return sum;
}

/** The rows named, in that order. */
export function takeDesignRows(design: Design, rows: Int32Array): Design {
  return {
    rows: rows.length,
    columns: design.columns.map((column) => ({ ...column, values: gather(column.values, rows) })),
  };
}

/** values[rows[0]], values[rows[1]], … */
export function gather(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number;
  return taken;
}
