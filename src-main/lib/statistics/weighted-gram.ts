import type { SymmetricMatrix } from './cholesky';

/** Rows worked on at a time, so that a block of every column stays in the processor's cache. */
const BLOCK = 512;

/**
 * X' W X for columns X and row weights W: the lower half of a symmetric matrix. The inner loop of every regression here.
 */
export function weightedGram(columns: readonly Float64Array[], weights: Float64Array): SymmetricMatrix {
  const size = columns.length;
  const rows = weights.length;
  const gram = new Float64Array(size * size);
  const weighted = new Float64Array(BLOCK);
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(start + BLOCK, rows);
    for (let j = 0; j < size; j++) {
      weighBlock(columns[j] as Float64Array, weights, start, end, weighted);
      for (let k = 0; k <= j; k++) {
        const cell = j * size + k;
        gram[cell] = (gram[cell] as number) + dotBlock(columns[k] as Float64Array, weighted, start, end);
      }
    }
  }
  return gram;
}

function weighBlock(
  column: Float64Array,
  weights: Float64Array,
  start: number,
  end: number,
  weighted: Float64Array,
): void {
  for (let row = start; row < end; row++) {
    weighted[row - start] = (column[row] as number) * (weights[row] as number);
  }
}

function dotBlock(column: Float64Array, weighted: Float64Array, start: number, end: number): number {
  let even = 0;
  let odd = 0;
  let row = start;
  for (; row + 1 < end; row += 2) {
    even += (column[row] as number) * (weighted[row - start] as number);
    odd += (column[row + 1] as number) * (weighted[row + 1 - start] as number);
  }
  if (row < end) even += (column[row] as number) * (weighted[row - start] as number);
  return even + odd;
}
