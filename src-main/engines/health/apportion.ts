/**
 * Whole numbers as near as can be to `numerators / denominator` that add up to `total`: each is rounded down, and
 * what is left goes to the largest remainders, the earlier first where they tie (Hamilton's method). A zero stays 0.
 * @param numerators whole numbers, each below 2^53
 * @param total less than 1 away from the true sum
 */
export function apportion(numerators: ArrayLike<number>, denominator: number, total: number): number[] {
  const parts = new Array<number>(numerators.length);
  const remainders = new Array<number>(numerators.length);
  const rest: number[] = [];
  let left = total;
  for (let i = 0; i < numerators.length; i++) {
    const numerator = numerators[i] as number;
    // The remainder of whole doubles is exact, so the quotient is too.
    const signed = numerator % denominator;
    const remainder = signed < 0 ? signed + denominator : signed;
    const part = (numerator - remainder) / denominator;
    parts[i] = part;
    remainders[i] = remainder;
    left -= part;
    if (numerator !== 0) rest.push(i);
  }
  rest.sort((a, b) => (remainders[b] as number) - (remainders[a] as number) || a - b);
  for (let k = 0; k < left; k++) {
    const i = rest[k] as number;
    parts[i] = (parts[i] as number) + 1;
  }
  return parts;
}

/** `numerator / denominator` to the nearest whole number, halves up. Both whole, the quotient exact in a double. */
export function divideRounding(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator));
}
