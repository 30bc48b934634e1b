import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arrOf,
  counted,
  decimals,
  movedWords,
  percentGone,
  percentOf,
  percentPoints,
  plural,
  rounded,
  spellAmount,
  spellDay,
  spellDays,
  spellPoints,
  spellScore,
  tenthOf,
  toCents,
  upToTenth,
  wholeNumber,
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

  test('what is not known stays so through rounding: a 0 is a figure', () => {
    expect([rounded(Number.NaN, 2), toCents(Number.NaN)]).toEqual([Number.NaN, Number.NaN]);
    expect(Object.is(rounded(-0.001, 2), 0)).toBe(true);
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

  test('where anything is left, not all of it is gone', () => {
    expect([percentGone(0.994), percentGone(0.9954), percentGone(1)]).toEqual([
      '99%',
      'more than 99%',
      '100%',
    ]);
    expect(percentGone(0)).toBe('0%');
    expect([
      movedWords(-0.9954),
      movedWords(-1),
      movedWords(-0.31),
      movedWords(0.9954),
      movedWords(0.004),
    ]).toEqual(['fell more than 99%', 'fell 100%', 'fell 31%', 'rose 100%', 'stayed level']);
  });

  test('a difference of shares has a real minus, and zero none', () => {
    expect([0.04, -0.031, -0.004].map(percentPoints)).toEqual(['4', '−3', '0']);
  });

  test('a score is rounded to its tenth once, halves up, exactly as its micropoints say', () => {
    expect([74.949999, 74.95, 74.96, 75, 0, 100].map(tenthOf)).toEqual([74.9, 75, 75, 75, 0, 100]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (micropoints) => {
        const tenths = (micropoints - (micropoints % 100_000)) / 100_000;
        const up = micropoints % 100_000 >= 50_000 ? 1 : 0;
        expect(tenthOf(micropoints / 1_000_000)).toBe((tenths + up) / 10);
      }),
    );
  });

  test('every half is rounded up, and rounding a tenth changes nothing', () => {
    for (let tenths = 0; tenths < 1000; tenths += 1) {
      expect(tenthOf((tenths * 100_000 + 50_000) / 1_000_000)).toBe((tenths + 1) / 10);
      expect(tenthOf(tenths / 10)).toBe(tenths / 10);
    }
  });

  test('scores and points of a score in sentences always have their tenth', () => {
    expect([74.96, 40, 0].map(spellScore)).toEqual(['75.0', '40.0', '0.0']);
    expect([-12, 12.3, -1, 0.1].map(spellPoints)).toEqual([
      '12.0 points',
      '12.3 points',
      '1.0 point',
      '0.1 points',
    ]);
  });

  test('a year’s revenue is exact to the cent, whatever the cents of the month', () => {
    expect(arrOf(3989.07)).toBe(47868.84);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000_00 }), (cents) => {
        expect(String(arrOf(cents / 100))).toBe(String((12 * cents) / 100));
      }),
    );
  });

  test('a sum of amounts is exact to the cent, however many there are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000_00 }), { maxLength: 300 }), (amounts) => {
        const total = amounts.reduce((sum, cents) => sum + cents / 100, 0);
        expect(toCents(total)).toBe(amounts.reduce((sum, cents) => sum + cents, 0) / 100);
      }),
    );
  });

  test('an amount in a sentence is told to the cent, without cents where it has none', () => {
    expect([47868.840000000004, 1200, 399.9, 0].map(spellAmount)).toEqual([
      '47,868.84',
      '1,200',
      '399.90',
      '0',
    ]);
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
