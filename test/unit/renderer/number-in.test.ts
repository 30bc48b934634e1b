import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { numberIn } from '../../../src-renderer/ui/figures/number-in';
import { formatCount, formatMoney, formatShare, formatSigned } from '../../../src-renderer/ui/format/number';
import { readAs } from '../../../src-renderer/ui/format/reader';

afterAll(() => readAs('en-US'));

const locales = ['en-US', 'de-DE', 'fr-FR', 'de-CH', 'en-IN', 'sv-SE', 'pt-BR', 'ja-JP', 'ar-EG', 'hi-IN'];

test.each(locales)('a number is read back as %s shows it', (locale) => {
  readAs(locale);
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (whole) => {
      const cents = whole / 100;
      expect(numberIn(formatCount(Math.abs(whole)))).toBe(Math.abs(whole));
      expect(numberIn(formatCount(Math.abs(cents), 2))).toBeCloseTo(Math.abs(cents), 9);
      expect(numberIn(formatSigned(whole))).toBe(whole === 0 ? 0 : whole);
      expect(numberIn(formatMoney(Math.abs(cents)))).toBeCloseTo(Math.abs(cents), 9);
      expect(numberIn(formatShare((whole % 1000) / 1000, 1))).toBeCloseTo((whole % 1000) / 1000, 9);
    }),
  );
});

test.each([
  '',
  '–',
  'Acme',
  '12 accounts',
  '$1.2M',
  '48K',
  '1 of 2',
  '2026-11-30',
  'Nov 30, 2026',
  '1.2.3',
  '+',
  '12 %%',
  '007',
  '00,123',
  '+1 555 123 4567',
  '12,34',
  '1,2345',
  '12345678901234567',
])('words are no number: “%s”', (text) => {
  readAs('en-US');
  expect(numberIn(text)).toBeNull();
});
