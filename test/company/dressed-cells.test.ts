import fc from 'fast-check';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CsvColumn, columnSql, saysNothing } from '../../src-main/company/csv-columns';
import { csvTables } from '../../src-main/company/csv-tables/csv-tables';
import { isNotKnown } from '../../src-main/lib/cell-text';
import { type DecimalRule, readNumber } from '../../src-main/lib/dressed-number';
import { dressedNumber } from '../support/dressed-numbers';
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

interface ReadCell {
  readonly value: string | null;
  readonly problem: string | null;
}

/** What the column makes of each trimmed cell: a value, a problem, or neither where it says nothing. */
async function read(
  column: CsvColumn,
  cells: readonly string[],
  decimals: DecimalRule = { by: 'nothing' },
  zone = 'UTC',
): Promise<ReadCell[]> {
  const sql = columnSql(column, 'cell', { decimals, zone });
  const problem = sql.problems.map(
    ({ when, text }) => `WHEN ${when ?? 'true'} THEN '${text.replaceAll("'", "''")}'`,
  );
  const { rows } = await client.query<ReadCell>(
    `SELECT CASE WHEN NOT silent THEN value END AS value,
            CASE WHEN NOT silent AND value IS NULL THEN CASE ${problem.join(' ')} END END AS problem
       FROM (SELECT cell, nth, ${saysNothing(column, 'cell') ?? 'false'} AS silent,
                    (CASE WHEN ${sql.valid} THEN ${sql.value} END)::text AS value
               FROM unnest($1::text[]) WITH ORDINALITY AS t (cell, nth) OFFSET 0) t ORDER BY nth`,
    [cells],
  );
  return rows;
}

const numeric = csvTables.flatMap((table) =>
  table.columns
    .filter(({ kind }) => kind === 'whole' || kind === 'amount' || kind === 'price' || kind === 'number')
    .map((column) => [`${table.name}.${column.name}`, column] as const),
);
const rules: readonly DecimalRule[] = [
  { by: 'nothing' },
  { by: 'both' },
  { by: 'cells', mark: '.' },
  { by: 'cells', mark: ',' },
  { by: 'option', mark: '.' },
  { by: 'option', mark: ',' },
];

/** The value by lib/dressed-number, where the column takes it. */
function meant(column: CsvColumn, cell: string, rule: DecimalRule): number | null {
  const reading = readNumber(cell, rule, column.kind === 'whole');
  if (reading.kind !== 'number') return null;
  const { value, percent } = reading;
  if (column.kind === 'whole') {
    return !percent && Number.isInteger(value) && value >= column.min && value <= column.max ? value : null;
  }
  if (column.kind === 'price') return Math.abs(value) <= column.max ? value : null;
  if (column.kind === 'amount') return value >= 0 && value <= column.max ? value : null;
  return value;
}

const cellsOfChance = fc.array(
  fc
    .oneof(
      dressedNumber.map(({ text }) => text.trim().replace(/^[\u200B\uFEFF]|[\u200B\uFEFF]$/g, '')),
      fc.string({
        unit: fc.constantFrom(..."0123456789.,-+()%$€ eE\u00A0\u202F'NA/"),
        minLength: 1,
        maxLength: 12,
      }),
      fc.constantFrom(
        'N/A',
        '—',
        'NaN',
        'null',
        '4.0',
        '4.5',
        '1e2',
        '.15',
        '1,234',
        '1.234',
        '12%',
        '$1,234',
        '€ 5',
      ),
    )
    .map((text) => text.trim())
    .filter((text) => text !== ''),
  { minLength: 200, maxLength: 200 },
);

test.each(numeric)(
  '%s takes a number in any dress, with the same value as everywhere',
  async (_name, column) => {
    await fc.assert(
      fc.asyncProperty(cellsOfChance, fc.constantFrom(...rules), async (cells, rule) => {
        const found = await read(column, cells, rule);
        for (const [index, cell] of cells.entries()) {
          const { value, problem } = found[index] ?? { value: null, problem: null };
          const expected = meant(column, cell, rule);
          // Nothing is nothing, whatever sign somebody gave it.
          expect([cell, value === null ? null : Number(value) + 0]).toEqual([
            cell,
            expected === null ? null : expected + 0,
          ]);
          expect([cell, problem !== null]).toEqual([cell, expected === null && !isNotKnown(cell)]);
        }
      }),
      { numRuns: Number(process.env['STEWARD_DRESS_RUNS'] ?? 8) },
    );
  },
);

const amount: CsvColumn = { name: 'x', kind: 'amount', max: 999_999_999_999 };
const whole: CsvColumn = { name: 'x', kind: 'whole', min: 1, max: 5 };

