import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { micropointsPerPoint } from '../../../src-main/engines/health/points';
import { trendOf as trendOfScores } from '../../../src-main/engines/health/trend';
import { spellScore } from '../../../src-preload/contract/words';
import {
  formatBytes,
  formatCount,
  formatCountShort,
  formatMoney,
  formatMoneyEven,
  formatMoneyShort,
  formatMoneyWhole,
  formatPlural,
  formatScore,
  formatSigned,
} from '../../../src-renderer/ui/format/number';
import { trendOf } from '../../../src-renderer/ui/trend-mark';

/** The figures of a text, so that the reader's own grouping and currency mark don't matter. */
function figures(text: string): string {
  return text.replace(/\D/g, '');
}

describe('money', () => {
  test('is exact to the cent, without cents where it has none', () => {
    expect(figures(formatMoney(1_234_567.89))).toBe('123456789');
    expect(figures(formatMoney(47868.840000000004))).toBe('4786884');
    expect(figures(formatMoney(399.9))).toBe('39990');
    expect(figures(formatMoney(1_200))).toBe('1200');
  });

  test('that is only estimated is whole', () => {
    expect(figures(formatMoneyWhole(1_234_567.89))).toBe('1234568');
  });

  test('is at most three figures in tables', () => {
    expect(figures(formatMoneyShort(1_234_567))).toBe('123');
    expect(figures(formatMoneyShort(48_250))).toBe('483');
  });

  test('below nothing has the minus of every screen, in a table as on an axis', () => {
    for (const shown of [
      formatMoney(-480.5),
      formatMoneyWhole(-480),
      formatMoneyShort(-10_500),
      formatMoneyEven(-10_500),
    ]) {
      expect(shown).toContain('−');
      expect(shown).not.toContain('-');
    }
  });

  test('in a column always has three figures, or is whole where that is shorter', () => {
    expect(figures(formatMoneyEven(18_000))).toBe('180');
    expect(figures(formatMoneyEven(108_000))).toBe('108');
    expect(figures(formatMoneyEven(1_200_000))).toBe('120');
    expect(formatMoneyEven(9_999)).toBe(formatMoney(9_999));
    expect(formatMoneyEven(9_999.6)).toBe(formatMoneyEven(10_000));
    expect(formatMoneyEven(-18_000)).toBe(formatMoneyEven(18_000).replace('$', '−$'));
  });

  test('below a thousand is not shortened', () => {
    expect(formatMoneyShort(920)).toBe(formatMoney(920));
  });
});

describe('a trend', () => {
  test('is one thing on every screen and in the scores', () => {
    fc.assert(
      fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (points) => {
        expect(trendOf(points)).toBe(trendOfScores(points * micropointsPerPoint));
      }),
    );
  });
});

describe('counts', () => {
  test('are exact up to ten thousand, then short', () => {
    expect(figures(formatCountShort(9_999))).toBe('9999');
    expect(figures(formatCountShort(48_210))).toBe('482');
  });

  test('take the plural of everything but one', () => {
    expect(formatPlural(1, 'account')).toBe('1 account');
    expect(formatPlural(0, 'account')).toBe('0 accounts');
    expect(formatPlural(2, 'match', 'matches')).toBe('2 matches');
    expect(formatPlural(12_000, 'row')).toBe(`${formatCount(12_000)} rows`);
  });

  test('of bytes climb to the unit that keeps them short', () => {
    expect(figures(formatBytes(3_400_000))).toBe('34');
    expect(figures(formatBytes(999))).toBe('999');
  });
});

describe('scores', () => {
  test('always have their tenth, on screens the same as in sentences', () => {
    expect(figures(formatScore(74.94))).toBe('749');
    expect(figures(formatScore(60))).toBe('600');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (micropoints) => {
        const score = micropoints / 1_000_000;
        expect(figures(formatScore(score))).toBe(figures(spellScore(score)));
      }),
    );
  });
});

describe('differences', () => {
  test('carry their sign, and zero none', () => {
    expect(formatSigned(3)).toBe('+3');
    expect(formatSigned(-3)).toBe('−3');
    expect(formatSigned(0)).toBe('0');
    expect(formatSigned(-0.2)).toBe('0');
  });
});
