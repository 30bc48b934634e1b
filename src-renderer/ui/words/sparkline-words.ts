import { formatPlural, formatScore } from '../format/number';

/** A score line for those who cannot see it: `Score over 12 weeks: from 71 to 64, lowest 60, highest 74`. */
export function sparklineWords(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return 'No scores yet';
  if (known.length === 1) return `Score ${formatScore(last)}, the only one so far`;
  const lowest = formatScore(Math.min(...known));
  const highest = formatScore(Math.max(...known));
  return `Score over ${formatPlural(values.length - 1, 'week')}: from ${formatScore(first)} to ${formatScore(last)}, lowest ${lowest}, highest ${highest}`;
}