test.each<[CsvColumn, string, DecimalRule, RegExp]>([
  [
    amount,
    '1,234',
    { by: 'nothing' },
    /one number with a decimal point and another with a decimal comma; say which with --decimal/,
  ],
  [amount, '1.234', { by: 'both' }, /one number with a decimal point and another/],
  [amount, '1.5', { by: 'option', mark: ',' }, /not written with the decimal comma that --decimal names/],
  [amount, '1,5', { by: 'option', mark: '.' }, /not written with the decimal point that --decimal names/],
  [amount, '-5', { by: 'nothing' }, /not a number from 0 to 999999999999/],
  [amount, '(1,234.00)', { by: 'nothing' }, /not a number from 0 to/],
  [whole, '4.5', { by: 'nothing' }, /not a whole number from 1 to 5/],
  [whole, '6.0', { by: 'nothing' }, /not a whole number from 1 to 5/],
  [whole, '100%', { by: 'nothing' }, /not a whole number from 1 to 5/],
  [{ name: 'x', kind: 'number' }, 'many', { by: 'nothing' }, /not a number; write 1234.5/],
])('%o refuses %s by %o with the true reason', async (column, cell, rule, reason) => {
  expect((await read(column, [cell], rule))[0]?.problem).toMatch(reason);
});

describe('a day', () => {
  const day: CsvColumn = { name: 'x', kind: 'day' };
  test.each<[string, string, string]>([
    ['2026-01-05 00:00:00', 'UTC', '2026-01-05'],
    ['2026-01-05T00:00', 'UTC', '2026-01-05'],
    ['2026-01-05 00:00:00.000', 'America/New_York', '2026-01-05'],
    ['2026-01-05T00:00:00Z', 'America/New_York', '2026-01-05'],
    ['2026-01-05T00:00:00+02:00', 'UTC', '2026-01-05'],
    ['2026-01-05 14:30:00', 'Asia/Tokyo', '2026-01-05'],
    ['2026-01-04T23:00:00Z', 'Europe/Berlin', '2026-01-05'],
    ['2026-01-04T22:59:59Z', 'Europe/Berlin', '2026-01-04'],
  ])('written %s in %s is %s', async (cell, zone, value) => {
    expect(await read(day, [cell], undefined, zone)).toEqual([{ value, problem: null }]);
  });

  test.each([
    ['2026-02-30 00:00:00', /not a day/],
    ['2026-01-05 25:00:00', /not a day/],
    ['01/05/2026', /not a day/],
    ['1969-12-31', /is outside 1970 to 2099$/],
    ['2100-01-01', /is outside 1970 to 2099$/],
    ['9999-12-31', /is outside 1970 to 2099$/],
    ['infinity', /is outside 1970 to 2099$/],
  ])('written %s is refused with the true reason', async (cell, reason) => {
    expect((await read(day, [cell]))[0]).toEqual({ value: null, problem: expect.stringMatching(reason) });
  });

  test.each(['N/A', '—', 'NaT', 'NULL', '0000-00-00', '0000-00-00 00:00:00'])(
    'written %s is not known',
    async (cell) => {
      for (const kind of ['day', 'instant'] as const) {
        expect(await read({ name: 'x', kind }, [cell])).toEqual([{ value: null, problem: null }]);
      }
    },
  );
});

describe('an end', () => {
  test.each([
    '9999-12-31',
    '9999-12-31 23:59:59',
    '9999-12-31T23:59:59Z',
    '9999-01-01',
    '3000-01-01',
    '2999-12-31',
    '2100-01-01',
    '2099-12-31',
    'infinity',
    'Infinity',
  ])('of %s is none', async (cell) => {
    for (const kind of ['day', 'instant'] as const) {
      expect(await read({ name: 'x', kind, end: true }, [cell])).toEqual([{ value: null, problem: null }]);
    }
  });

  test('of the day before is one, and before the calendar it is refused', async () => {
    expect(
      await read({ name: 'x', kind: 'day', end: true }, ['2099-12-30', '1900-01-01', '-infinity']),
    ).toEqual([
      { value: '2099-12-30', problem: null },
      { value: null, problem: 'is outside 1970 to 2099; leave it empty for no end' },
      { value: null, problem: 'is outside 1970 to 2099; leave it empty for no end' },
    ]);
  });

  test('is what ended_on, churned_at, deactivated_at, renews_on, resolved_at and ended_at are', () => {
    const ends = csvTables.flatMap(({ columns }) => columns.filter(({ end }) => end).map(({ name }) => name));
    expect(ends.sort()).toEqual([
      'churned_at',
      'deactivated_at',
      'ended_at',
      'ended_on',
      'renews_on',
      'resolved_at',
    ]);
  });
});

test('a time without an offset is of the zone that is named, one with an offset of its own', async () => {
  const instant: CsvColumn = { name: 'x', kind: 'instant' };
  const cells = [
    '2026-07-01 10:00',
    '2026-01-01T10:00:00',
    '2026-07-01',
    '2026-07-01T10:00Z',
    '2026-07-01 10:00 UTC',
    '2026-07-01 10:00+05:30',
  ];
  expect((await read(instant, cells, undefined, 'Europe/Berlin')).map(({ value }) => value)).toEqual([
    '2026-07-01 08:00:00+00',
    '2026-01-01 09:00:00+00',
    '2026-06-30 22:00:00+00',
    '2026-07-01 10:00:00+00',
    '2026-07-01 10:00:00+00',
    '2026-07-01 04:30:00+00',
  ]);
});

test('names, comments and the ids of rows are what they are, also where they are called NULL or None', () => {
  expect(saysNothing({ name: 'x', kind: 'text' }, 'cell')).toBeNull();
  expect(saysNothing({ name: 'x', kind: 'id', required: true }, 'cell')).toBeNull();
});
