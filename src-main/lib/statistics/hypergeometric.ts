/**
 * Gauss's hypergeometric function 2F1(a, b; c; z) for 0 <= z < 1 and c > 0 by its series
 * (Abramowitz & Stegun, 1964, 15.1.1), after Euler's transformation (15.3.3) where that makes it converge faster.
 * NaN outside that range.
 */
export function hypergeometric2F1(a: number, b: number, c: number, z: number): number {
  if (!(z >= 0 && z < 1) || !(c > 0)) return Number.NaN;
  const excess = c - a - b;
  if (excess < 0) return (1 - z) ** excess * series(c - a, c - b, c, z);
  return series(a, b, c, z);
}

function series(a: number, b: number, c: number, z: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 0; k < 100_000; k++) {
    term *= (((a + k) * (b + k)) / ((c + k) * (k + 1))) * z;
    sum += term;
    if (Math.abs(term) <= Math.abs(sum) * 1e-16) break;
  }
  return sum;
}
