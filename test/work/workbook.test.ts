import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Cell, Ground, Row, Table } from '../../src-main/reports/table';
import { writeTable } from '../../src-main/reports/write-table';
import { sheetXml } from '../../src-main/reports/xlsx/sheet-xml';
import { writeWorkbook } from '../../src-main/reports/xlsx/write-workbook';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-workbook-'));
  path = join(folder, 'table.xlsx');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const grounds: readonly Ground[] = [
  ['What', 'Accounts'],
  ['Data as of', '2026-11-30'],
];

function tableOfCells(...rows: (readonly Cell[])[]): Table {
  return {
    name: 'Accounts',
    currency: 'EUR',
    columns: [
      { heading: 'Account' },
      { heading: 'ARR (EUR)', kind: 'money' },
      { heading: 'Renews', kind: 'day' },
    ],
    rows,
  };
}

async function readBack(sheet: number): Promise<unknown[][]> {
  return (await readWorkbook(path, { trim: false }))[sheet - 1]?.data ?? [];
}

async function sheetNames(): Promise<string[]> {
  return (await readWorkbook(path)).map(({ sheet }) => sheet);
}

async function written(...rows: (readonly Cell[])[]): Promise<unknown[][]> {
  await writeWorkbook(path, tableOfCells(...rows), grounds);
  return (await readBack(1)).slice(1);
}

describe('a workbook', () => {
  it('can be filtered by each of its columns, over all of its rows', async () => {
    const { columns } = tableOfCells();
    async function* rows(): AsyncGenerator<Row> {
      yield ['Acme', 1, null];
      yield ['Bravo', 2, null];
    }
    let xml = '';
    for await (const piece of sheetXml(columns, rows())) xml += piece;
    expect(xml).toContain('<autoFilter ref="A1:C3"/>');
  });

  it('holds numbers as numbers, days as dates and nothing where nothing is known', async () => {
    expect(
      await written(['Acme', 1200.5, '2026-11-30'], ['Bravo', -0.01, null], ['Charlie', 0, '1969-07-20']),
    ).toEqual([
      ['Acme', 1200.5, new Date('2026-11-30T00:00:00Z')],
      ['Bravo', -0.01, null],
      ['Charlie', 0, new Date('1969-07-20T00:00:00Z')],
    ]);
  });

  it('holds a moment to its second as it is written, and what is no moment, or a formula, as text', async () => {
    const moments = [
      '2026-11-30T23:59:59Z',
      '2024-02-29T00:00:00Z',
      '2026-11-30',
      '=NOW()',
      '1850-01-01T00:00:00Z',
    ];
    const table = { name: 'T', currency: null, columns: [{ heading: 'When', kind: 'moment' as const }] };
    await writeWorkbook(path, { ...table, rows: moments.map((moment) => [moment]) }, grounds);
    const [, ...rows] = await readBack(1);
    const nearest = (cell: unknown) => (cell instanceof Date ? Math.round(Number(cell) / 1000) : cell);
    expect(rows.map(([cell]) => nearest(cell))).toEqual([
      ...moments.slice(0, 2).map((moment) => Date.parse(moment) / 1000),
      ...moments.slice(2),
    ]);
  });

  it('holds any text to the letter: other scripts, marks of XML, line breaks, blanks at its ends', async () => {
    const names = ['Zoë & Söhne <AG> "1"', '日本語 🎉', ' two\nlines\r\nand blanks ', '0012', '2026-11-30'];
    expect((await written(...names.map((name) => [name, null, null]))).map(([name]) => name)).toEqual(names);
  });

  it('keeps what begins like a formula as the text that it is', async () => {
    const names = ['=1+1', '+49 30 1234', '-5', '@SUM(A1)', '\t=1', '\r=1', '＝1+1'];
    expect((await written(...names.map((name) => [name, null, null]))).map(([name]) => name)).toEqual(names);
  });

  it('leaves out what no file of its kind can hold', async () => {
    expect((await written(['a\u0000b\u000Bc\uD800d\uFFFEe', null, null]))[0]?.[0]).toBe('abcde');
  });

  it('cuts a text that is longer than a cell, and marks it', async () => {
    const [[text]] = (await written(['x'.repeat(40_000), null, null])) as [[string]];
    expect(text).toHaveLength(32_767);
    expect(text.endsWith('x…')).toBe(true);
  });

  it('tells on its last sheet what it rests on', async () => {
    await written(['Acme', 1, null]);
    expect(await sheetNames()).toEqual(['Accounts', 'About this file']);
    expect((await readBack(2)).slice(1)).toEqual([
      ['What', 'Accounts'],
      ['Data as of', new Date('2026-11-30T00:00:00Z')],
    ]);
  });

  it('goes on on another sheet under the same headings where one is full, and says so', async () => {
    await writeWorkbook(path, tableOfCells(['a', 1, null], ['b', 2, null], ['c', 3, null]), grounds, 3);
    expect(await sheetNames()).toEqual(['Accounts', 'Accounts (2)', 'About this file']);
    expect((await readBack(1)).map(([name]) => name)).toEqual(['Account', 'a', 'b']);
    expect((await readBack(2)).map(([name]) => name)).toEqual(['Account', 'c']);
    expect((await readBack(3)).at(-1)?.[0]).toBe('Sheets');
  });

  it('begins no sheet for nothing where the last row just fits', async () => {
    await writeWorkbook(path, tableOfCells(['a', 1, null], ['b', 2, null]), grounds, 3);
    expect(await sheetNames()).toEqual(['Accounts', 'About this file']);
  });

  it('is there whole or not at all, and what was there before stays', async () => {
    await written(['Acme', 1, null]);
    const before = readFileSync(path);
    const broken: Table = { ...tableOfCells(), rows: failing() };
    await expect(writeWorkbook(path, broken, grounds)).rejects.toThrow('the copy went away');
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['table.xlsx']);
  });

  it('is the same file byte by byte when it is made again of the same', async () => {
    await written(['Acme', 1, '2026-11-30']);
    const before = readFileSync(path);
    await written(['Acme', 1, '2026-11-30']);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is written row by row: the rest of the program goes on meanwhile, and memory stays flat', async () => {
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const before = process.memoryUsage().rss;
    try {
      await writeWorkbook(path, { ...tableOfCells(), rows: many(100_000) }, grounds);
    } finally {
      clearInterval(turning);
    }
    expect(turns).toBeGreaterThan(50);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });
});

