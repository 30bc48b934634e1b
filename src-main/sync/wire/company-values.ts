import { firstDay, lastDay, millisecondsPerDay } from '../../lib/day';

/** PostgreSQL counts from 2000-01-01, and keeps its smallest and largest numbers for the infinities. */
const postgresEpoch = Date.UTC(2000, 0, 1);
const postgresEpochDay = postgresEpoch / millisecondsPerDay;
export const firstInt4 = -(2 ** 31);
export const lastInt4 = 2 ** 31 - 1;
const firstInt8 = -(2n ** 63n);
const lastInt8 = 2n ** 63n - 1n;
/** Microseconds with fewer upper bits than this are exact as a double: the years 1857 to 2142. */
const exactUpperBits = 2 ** 20;

/** @param at where the eight bytes of a timestamptz (microseconds since 2000) begin @returns milliseconds since 1970 */
export function instantIn(buffer: Buffer, at: number): number {
  const upper = buffer.readInt32BE(at);
  if (upper >= -exactUpperBits && upper < exactUpperBits) {
    return postgresEpoch + Math.floor((upper * 2 ** 32 + buffer.readUInt32BE(at + 4)) / 1000);
  }
  const microseconds = buffer.readBigInt64BE(at);
  if (microseconds === firstInt8) return -Infinity;
  if (microseconds === lastInt8) return Infinity;
  const within = ((microseconds % 1000n) + 1000n) % 1000n;
  return postgresEpoch + Number((microseconds - within) / 1000n);
}

/** @param milliseconds since 1970 @returns microseconds since 2000 */
export function microsecondsOf(milliseconds: number): bigint {
  return BigInt(milliseconds - postgresEpoch) * 1000n;
}

/**
 * What PostgreSQL may hold beyond is set aside here: no screen could show it.
 * @param day days since 1970
 */
export function isDayOfCalendar(day: number): boolean {
  return day >= firstDay && day <= lastDay;
}

/** The same for queries, in UTC. */
export const calendar = {
  days: `between date '0001-01-01' and date '9999-12-31'`,
  starts: `timestamptz '0001-01-01 00:00:00+00'`,
  /** The first instant after. */
  ends: `timestamptz '10000-01-01 00:00:00+00'`,
};

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
