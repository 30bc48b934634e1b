/** The sum of the numbers. */
export function sum(values: Float64Array | readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** The mean of the numbers; NaN without any. */
export function mean(values: Float64Array): number {
  return sum(values) / values.length;
}

/** The sum of left * right. */
export function dot(left: Float64Array, right: Float64Array): number {
  let total = 0;
  for (let i = 0; i < left.length; i++) total += (left[i] as number) * (right[i] as number);
  return total;
}

/** target += factor * values. */
export function addScaled(target: Float64Array, values: Float64Array, factor: number): void {
  if (factor === 0) return;
  for (let i = 0; i < target.length; i++) target[i] = (target[i] as number) + factor * (values[i] as number);
}

/** values[rows[0]], values[rows[1]], … */
export function gather(values: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) taken[i] = values[rows[i] as number] as number;
  return taken;
}

/** Puts the values back where gather took them from: target[rows[i]] = values[i]. */
export function scatter(target: Float64Array, rows: Int32Array, values: Float64Array): void {
  for (let i = 0; i < rows.length; i++) target[rows[i] as number] = values[i] as number;
}
