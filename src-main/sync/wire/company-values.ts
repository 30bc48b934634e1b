import { millisecondsPerDay } from '../../lib/day';

/** PostgreSQL counts from 2000-01-01, and keeps its smallest and largest numbers for the infinities. */
const postgresEpoch = Date.UTC(2000, 0, 1);
const postgresEpochDay = postgresEpoch / millisecondsPerDay;
export const firstInt4 = -(2 ** 31);
export const lastInt4 = 2 ** 31 - 1;
const firstInt8 = -(2 ** 63);
const lastInt8 = 2 ** 63;

/** @param microseconds since 2000, as PostgreSQL sends a timestamptz @returns milliseconds since 1970 */
export function instantOf(microseconds: number): number {
  if (microseconds <= firstInt8) return -Infinity;
  if (microseconds >= lastInt8) return Infinity;
  return postgresEpoch + Math.floor(microseconds / 1000);
}

/** @param milliseconds since 1970 @returns microseconds since 2000 */
export function microsecondsOf(milliseconds: number): number {
  return (milliseconds - postgresEpoch) * 1000;
}

/** @param days since 2000, as PostgreSQL sends a date @returns days since 1970 */
export function dayOf(days: number): number {
  if (days === firstInt4) return -Infinity;
  return days === lastInt4 ? Infinity : postgresEpochDay + days;
}

/** @param day days since 1970 @returns days since 2000 */
export function postgresDay(day: number): number {
  return day - postgresEpochDay;
}

/** Days since 1970 as an int4 for a query, the infinities as its extremes. */
export function dayNumber(day: number): number {
  if (day === -Infinity) return firstInt4;
  return day === Infinity ? lastInt4 : day;
}

/** A literal for a query that can have no parameters. */
export function intArray(numbers: readonly number[]): string {
  if (!numbers.every(Number.isSafeInteger)) throw new RangeError('ids and days are whole numbers');
  return `'{${numbers.join(',')}}'::int4[]`;
}
