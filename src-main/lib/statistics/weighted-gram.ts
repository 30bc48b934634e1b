import type { SymmetricMatrix } from './cholesky';

/** Rows worked on at a time, so that a block of every column stays in the processor's cache. */
const block = 256;
/** Columns multiplied with each other at a time: nine sums fit into registers, and each number read serves three. */
const tile = 3;

/**
 * X' W X for columns X and row weights W: the lower half of a symmetric matrix. The inner loop of every regression here,
 * O(rows * columns^2).
 */
export function weightedGram(columns: readonly Float64Array[], weights: Float64Array): SymmetricMatrix {
  const size = columns.length;
  const padded = Math.ceil(size / tile) * tile;
  const gram = new Float64Array(padded * padded);
  // Column after column; those that fill up the last tile stay 0.
  const plain = new Float64Array(padded * block);
  const weighted = new Float64Array(padded * block);
  for (let start = 0; start < weights.length; start += block) {
    const rows = Math.min(block, weights.length - start);
    for (let j = 0; j < size; j++) {
      const column = columns[j] as Float64Array;
      const at = j * block;
      for (let row = 0; row < rows; row++) {
        const value = column[start + row] as number;
        plain[at + row] = value;
        weighted[at + row] = value * (weights[start + row] as number);
      }
    }
    for (let j = 0; j < padded; j += tile) {
      for (let k = 0; k <= j; k += tile) addTile(gram, padded, plain, weighted, j, k, rows);
    }
  }
  return size === padded ? gram : corner(gram, padded, size);
}

/** gram[j..j+2][k..k+2] += products of three weighted columns with three plain ones. */
function addTile(
  gram: Float64Array,
  size: number,
  plain: Float64Array,
  weighted: Float64Array,
  j: number,
  k: number,
  rows: number,
): void {
  let [s00, s01, s02, s10, s11, s12, s20, s21, s22] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const [j0, j1, j2] = [j * block, (j + 1) * block, (j + 2) * block];
  const [k0, k1, k2] = [k * block, (k + 1) * block, (k + 2) * block];
  for (let row = 0; row < rows; row++) {
    const x0 = weighted[j0 + row] as number;
    const x1 = weighted[j1 + row] as number;
    const x2 = weighted[j2 + row] as number;
    const y0 = plain[k0 + row] as number;
    const y1 = plain[k1 + row] as number;
    const y2 = plain[k2 + row] as number;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s20 += x2 * y0;
    s21 += x2 * y1;
    s22 += x2 * y2;
  }
  addThree(gram, j * size + k, s00, s01, s02);
  addThree(gram, (j + 1) * size + k, s10, s11, s12);
  addThree(gram, (j + 2) * size + k, s20, s21, s22);
}

function addThree(gram: Float64Array, cell: number, first: number, second: number, third: number): void {
  gram[cell] = (gram[cell] as number) + first;
  gram[cell + 1] = (gram[cell + 1] as number) + second;
  gram[cell + 2] = (gram[cell + 2] as number) + third;
}

function corner(matrix: Float64Array, from: number, size: number): SymmetricMatrix {
  const part = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    part.set(matrix.subarray(row * from, row * from + size), row * size);
  }
  return part;
}
