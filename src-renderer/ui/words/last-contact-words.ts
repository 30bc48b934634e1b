import { addDays, formatDay } from '../format/day';

/** When somebody last spoke with an account; null: nobody did yet. */
export function lastContactWords(day: string | null): string {
  return day === null ? 'not spoken yet' : `The last call, meeting or answer: ${formatDay(day)}`;
}

/** The same of the measure's value. @param asOf the day of the score */
export function lastContactOf(silentDays: number | null, asOf: string): string {
  return lastContactWords(silentDays === null ? null : addDays(asOf, -silentDays));
}
