import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countDecimalMark, decideDecimals, startDecimalCount } from '../../../src-main/lib/decimal-count';
import {
  type DecimalMark,
  type DecimalRule,
  decimalMarkOf,
  readNumber,
} from '../../../src-main/lib/dressed-number';
import { dressedNumber } from '../../support/dressed-numbers';

const nothing: DecimalRule = { by: 'nothing' };
const points: DecimalRule = { by: 'cells', mark: '.' };
const commas: DecimalRule = { by: 'cells', mark: ',' };
const meaningOf = (cell: string, rule: DecimalRule = nothing, whole = false) => {
  const reading = readNumber(cell, rule, whole);
  return reading.kind === 'number' ? reading.value : reading.kind;
};

describe('a cell that has one reading is read so, whatever the others of its column look like', () => {
  test.each<[string, number]>([
    ['5', 5],
    ['4.0', 4],
    ['5.', 5],
    ['.15', 0.15],
    [',15', 0.15],
    ['-0.5', -0.5],
    ['+7', 7],
    ['\u22127', -7],
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['1234.567', 1234.567],
    ['1,234.5', 1234.5],
    ['1.234,56', 1234.56],
    ['1,234,567', 1234567],
    ['1.234.567', 1234567],
    ['12,34,567.5', 1234567.5],
    ['1 234', 1234],
    ['1\u202F234\u00A0567,5', 1234567.5],
    ["1'234.50", 1234.5],
    ['1\u2019234', 1234],
    ['12,5', 12.5],
    ['1e3', 1000],
    ['1.5E-2', 0.015],
    ['12%', 0.12],
    ['12.5 %', 0.125],
    ['58%', 0.58],
    ['-3%', -0.03],
    ['$1,234.00', 1234],
    ['€ 5', 5],
    ['5 €', 5],
    ['5,00\u00A0€', 5],
    ['US$ 5.25', 5.25],
    ['R$ 12,50', 12.5],
    ['EUR 5', 5],
    ['5 USD', 5],
    ['-$5', -5],
    ['$-5', -5],
    ['(5.00)', -5],
    ['($1,234.50)', -1234.5],
    ['$(5)', -5],
    ['5-', -5],
    ['\u00A0 5\u200B', 5],
    ['\uFEFF5', 5],
    ['007', 7],
  ])('%s is %d', (cell, value) => {
    for (const rule of [nothing, points, commas, { by: 'both' } as const]) {
      expect(meaningOf(cell, rule)).toBe(value);
    }
  });
});

test.each([
  '',
  ' ',
  '\u00A0',
  '-',
  '\u2014',
  ' \u2013 ',
  'N/A',
  'n/a',
  '#N/A',
  'NULL',
  '\\N',
  'nan',
  'NaN',
  '<NA>',
  'None',
])('“%s” says that the number is not known', (cell) => expect(meaningOf(cell)).toBe('not known'));

test.each([
  ...[
    'abc',
    '1.2.3',
    '1,23,4',
    '1,2345.6',
    '12 34',
    '1_000',
    '0x1F',
    '1e',
    'e5',
    '--5',
    '-5-',
    '(5',
    '5)',
    '-(5)',
    '%',
    '$',
  ],
  ...[
    '\u0663',
    'Infinity',
    '-inf',
    '1.234,567.8',
    '1,234.567,8',
    '5 apples',
    '2026-01-05',
    '1/2',
    '.',
    ',',
    '€',
    '9'.repeat(100),
  ],
  ...['1,234.5.', '12%%', '5 5', "1'23"],
])('“%s” is no number', (cell) => expect(meaningOf(cell)).toBe('no number'));

describe('a group of three behind one mark', () => {
  test.each<[string, DecimalRule, number | string]>([
    ['1,234', nothing, 'in doubt'],
    ['1.234', nothing, 1.234],
    ['1,234', points, 1234],
    ['1.234', points, 1.234],
    ['1,234', commas, 1.234],
    ['1.234', commas, 1234],
    ['1,234', { by: 'both' }, 'in doubt'],
    ['1.234', { by: 'both' }, 'in doubt'],
    ['-$1,234', points, -1234],
    ['(1,234)', commas, -1.234],
  ])('%s is read by %o as %s', (cell, rule, value) => expect(meaningOf(cell, rule)).toBe(value));

  test('is told with both its readings where nothing decides', () => {
    expect(readNumber('1,234', nothing)).toEqual({ kind: 'in doubt', withPoint: 1234, withComma: 1.234 });
  });

  test('means thousands in a column of whole numbers, unless it would be whole either way', () => {
    expect(meaningOf('1,234', nothing, true)).toBe(1234);
    expect(meaningOf('1,000', nothing, true)).toBe('in doubt');
    expect(meaningOf('1.234', nothing, true)).toBe(1.234);
    expect(meaningOf('12,0', nothing, true)).toBe(12);
    expect(decimalMarkOf('1,234', true)).toBe('.');
    expect(decimalMarkOf('1,000', true)).toBe('either');
  });
});

