import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { timeTicks } from '../../../src-renderer/ui/charts/time-ticks';
import { epochDayOf } from '../../../src-renderer/ui/format/day';
import { formatDuration, formatRelativeInstant } from '../../../src-renderer/ui/format/instant';
import {
  formatBytes,
  formatCountShort,
  formatFixed,
  formatMoneyShort,
  formatMoneySigned,
  formatPlural,
  formatPoints,
  formatShare,
  formatShareTyped,
  formatSigned,
  formatSignedShare,
  setMoneyCurrency,
} from '../../../src-renderer/ui/format/number';
import { readAs } from '../../../src-renderer/ui/format/reader';
import { sparklinePath } from '../../../src-renderer/ui/sparkline-path';
import { readWidths } from '../../../src-renderer/ui/table/use-column-widths';
import { reasonWords, stageTone } from '../../../src-renderer/ui/words/message-words';

beforeAll(() => readAs('en-US'));

const day = epochDayOf;
const ticks = (first: string, last: string, most: number) => timeTicks(day(first), day(last), most);

describe('figures', () => {
  afterEach(() => setMoneyCurrency(null));

  test('of a difference in money carry its sign, and none where nothing changed', () => {
    expect([1200, -80.5, 0].map(formatMoneySigned)).toEqual(['+$1,200', '−$80.50', '$0']);
    setMoneyCurrency('JPY');
    expect(formatMoneySigned(-1234.6)).toBe('−¥1,235');
  });

  test('change their letter at a thousand times, as rounded to three figures', () => {
    expect([1_000, 999_499, 999_500, 1e6, 1e9, 1e12].map(formatMoneyShort)).toEqual([
      '$1K',
      '$999K',
      '$1M',
      '$1M',
      '$1B',
      '$1T',
    ]);
    expect([-1_000_000, 12_345].map(formatCountShort)).toEqual(['−1M', '12.3K']);
  });

  test('of scores carry their sign and always one decimal', () => {
    expect([3, -0.25, 0].map(formatPoints)).toEqual(['+3.0', '−0.3', '0.0']);
    expect([formatSigned(3.4), formatSigned(3.46, 1), formatSigned(-2), formatSigned(0)]).toEqual([
      '+3',
      '+3.5',
      '−2',
      '0',
    ]);
  });

  test('of shares are whole, to the tenth as they were typed, or with their sign', () => {
    expect([formatShare(0.424), formatShare(0.4, 1)]).toEqual(['42%', '40.0%']);
    expect([0.205, 0.2].map(formatShareTyped)).toEqual(['20.5%', '20%']);
    expect([0.124, -0.08, 0].map(formatSignedShare)).toEqual(['+12%', '−8%', '0%']);
  });

  test('keep the decimals that are asked for', () => {
    expect([formatFixed(0.015, 4), formatPlural(2.46, 'day', 'days', 1), formatPlural(1, 'day')]).toEqual([
      '0.0150',
      '2.5 days',
      '1 day',
    ]);
  });

  test('of bytes are whole bytes up to a thousand, and terabytes at most', () => {
    expect([1, 999, 1_000, 3.44e6, 5e15].map(formatBytes)).toEqual([
      '1 byte',
      '999 bytes',
      '1 kB',
      '3.44 MB',
      '5,000 TB',
    ]);
  });
});

describe('how long ago', () => {
  const ago = (seconds: number) => formatRelativeInstant(-seconds * 1000, 0);

  test('is told by the unit that keeps it short', () => {
    expect([0, 44, 45, 90, 3_569].map(ago)).toEqual([
      'just now',
      'just now',
      '1 minute ago',
      '2 minutes ago',
      '59 minutes ago',
    ]);
    expect([3_600, 5_400, 86_399].map(ago)).toEqual(['1 hour ago', '2 hours ago', '24 hours ago']);
    expect([86_400, 2 * 86_400].map(ago)).toEqual(['yesterday', '2 days ago']);
    expect([-5, -6, -60, -7_200].map(ago)).toEqual(['just now', 'in a moment', 'in 1 minute', 'in 2 hours']);
  });

  test('something took is told in seconds, minutes, or hours and minutes', () => {
    expect([-1, 0, 59, 60, 3_569, 3_600, 7_800].map(formatDuration)).toEqual([
      '0 s',
      '0 s',
      '59 s',
      '1 min',
      '59 min',
      '1 h',
      '2 h 10 min',
    ]);
  });
});

describe('ticks of a time axis', () => {
  test('are firsts of months where three lie within, the first and last day too', () => {
    expect(ticks('2026-01-01', '2026-03-01', 7)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01'].map(day));
    expect(ticks('2026-01-02', '2026-04-30', 7)).toEqual(['2026-02-01', '2026-03-01', '2026-04-01'].map(day));
  });

  test('are whole weeks back from the last day where the span has fewer', () => {
    expect(ticks('2026-01-01', '2026-01-29', 7)).toEqual(
      ['2026-01-01', '2026-01-08', '2026-01-15', '2026-01-22', '2026-01-29'].map(day),
    );
    expect(ticks('2026-01-05', '2026-02-27', 4)).toEqual(
      ['2026-01-16', '2026-01-30', '2026-02-13', '2026-02-27'].map(day),
    );
  });

  test('of months are every so many, that no more stand than may', () => {
    expect(ticks('2025-01-01', '2026-12-31', 8)).toHaveLength(8);
    expect(ticks('2026-05-05', '2026-05-05', 7)).toEqual([day('2026-05-05')]);
  });
});

describe('a sparkline', () => {
  const ys = (values: (number | null)[]) =>
    [...sparklinePath(values, 106, 46).line.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));

  test('shows at least thirty points, and all of 0-100 where all of it was there', () => {
    expect(ys([0, 100])).toEqual([43, 3]);
    expect(ys([40, 60])).toEqual([36.3, 9.7]);
  });

  test('of scores at an end keeps to that end', () => {
    expect(ys([0, 0])).toEqual([43, 43]);
    expect(ys([100, 100])).toEqual([3, 3]);
  });

  test('of one score stands in the middle', () => {
    expect(sparklinePath([50], 106, 46)).toEqual({ line: 'M53 23', end: { x: 53, y: 23 } });
  });
});

test('widths of columns that can’t be read, or that nobody could use, are none', () => {
  expect(readWidths('{"name":120,"arr":48,"risk":47,"owner":"90"}')).toEqual({ name: 120, arr: 48 });
  for (const kept of [undefined, 'null', '[60]', '7', '{"name":']) expect(readWidths(kept)).toEqual({});
});

describe('a message', () => {
  test('of a stage that only a newer company knows has no colour', () => {
    expect([stageTone('sent'), stageTone('bounced'), stageTone('parked')]).toEqual([
      'healthy',
      'high',
      'none',
    ]);
  });

  test('is said to be with the server by which it goes', () => {
    expect(reasonWords('sent', 'sent')).toBe('The mail server took it');
    expect(reasonWords('sent', 'sent', 'webhook')).toBe('Its server took it');
    expect(reasonWords('sent', 'sent', 'in_app')).toBe('The product shows it');
    expect(reasonWords('sent', 'seen', 'in_app')).toBe('The contact saw it');
    expect(reasonWords('waiting', 'rate', 'sms')).toBe('Its server has had enough this minute');
    expect(reasonWords('cancelled', 'by_hand', 'in_app')).toBe('Taken back in time');
  });
});
