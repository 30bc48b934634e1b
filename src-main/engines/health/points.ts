/**
 * Scores are counted in whole micropoints (a millionth of a point) and weights in whole millionths, so that products
 * and sums are exact in a double and mean the same on every machine: 100 points x weight 1 is 10^14, far below 2^53.
 */
export const micropointsPerPoint = 1_000_000;
/** The tenth of a point, to which a score is rounded to be judged and shown. */
export const tenth = micropointsPerPoint / 10;
export const wholeWeight = 1_000_000;

/** Strictly ascending raw values with their points in micropoints. */
export interface Breakpoints {
  readonly raw: Float64Array;
  readonly points: Float64Array;
}

export function compileBreakpoints(
  breakpoints: readonly (readonly [raw: number, points: number])[],
): Breakpoints {
  return {
    raw: Float64Array.from(breakpoints, ([raw]) => raw),
    points: Float64Array.from(breakpoints, ([, points]) => Math.round(points * micropointsPerPoint)),
  };
}

/** Micropoints of a known raw value: linear between breakpoints, flat outside. */
export function pointsOf({ raw, points }: Breakpoints, value: number): number {
  const last = raw.length - 1;
  if (value <= (raw[0] as number)) return points[0] as number;
  if (value >= (raw[last] as number)) return points[last] as number;
  let upper = 1;
  while (value >= (raw[upper] as number)) upper += 1;
  const from = raw[upper - 1] as number;
  const share = (value - from) / ((raw[upper] as number) - from);
  const low = points[upper - 1] as number;
  return Math.round(low + share * ((points[upper] as number) - low));
}
