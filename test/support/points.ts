/** Points in whole millionths, so that sums are exact. */
export function micro(points: number): number {
  return Math.round(points * 1e6);
}

/** Points in whole tenths, as screens show them. */
export function tenths(points: number): number {
  return Math.round(points * 10);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