test('what the person says holds, and a cell that shows the other mark is no number then', () => {
  const said = (mark: DecimalMark): DecimalRule => ({ by: 'option', mark });
  expect(meaningOf('1,234', said(','))).toBe(1.234);
  expect(meaningOf('1,234', said('.'))).toBe(1234);
  expect(meaningOf('1.234', said(','))).toBe(1234);
  expect(readNumber('1.5', said(','))).toEqual({ kind: 'other mark', mark: '.' });
  expect(readNumber('1.234,5', said('.'))).toEqual({ kind: 'other mark', mark: ',' });
  expect(meaningOf('5', said(','))).toBe(5);
});

describe('a column shows its decimal mark', () => {
  const count = (...cells: string[]) => {
    const counted = startDecimalCount();
    for (const cell of cells) countDecimalMark(counted, cell);
    return counted;
  };
  const decide = (column: string[], file: string[][] = [], said?: DecimalMark) =>
    decideDecimals(
      count(...column),
      file.map((cells) => count(...cells)),
      said,
    );

  test.each<[string, string[], DecimalRule]>([
    ['by a number of decimals that is not three', ['1,234', '100.0'], points],
    ['by a zero in front of it', ['1,234', '0.123'], points],
    ['by both marks in one cell', ['1,234', '9.876,5'], commas],
    ['by two groups', ['1,234', '1,234,567'], points],
    ['by two groups with points', ['1.234', '1.234.567'], commas],
    ['not by groups of three alone', ['1,234', '5', '999', '1.234'], nothing],
    ['not by words', ['1,234', 'N/A', 'a.b', '1.2.3'], nothing],
    ['not by spaces between thousands', ['1,234', '1 234'], nothing],
    ['not by now the one and now the other', ['1,5', '1.5'], { by: 'both' }],
    ['by all but one slip in twenty', [...Array<string>(20).fill('1.5'), '1,5'], points],
    ['not with two', [...Array<string>(20).fill('1,5'), '1.5', '1.5'], { by: 'both' }],
  ])('%s', (_words, cells, rule) => expect(decide(cells)).toEqual(rule));

  test('and one that doesn’t is read as the file’s other columns are', () => {
    expect(decide(['1,234'], [['1,234'], ['5', '0.5']])).toEqual(points);
    expect(decide(['1,234'], [['2,5'], ['0.5']])).toEqual({ by: 'both' });
    expect(decide(['1,5'], [['0.5', '1.5']])).toEqual(commas);
  });

  test('unless the person says so', () => {
    expect(decide(['1.5'], [], ',')).toEqual({ by: 'option', mark: ',' });
  });
});

describe('whatever its dress', () => {
  test('a number that is taken is the number that was meant', () => {
    fc.assert(
      fc.property(dressedNumber, ({ value, text, mark }) => {
        const cells = { by: 'cells', mark } as const;
        expect(meaningOf(text, cells)).toBe(value);
        expect(meaningOf(text, { by: 'option', mark })).toBe(value);
        const alone = meaningOf(text);
        expect([value, 'in doubt']).toContain(
          mark === ',' && /^[^.,]*\.[0-9]{3}[^0-9.,]*$/.test(text) ? value : alone,
        );
      }),
      { numRuns: Number(process.env['STEWARD_DRESS_RUNS'] ?? 2000) },
    );
  });

  test('any text is read without a failure, and as one of the two readings it can have', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(..."0123456789.,-+()%$€ eE\u00A0\u202F'NA/"), maxLength: 14 }),
    );
    fc.assert(
      fc.property(text, fc.boolean(), (cell, whole) => {
        const reading = readNumber(cell, nothing, whole);
        const readings = [points, commas].map((rule) => meaningOf(cell, rule, whole));
        if (reading.kind === 'number') {
          expect(Number.isFinite(reading.value)).toBe(true);
          expect(readings).toContain(reading.value);
        } else if (reading.kind !== 'in doubt') expect(readings).toEqual([reading.kind, reading.kind]);
      }),
      { numRuns: Number(process.env['STEWARD_DRESS_RUNS'] ?? 2000) },
    );
  });
});
