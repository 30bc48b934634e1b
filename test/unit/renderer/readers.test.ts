import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  formatDay,
  formatDayShort,
  formatDaysAway,
  formatLongDay,
  formatMonth,
} from '../../../src-renderer/ui/format/day';
import {
  formatDuration,
  formatInstant,
  formatRelativeInstant,
} from '../../../src-renderer/ui/format/instant';
import {
  formatBytes,
  formatCount,
  formatCountShort,
  formatMoney,
  formatMoneyEven,
  formatMoneyShort,
  formatPoints,
  formatShare,
} from '../../../src-renderer/ui/format/number';
import { readAs } from '../../../src-renderer/ui/format/reader';

const own = new Intl.NumberFormat().resolvedOptions().locale;
afterEach(() => readAs(own));

const readers = [
  'en-US',
  'en-GB',
  'de-DE',
  'fr-FR',
  'ar-EG',
  'fa-IR',
  'he-IL',
  'hi-IN',
  'ja-JP',
  'tr-TR',
  'sv-SE',
];
const day = '2026-11-22';
const at = Date.UTC(2026, 10, 22, 14, 31);

/** Everything the screens can say of a number, a day or an instant. */
function said(): string[] {
  return [
    ...[0, 1, 307_000, 1_234_567.89, -18_000].flatMap((amount) => [
      formatMoney(amount),
      formatMoneyShort(amount),
      formatMoneyEven(amount),
      formatCount(amount, 1),
      formatCountShort(amount),
    ]),
    formatShare(0.425, 1),
    formatPoints(-3.5),
    formatBytes(3_400_000),
    formatDuration(7_800),
    formatDay(day),
    formatDayShort(day),
    formatMonth(day),
    formatLongDay(day),
    formatInstant(at),
    ...[0, 1, -1, 20, -400].map(formatDaysAway),
    formatRelativeInstant(at - 7_200_000, at),
  ];
}

const englishWords =
  /^(today|yesterday|tomorrow|in|ago|last|next|year|years|month|months|day|days|hour|hours|minute|minutes|just|now|Sunday|K|M|B|T|MB|kB|h|min|s|US|AM|PM|am|pm)$/;

describe.each(readers)('for a reader of %s', (reader) => {
  test('every word is English, and no mark of direction moves the figures about', () => {
    readAs(reader);
    for (const text of said()) {
      expect(text).not.toMatch(/[\u061c\u200e\u200f]/);
      if (reader.startsWith('en')) continue;
      for (const word of text.match(/\p{L}+/gu) ?? []) {
        // Years and months of some calendars and currency signs of some places are figures with a letter or two.
        if (/[^\p{Script=Latin}]/u.test(word)) expect(`${reader} ${text}`).toMatch(/^(fa-IR|ja-JP|ar-EG)/);
        else expect(word).toMatch(englishWords);
      }
    }
  });

  test('an amount keeps all of its figures', () => {
    readAs(reader);
    const digitsOf = (text: string) =>
      [...text]
        .filter((sign) => /\p{Nd}/u.test(sign))
        .map((sign) => digitValue(sign))
        .join('');
    expect(digitsOf(formatMoneyShort(307_000))).toBe('307');
    expect(digitsOf(formatMoney(307_000))).toBe('307000');
    expect(digitsOf(formatDay(day))).toMatch(reader === 'fa-IR' ? /^1405/ : /2026/);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (cents) => {
        expect(Number(digitsOf(formatMoney(cents / 100)))).toBe(cents % 100 === 0 ? cents / 100 : cents);
      }),
      { numRuns: 50 },
    );
  });
});

/** Digits of every script stand in runs of ten, the zero first. */
function digitValue(digit: string): number {
  let code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - 1)) && value < 9) {
    code -= 1;
    value += 1;
  }
  return value;
}

test('each reader has their own digits, separators and order of a day', () => {
  const amounts = ['en-US', 'de-DE', 'ja-JP'].map((reader) => {
    readAs(reader);
    return `${formatMoney(47_868.84)} | ${formatMoneyShort(307_000)} | ${formatDay(day)} | ${formatDaysAway(20)}`;
  });
  expect(amounts.map((text) => text.replace(/\s/g, ' '))).toEqual([
    '$47,868.84 | $307K | Nov 22, 2026 | in 20 days',
    '47.868,84 $ | 307K $ | 22.11.2026 | in 20 days',
    '$47,868.84 | $307K | 2026/11/22 | in 20 days',
  ]);
  readAs('ar-EG');
  expect(formatMoneyShort(307_000)).toContain('٣٠٧');
  expect(formatDaysAway(20)).toBe('in ٢٠ days');
});
