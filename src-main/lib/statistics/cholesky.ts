/** A symmetric matrix is a Float64Array of size*size numbers, row after row; only its lower half is read. */
export type SymmetricMatrix = Float64Array;

export type CholeskyFactor = {
  readonly size: number;
  /** L, row after row, with the square roots of the pivots on its diagonal. */
  readonly lower: Float64Array;
  /** Positions whose pivot vanished: a column that the earlier ones already say. Solutions are 0 there. */
  readonly dependent: readonly number[];
};

/**
 * A = L L' for a positive semi-definite A. A pivot below `tolerance` times its own diagonal value marks a column that
 * depends on earlier ones; it is left out, which gives the solution that is 0 there (as R's survival package does,
 * Therneau & Grambsch, 2000).
 */
export function choleskyFactor(matrix: SymmetricMatrix, size: number, tolerance = 1e-10): CholeskyFactor {
  const lower = new Float64Array(size * size);
  const dependent: number[] = [];
  for (let row = 0; row < size; row++) {
    const rowStart = row * size;
    for (let column = 0; column <= row; column++) {
      const columnStart = column * size;
      let value = matrix[rowStart + column] as number;
      for (let k = 0; k < column; k++) {
        value -= (lower[rowStart + k] as number) * (lower[columnStart + k] as number);
      }
      if (column < row) {
        const pivot = lower[columnStart + column] as number;
        lower[rowStart + column] = pivot > 0 ? value / pivot : 0;
      } else if (value > tolerance * (matrix[rowStart + row] as number)) {
        lower[rowStart + row] = Math.sqrt(value);
      } else {
        dependent.push(row);
        lower.fill(0, rowStart, rowStart + row + 1);
      }
    }
  }
  return { size, lower, dependent };
}

/** x with A x = right, by forward and back substitution. */
export function choleskySolve({ size, lower }: CholeskyFactor, right: Float64Array): Float64Array {
  const x = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    const pivot = lower[row * size + row] as number;
    if (pivot === 0) continue;
    let value = right[row] as number;
    for (let k = 0; k < row; k++) value -= (lower[row * size + k] as number) * (x[k] as number);
    x[row] = value / pivot;
  }
  for (let row = size - 1; row >= 0; row--) {
    const pivot = lower[row * size + row] as number;
    if (pivot === 0) continue;
    let value = x[row] as number;
    for (let k = row + 1; k < size; k++) value -= (lower[k * size + row] as number) * (x[k] as number);
    x[row] = value / pivot;
  }
  return x;
}

/** The diagonal of A's inverse (0 for dependent columns): squared standard errors when A is an information matrix. */
export function inverseDiagonal(factor: CholeskyFactor): Float64Array {
  const { size, lower } = factor;
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let unit = 0; unit < size; unit++) {
    if (lower[unit * size + unit] === 0) continue;
    // The unit-th column of L^-1; A^-1 = L^-T L^-1, so its diagonal is the sum of squares of that column.
    column.fill(0);
    let sum = 0;
    for (let row = unit; row < size; row++) {
      const pivot = lower[row * size + row] as number;
      if (pivot === 0) continue;
      let value = row === unit ? 1 : 0;
      for (let k = unit; k < row; k++) value -= (lower[row * size + k] as number) * (column[k] as number);
      const entry = value / pivot;
      column[row] = entry;
      sum += entry * entry;
    }
    diagonal[unit] = sum;
  }
  return diagonal;
}
