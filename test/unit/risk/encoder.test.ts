import { describe, expect, test } from 'vitest';
import { encode, fitEncoder, termName } from '../../../src-main/engines/risk/model/encoder';
import { type Table, takeRows } from '../../../src-main/engines/risk/model/table';
import { columnFromText, wordsAmongNumbers } from '../../../src-main/engines/risk/model/text-column';

function tableFrom(columns: Record<string, string[]>): Table {
  const [first = []] = Object.values(columns);
  return {
    rows: first.length,
    columns: Object.entries(columns).map(([name, cells]) => columnFromText(name, cells)),
  };
}

function encoded(columns: Record<string, string[]>) {
  const table = tableFrom(columns);
  const encoder = fitEncoder(table);
  return Object.fromEntries(
    encode(encoder, table).columns.map(({ name, values }) => [name, Array.from(values)]),
  );
}

describe('cells of text', () => {
  test('become numbers when every cell that is not missing reads as one', () => {
    const column = columnFromText('mrr', ['1', ' 2.5 ', '', 'NA', '-3e2']);
    expect(column.kind === 'number' && Array.from(column.values)).toEqual([
      1,
      2.5,
      Number.NaN,
      Number.NaN,
      -300,
    ]);
  });

  test('become categories in order otherwise', () => {
    const column = columnFromText('plan', ['pro', 'free', '', 'pro']);
    expect(column.kind === 'category' && [column.levels, Array.from(column.codes)]).toEqual([
      ['free', 'pro'],
      [1, 0, -1, 1],
    ]);
  });

  test('stay numbers when one in twenty is a word, which counts as missing', () => {
    const cells = [...Array.from({ length: 19 }, (_, row) => String(row)), 'unknown'];
    const column = columnFromText('mrr', cells);
    expect(column.kind === 'number' && column.values[19]).toBeNaN();
    expect(wordsAmongNumbers(cells)).toEqual(['unknown']);
    expect(columnFromText('mrr', cells.slice(1)).kind).toBe('category');
  });

  test('that read as infinite are no numbers', () => {
    expect(columnFromText('x', ['1', 'Infinity']).kind).toBe('category');
  });
});

describe('encoding', () => {
  test('centres numbers on the median and scales them by the interquartile range', () => {
    expect(encoded({ seats: ['1', '2', '3', '4', '5'] })).toEqual({ seats: [-1, -0.5, 0, 0.5, 1] });
  });

  test('one giant does not flatten the others', () => {
    const { seats = [] } = encoded({ seats: ['1', '2', '3', '4', '1000000'] });
    expect((seats[1] ?? 0) - (seats[0] ?? 0)).toBe(0.5);
  });

  test('scales by the standard deviation where most rows are alike', () => {
    expect(encoded({ tickets: ['0', '0', '0', '0', '2'] })).toEqual({
      tickets: [0, 0, 0, 0, Math.sqrt(5)],
    });
  });

  test('says which numbers and categories are missing', () => {
    expect(encoded({ nps: ['1', '', '3'], plan: ['a', 'b', ''] })).toEqual({
      nps: [-1, 0, 1],
      'nps missing': [0, 1, 0],
      'plan=b': [0, 1, 0],
      'plan missing': [0, 0, 1],
    });
  });

  test('takes the first level as the base, unless it has hardly any rows', () => {
    const cells = (rare: number) => [
      ...Array(rare).fill('a'),
      ...Array(20).fill('b'),
      ...Array(20).fill('c'),
    ];
    expect(Object.keys(encoded({ plan: cells(10) }))).toEqual(['plan=b', 'plan=c']);
    expect(Object.keys(encoded({ plan: cells(9) }))).toEqual(['plan=a', 'plan=c']);
  });

  test('a column that never varies gives nothing', () => {
    expect(encoded({ country: ['NL', 'NL'], seats: ['3', '3'] })).toEqual({});
  });

  test('is learned from the rows fitted to and then the same for any', () => {
    const table = tableFrom({ plan: ['a', 'b', 'c', 'b'], seats: ['1', '3', '90', ''] });
    const encoder = fitEncoder(takeRows(table, Int32Array.of(0, 1)));
    expect(encoder.terms.map(termName)).toEqual(['plan=b', 'seats']);
    const [plan, seats] = encode(encoder, table).columns;
    expect(Array.from(plan?.values ?? [])).toEqual([0, 1, 0, 1]);
    expect(Array.from(seats?.values ?? [])).toEqual([-1, 1, 88, 0]);
  });

  test('a level that the rows to score have never heard of is absent in all of them', () => {
    const encoder = fitEncoder(tableFrom({ plan: ['a', 'b'] }));
    const later = tableFrom({ plan: ['a', ''] });
    expect(Array.from(encode(encoder, later).columns[0]?.values ?? [])).toEqual([0, 0]);
  });

  test('refuses a table without a column it knows', () => {
    const encoder = fitEncoder(tableFrom({ seats: ['1', '2'] }));
    expect(() => encode(encoder, tableFrom({ users: ['1', '2'] }))).toThrow('no number column "seats"');
  });
});