describe('plain text', () => {
  it('begins with its headings, and what it rests on stands in a file beside it', async () => {
    const file = { path: join(folder, 'a.csv'), format: 'csv' as const, madeAt: 0, version: '1.2.3' };
    expect(await writeTable(file, tableOfCells(['=Acme', 1.5, '2026-11-30']), grounds)).toBe(1);
    expect(readFileSync(file.path, 'utf8')).toBe(
      "\uFEFFAccount,ARR (EUR),Renews\r\n'=Acme,1.5,2026-11-30\r\n",
    );
    expect(readFileSync(join(folder, 'a.about.txt'), 'utf8')).toBe(
      'What: Accounts\r\nData as of: 2026-11-30\r\n',
    );
  });

  it('lets no name pretend to be a line of its grounds', async () => {
    const file = { path: join(folder, 'a.csv'), format: 'csv' as const, madeAt: 0, version: '1.2.3' };
    await writeTable(file, tableOfCells(), [['Owner', 'Ann\r\nData as of: 2030-01-01']]);
    expect(readFileSync(join(folder, 'a.about.txt'), 'utf8')).toBe('Owner: Ann Data as of: 2030-01-01\r\n');
  });

  it('leaves no file beside one that could not be written', async () => {
    const file = { path: join(folder, 'gone', 'a.csv'), format: 'csv' as const, madeAt: 0, version: '1.2.3' };
    await expect(writeTable(file, tableOfCells(), grounds)).rejects.toThrow(
      'the folder is not there any more',
    );
    expect(existsSync(join(folder, 'gone'))).toBe(false);
  });
});

async function* failing(): AsyncGenerator<readonly Cell[]> {
  yield ['Acme', 1, null];
  throw new Error('the copy went away');
}

function* many(count: number): Generator<readonly Cell[]> {
  for (let number = 0; number < count; number += 1) yield [`Account ${number}`, number, '2026-11-30'];
}
