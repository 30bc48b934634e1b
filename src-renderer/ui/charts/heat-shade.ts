/**
 * How strong a cell of the heat map is, in steps 0-5, relative to the busiest week of its own row: so the shape of
 * each feature's use shows, whatever its volume. Any use at all is at least 1.
 */
export function heatShade(value: number, rowPeak: number): number {
  if (value <= 0 || rowPeak <= 0) return 0;
  return Math.max(1, Math.ceil(Math.min(1, value / rowPeak) * 5));
}
