import { describe, expect, test } from 'vitest';
import {
  carriagesEndLinesUntil,
  endOfLine,
  longestRecord,
  shapeOfRecord,
} from '../../../src-main/company/csv-record-shape';

const comma = 0x2c;
const shaped = (text: string, { carriagesUntil = 0, last = true } = {}) =>
  shapeOfRecord(Buffer.from(text), 0, comma, carriagesUntil, last);

describe('a record of a CSV file', () => {
  test.each([
    ['a,b\nc', { found: 'whole', end: 3, next: 4, delimiters: 1, open: false }],
    ['a,b\r\nc', { found: 'whole', end: 3, next: 5 }],
    ['"a,\n""b",c\nd', { found: 'whole', end: 10, next: 11, delimiters: 1, innerLines: 1 }],
    ['a,"b\nc', { found: 'cut', open: true, innerLines: 1 }],
    ['a\rb\nc', { found: 'whole', end: 3, bareCarriage: true }],
    ['"a\rb"\nc', { found: 'whole', end: 5, bareCarriage: false }],
    ['a,b\r', { found: 'whole', end: 3, next: 4 }],
  ])('ends at the first line end outside of quotes: %j', (text, shape) => {
    expect(shaped(text)).toMatchObject(shape);
  });

  test('that ends in a carriage return may go on in what comes next', () => {
    expect(shaped('a,b\r', { last: false })).toMatchObject({ found: 'cut', end: 3 });
  });

  test('ends at a carriage return alone where those end lines, and there only', () => {
    expect(shaped('a\rb\rc\n', { carriagesUntil: 2 })).toMatchObject({ found: 'whole', end: 1, next: 2 });
    expect(shaped('a\rb\rc\n', { carriagesUntil: 1 })).toMatchObject({ end: 5, bareCarriage: true });
  });

  test('that does not end within a megabyte has no end', () => {
    expect(shaped('x'.repeat(longestRecord + 2)).found).toBe('endless');
    expect(shaped(`${'x'.repeat(longestRecord)}\n`)).toMatchObject({ found: 'whole', end: longestRecord });
  });
});

describe('carriage returns alone', () => {
  const until = (text: string, fields = 2) => {
    const data = Buffer.from(text);
    const shape = shapeOfRecord(data, 0, comma, 0, true);
    return carriagesEndLinesUntil(data, 0, shape, { fields, delimiter: comma });
  };

  test.each([
    ['a,b\rc,d\n', 7],
    ['a,b\r\rc,d\n', 8],
    ['"a\r,x",b\rc,d\n', 12],
    ['"a\rb",c\rd,"e\rf"\n', 15],
  ])('end lines where each piece between them is a record: %j', (text, end) => {
    expect(until(text)).toBe(end);
  });

  test.each([['a,b\rc\n'], ['a\rb,c\n'], ['a,b,c\rd,e\n'], ['a,b\rc,d,e\n'], ['a,b\rc,"d\n']])(
    'are a mistake within one where a piece is none: %j',
    (text) => {
      expect(until(text)).toBe(0);
    },
  );
});

test('a line ends at the first of its ends, quotes or not', () => {
  const data = Buffer.from('a"b\rc\nd');
  expect([endOfLine(data, 0, false), endOfLine(data, 0, true)]).toEqual([5, 3]);
  expect([endOfLine(data, 4, true), endOfLine(data, 6, true), endOfLine(data, 6, false)]).toEqual([5, 7, 7]);
  expect(endOfLine(Buffer.from('a\rb'), 0, true)).toBe(1);
});
