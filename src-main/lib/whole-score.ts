/**
 * A score as the screens show it: cut, not rounded, so that 74.6 doesn't read as a 75 that stands in the band below 75.
 */
export function wholeScore(score: number): number {
  return Math.floor(score);
}
