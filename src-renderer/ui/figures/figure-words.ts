import type { Figure } from './figure-at';

/**
 * A figure with what it takes to be understood elsewhere.
 * @example `ARR of Acme: $48,000 as of Nov 30, 2026, Steward`
 * @param asOf the day of the copy in words; null before the first
 */
export function figureWords({ label, subject, value, scope }: Figure, asOf: string | null): string {
  const whose = subject === null ? '' : ` of ${subject}`;
  const when = asOf === null ? '' : ` as of ${asOf}`;
  const narrowed = scope.length === 0 ? '' : ` (${scope.join('; ')})`;
  return `${label}${whose}: ${value}${when}${narrowed}, Steward`;
}
