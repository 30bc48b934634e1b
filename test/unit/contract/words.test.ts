import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  counted,
  decimals,
  percentOf,
  percentPoints,
  plural,
  rounded,
  spellDay,
  spellDays,
  upToTenth,
  wholeNumber,
  wholeScore,
} from '../../../src-preload/contract/words';

describe('figures in a sentence', () => {
  test.each([
    [0, '0'],
    [1_234_567.5, '1,234,568'],
    [-2.5, '-3'],
    [-0.2, '0'],
  ])('%d is the whole number %s', (value, words) => {
    expect(wholeNumber(value)).toBe(words);
  });

  test.each([
    [4.5, '4.5'],
    [4.04, '4'],
    [1_200, '1,200'],
  ])('%d to a tenth is %s', (value, words) => {
    expect(upToTenth(value)).toBe(words);
  });

  test('figures under one another all have as many decimals, and no commas', () => {
    expect([74, 74.26, 1_234.5].map((value) => decimals(value, 1))).toEqual(['74.0', '74.3', '1234.5']);
  });

  test('a rounded number stays a number', () => {
    expect(rounded(74.35, 1)).toBe(74.4);
    expect(rounded(0.876, 2)).toBe(0.88);
  });

  test('all figures round alike: halves away from zero, whatever is written with them', () => {
    for (const half of [74.35, 0.05, 12.25, -74.35, -0.05]) {
      const away = Math.sign(half) * (Math.abs(half) + 0.05);
      expect(rounded(half, 1)).toBeCloseTo(away, 9);
      expect(decimals(half, 1)).toBe(rounded(half, 1).toFixed(1));
      expect(upToTenth(half)).toBe(String(rounded(half, 1)));
    }
    expect(decimals(-0.04, 1)).toBe('0.0');
  });

  test('a share is in percents without decimals', () => {
    expect([0, 0.425, 1, 12].map(percentOf)).toEqual(['0%', '43%', '100%', '1,200%']);
  });

  test('a difference of shares has a real minus, and zero none', () => {
    expect([0.04, -0.031, -0.004].map(percentPoints)).toEqual(['4', '−3', '0']);
  });

  test('a whole score never shows an edge it has not reached', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 99 }),
        (score, edge) => {
          expect(wholeScore(score) >= edge).toBe(score >= edge);
        },
      ),
    );
  });
});

describe('so many of a thing', () => {
  test.each([
    [0, '0 accounts'],
    [1, '1 account'],
    [3, '3 accounts'],
    [12_000, '12,000 accounts'],
  ])('%d of accounts are %s', (count, words) => {
    expect(counted(count, 'account')).toBe(words);
  });

  test('the word agrees with the figure that is read', () => {
    expect(counted(1.4, 'month')).toBe('1 month');
    expect(counted(1.6, 'month')).toBe('2 months');
    expect(counted(-0, 'point')).toBe('0 points');
  });

  test('a word with a plural of its own takes that', () => {
    expect(counted(2, 'match', 'matches')).toBe('2 matches');
    expect([1, 2].map((count) => plural(count, 'fact stands', 'facts stand'))).toEqual([
      'fact stands',
      'facts stand',
    ]);
  });
});

describe('days in a sentence', () => {
  test('a day is spelled with its month and year', () => {
    expect(spellDay(0)).toBe('Jan 1, 1970');
    expect(spellDay(20_779)).toBe('Nov 22, 2026');
    expect(spellDay(-1)).toBe('Dec 31, 1969');
  });

  test.each([
    [0, '0 days'],
    [1, '1 day'],
    [100, '100 days'],
    [143, '5 months'],
    [731, '2 years'],
  ])('%d days are spelled %s', (days, words) => {
    expect(spellDays(days)).toBe(words);
  });
});
