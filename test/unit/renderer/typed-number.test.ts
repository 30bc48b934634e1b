import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMoney } from '../../../src-renderer/ui/format/number';
import { meantBy, readAmount, readWhole } from '../../../src-renderer/ui/typed-number';

describe('a number on its way', () => {
  test.each([
    ['', undefined],
    [' ', undefined],
    ['-', undefined],
    ['.', undefined],
    ['20.', 20],
    ['20.0', 20],
    ['20.50', 20.5],
    [20.5, 20.5],
    [0, 0],
  ])('%j means %j', (text, meant) => expect(meantBy(text)).toBe(meant));
});

describe('an amount of money', () => {
  test.each([
    ['20.5', 20.5],
    ['20,5', 20.5],
    ['20,50', 20.5],
    ['0.500', 0.5],
    ['10,000', 10_000],
    ['10.000', 10_000],
    ['10 000', 10_000],
    ['10\u202f000', 10_000],
    ['1,234,567', 1_234_567],
    ['1.234.567,89', 1_234_567.89],
    ['1,234.5', 1234.5],
    ['$47,868.84', 47_868.84],
    ['12k', 12_000],
    ['1.2 M', 1_200_000],
    ['0', 0],
    ['007', 7],
  ])('typed as %j is %d', (text, value) => expect(readAmount(text)).toEqual({ value }));

  test.each(['abc', '-', '1,2,3', '1..2', '12x', '--5', '$'])(
    'typed as %j is none, and it is said how one is',
    (text) => {
      const reading = readAmount(text);
      if (text === '$') expect(reading).toEqual({});
      else expect(reading.problem).toContain('such as');
    },
  );

  test('is what it is shown as', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_00 }), (cents) => {
        expect(readAmount(formatMoney(cents / 100))).toEqual({ value: cents / 100 });
      }),
    );
  });
});

describe('a whole number', () => {
  test.each(['20.5', '20,5', '0', '1001', 'abc', '-3'])('is not %j, and it is said why', (text) => {
    expect(readWhole(text, 1, 1000, 'days').problem).toBe('Whole days only, from 1 to 1,000');
  });
  test.each([
    ['20', 20],
    [' 20 ', 20],
    ['20.0', 20],
    ['1000', 1000],
  ])('is %j', (text, value) => expect(readWhole(text, 1, 1000, 'days')).toEqual({ value }));
  test('may be left out', () => expect(readWhole('  ', 1, 1000, 'days')).toEqual({}));
});
