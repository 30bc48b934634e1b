import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CsvColumn, columnSql, usualReading } from '../../src-main/company/csv-columns';
import { startPostgres, type TestServer } from '../support/postgres';

let server: TestServer;
let client: pg.PoolClient;
beforeAll(async () => {
  server = await startPostgres();
  client = await server.admin.connect();
  await client.query(`SET timezone = 'UTC'`);
});
afterAll(async () => {
  client.release();
  await server.stop();
});

/** What the column makes of each cell, as text; null where it refuses it. */
async function read(column: CsvColumn, cells: readonly string[]): Promise<(string | null)[]> {
  const sql = columnSql(column, 'cell', usualReading);
  const { rows } = await client.query<{ value: string | null }>(
    `SELECT (CASE WHEN ${sql.valid} THEN ${sql.value} END)::text AS value
       FROM unnest($1::text[]) WITH ORDINALITY AS t (cell, nth) ORDER BY nth`,
    [cells],
  );
  return rows.map((row) => row.value);
}

const columns: CsvColumn[] = [
  { name: 'x', kind: 'id' },
  { name: 'x', kind: 'text' },
  { name: 'x', kind: 'email' },
  { name: 'x', kind: 'instant' },
  { name: 'x', kind: 'day' },
  { name: 'x', kind: 'whole', min: 1, max: 5 },
  { name: 'x', kind: 'amount', max: 1000 },
  { name: 'x', kind: 'number' },
  { name: 'x', kind: 'flag' },
  { name: 'x', kind: 'choice', of: ['one', 'two'] },
];

/** Any text, and texts that come close to what a column wants. */
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0')),
  fc.string({ unit: fc.constantFrom(...'0123456789-+:.TZ eE'), minLength: 1, maxLength: 30 }),
  fc
    .tuple(
      fc.integer({ min: 1960, max: 2110 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    )
    .map(([year, month, day]) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`),
  fc
    .tuple(
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 0, max: 61 }),
      fc.constantFrom('', 'Z', ' +02:00', '-1130', '+14', '+15:59'),
    )
    .map(
      ([hour, minute, zone]) =>
        `2024-02-29T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}${zone}`,
    ),
  fc.double().map(String),
  fc.constantFrom('infinity', '-infinity', 'now', 'today', 'epoch', 'NaN', '1e999', '0x1F', '1_000', '٣'),
);

test.each(columns.map((column) => [column.kind, column] as const))(
  'no text whatever makes reading a column of kind %s fail',
  async (_kind, column) => {
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 200 }), async (cells) => {
        expect(await read(column, cells)).toHaveLength(cells.length);
      }),
      { numRuns: 30 },
    );
  },
);

test('every day from 1970 to 2099 is read, and no day that the calendar lacks', async () => {
  const texts: string[] = [];
  const real: (string | null)[] = [];
  for (let year = 1969; year <= 2100; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= 31; day += 1) {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const parsed = new Date(`${text}T00:00:00Z`);
        const exists = parsed.getUTCDate() === day && parsed.getUTCMonth() === month - 1;
        texts.push(text);
        real.push(exists && year >= 1970 && year < 2100 ? text : null);
      }
    }
  }
  expect(await read({ name: 'x', kind: 'day' }, texts)).toEqual(real);
});

describe('a time', () => {
  test.each([
    ['2026-01-31', '2026-01-31 00:00:00+00'],
    ['2026-01-31 10:05', '2026-01-31 10:05:00+00'],
    ['2026-01-31T10:05:06Z', '2026-01-31 10:05:06+00'],
    ['2026-01-31T10:05:06.789z', '2026-01-31 10:05:06.789+00'],
    ['2026-01-31T10:05:06+02:00', '2026-01-31 08:05:06+00'],
    ['2026-01-31 10:05:06 -0130', '2026-01-31 11:35:06+00'],
    ['2024-02-29T23:59:59Z', '2024-02-29 23:59:59+00'],
  ])('written %s is read as %s', async (text, instant) => {
    expect(await read({ name: 'x', kind: 'instant' }, [text])).toEqual([instant]);
  });

  test.each([
    '2023-02-29T10:00:00Z',
    '2026-04-31',
    '2026-01-31T24:00',
    '2026-01-31T10:60',
    '31.01.2026',
    '1/31/2026',
    '20260131',
    'today',
  ])('written %s is refused', async (text) => {
    expect(await read({ name: 'x', kind: 'instant' }, [text])).toEqual([null]);
  });
});

test.each<[CsvColumn, string, string | null]>([
  [{ name: 'x', kind: 'flag' }, 'Yes', 'true'],
  [{ name: 'x', kind: 'flag' }, '0', 'false'],
  [{ name: 'x', kind: 'flag' }, 'TRUE', 'true'],
  [{ name: 'x', kind: 'flag' }, '2', null],
  [{ name: 'x', kind: 'whole', min: 1, max: 5 }, '5', '5'],
  [{ name: 'x', kind: 'whole', min: 1, max: 5 }, '6', null],
  [{ name: 'x', kind: 'whole', min: 1, max: 5 }, '99999999999999999999', null],
  [{ name: 'x', kind: 'amount', max: 1 }, '0.25', '0.25'],
  [{ name: 'x', kind: 'amount', max: 1 }, '0,25', '0.25'],
  [{ name: 'x', kind: 'amount', max: 1 }, '-0.25', null],
  [{ name: 'x', kind: 'number' }, '-1.5e3', '-1500'],
  [{ name: 'x', kind: 'number' }, 'NaN', null],
  [{ name: 'x', kind: 'email' }, 'Ann@X.org', 'ann@x.org'],
  [{ name: 'x', kind: 'email' }, 'Ann', null],
  [{ name: 'x', kind: 'choice', of: ['core', 'other'] }, 'Core', 'core'],
  [{ name: 'x', kind: 'id' }, 'x'.repeat(201), null],
])('%o reads %s as %s', async (column, text, value) => {
  expect(await read(column, [text])).toEqual([value]);
});
