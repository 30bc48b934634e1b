import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dayNumber,
  dayOf,
  instantIn,
  intArray,
  isDayOfCalendar,
  microsecondsOf,
  postgresDay,
} from '../../../src-main/sync/wire/company-values';

/** Eight bytes as PostgreSQL sends a timestamptz: microseconds since 2000. */
function bytesOf(microseconds: bigint): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigInt64BE(microseconds, 3);
  return bytes;
}
const instant = (microseconds: bigint) => instantIn(bytesOf(microseconds), 3);

describe('a moment of the company', () => {
  test.each([
    [0n, Date.UTC(2000, 0, 1)],
    [1_000_000n, Date.UTC(2000, 0, 1, 0, 0, 1)],
    [999n, Date.UTC(2000, 0, 1)],
    [-1n, Date.UTC(2000, 0, 1) - 1],
    [-1000n, Date.UTC(2000, 0, 1) - 1],
    [BigInt(Date.UTC(1850, 5, 1) - Date.UTC(2000, 0, 1)) * 1000n + 999n, Date.UTC(1850, 5, 1)],
    [BigInt(Date.UTC(9999, 11, 31) - Date.UTC(2000, 0, 1)) * 1000n, Date.UTC(9999, 11, 31)],
    [-(2n ** 63n), Number.NEGATIVE_INFINITY],
    [2n ** 63n - 1n, Number.POSITIVE_INFINITY],
  ])('is the millisecond that had begun: %s µs', (microseconds, milliseconds) => {
    expect(instant(microseconds)).toBe(milliseconds);
  });

  test('is read back as it was written, of whatever time, and never later than it was', () => {
    const times = fc.integer({ min: Date.UTC(1000, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(times, fc.nat(999), (milliseconds, more) => {
        expect(instant(microsecondsOf(milliseconds) + BigInt(more))).toBe(milliseconds);
      }),
    );
  });
});

describe('a day of the company', () => {
  test('counts from 1970 here and from 2000 there, and goes there and back', () => {
    expect(dayOf(0)).toBe(Date.UTC(2000, 0, 1) / 86_400_000);
    expect(postgresDay(dayOf(-5))).toBe(-5);
    expect([dayOf(2 ** 31 - 1), dayOf(-(2 ** 31))]).toEqual([Infinity, -Infinity]);
    expect([dayNumber(Infinity), dayNumber(-Infinity), dayNumber(20_000)]).toEqual([
      2 ** 31 - 1,
      -(2 ** 31),
      20_000,
    ]);
  });

  test('can be shown from the first of the year 1 to the last of 9999', () => {
    const first = Date.parse('0001-01-01T00:00:00Z') / 86_400_000;
    const last = Date.parse('9999-12-31T00:00:00Z') / 86_400_000;
    expect([first - 1, first, last, last + 1].map(isDayOfCalendar)).toEqual([false, true, true, false]);
    expect(isDayOfCalendar(Infinity)).toBe(false);
  });
});

test('ids and days go into a query as whole numbers, and nothing else does', () => {
  expect(intArray([3, -1, 0])).toBe(`'{3,-1,0}'::int4[]`);
  expect(intArray([])).toBe(`'{}'::int4[]`);
  for (const wrong of [1.5, Number.NaN, Infinity, '1' as unknown as number])
    expect(() => intArray([1, wrong])).toThrow(RangeError);
});
