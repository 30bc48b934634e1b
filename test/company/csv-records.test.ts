import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RecordBatch, scanRecords } from '../../src-main/company/csv-records';
import { startPostgres, type TestServer } from '../support/postgres';

const fields = 3;
const scan = { fields, delimiter: 0x2c, firstLine: 2, batchRows: 1000, batchBytes: 1 << 20 };

let server: TestServer;
let client: pg.PoolClient;
beforeAll(async () => {
  server = await startPostgres();
  client = await server.admin.connect();
  await client.query('CREATE TEMP TABLE cells (line bigint, a text, b text, c text)');
});
afterAll(async () => {
  client.release();
  await server.stop();
});

/** The text in pieces that end at the given places, as a file arrives. */
async function* inPieces(text: Buffer, cuts: readonly number[]): AsyncGenerator<Buffer> {
  const ends = [...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
  let start = 0;
  for (const end of ends) {
    yield text.subarray(start, end);
    start = end;
  }
}

async function scanAll(chunks: AsyncIterable<Buffer>): Promise<{ copy: Buffer; batches: RecordBatch[] }> {
  const batches: RecordBatch[] = [];
  for await (const batch of scanRecords(chunks, scan)) batches.push(batch);
  return { copy: Buffer.concat(batches.flatMap((batch) => batch.copy)), batches };
}

const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', ',', '"', '\n', '\r', '\\', '.', ';') });

test('every row of every table comes out whole and with its line, however the file is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { maxLength: 20 }),
      fc.array(fc.nat()),
      fc.boolean(),
      async (rows, cuts, windows) => {
        const sound = rows.filter((row) => !row.join('').includes('\n\\.'));
        const text = stringify(sound, { quoted: true, record_delimiter: windows ? 'windows' : 'unix' });
        const { copy, batches } = await scanAll(inPieces(Buffer.from(text), cuts));
        let line = 2;
        const expected = sound.map((row) => {
          const numbered = [String(line), ...row];
          line += 1 + row.join('').split('\n').length - 1;
          return numbered;
        });
        expect(batches.flatMap((batch) => batch.unreadable)).toEqual([]);
        expect(parse(copy)).toEqual(expected);
      },
    ),
  );
});

test('whatever a file holds, PostgreSQL takes every record that is passed on', async () => {
  const rubbish = fc.string({
    unit: fc.constantFrom('a', ',', ',', ',', '"', '"', '\n', '\n', '\r', '\\', '.', '\\.', '\0', 'é'),
  });
  await fc.assert(
    fc.asyncProperty(rubbish, fc.array(fc.nat()), async (text, cuts) => {
      const { copy, batches } = await scanAll(inPieces(Buffer.from(text), cuts));
      await client.query('TRUNCATE cells');
      await pipeline(
        Readable.from([copy]),
        client.query(copyFrom('COPY cells FROM STDIN WITH (FORMAT csv)')),
      );
      const { rows } = await client.query<{ rows: number }>('SELECT count(*)::int AS rows FROM cells');
      expect(rows[0]?.rows).toBe(batches.reduce((sum, batch) => sum + batch.rows, 0));
    }),
    { numRuns: 300 },
  );
});

test('the result does not depend on how the file is cut into pieces', async () => {
  const rubbish = fc.string({
    unit: fc.constantFrom('a', ',', ',', '"', '\n', '\n', '\r', 'é'),
    maxLength: 200,
  });
  await fc.assert(
    fc.asyncProperty(rubbish, fc.array(fc.nat()), async (text, cuts) => {
      const whole = await scanAll(inPieces(Buffer.from(text), []));
      const pieces = await scanAll(inPieces(Buffer.from(text), cuts));
      expect(pieces.copy.toString()).toBe(whole.copy.toString());
      expect(pieces.batches.flatMap((batch) => batch.unreadable)).toEqual(
        whole.batches.flatMap((batch) => batch.unreadable),
      );
    }),
  );
});

test('no text is lost: each line is passed on, set aside, or empty', async () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'b', ',', ','), maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.array(line), async (lines) => {
      const { copy, batches } = await scanAll(inPieces(Buffer.from(lines.join('\n')), []));
      const passedOn = copy
        .toString()
        .split('\n')
        .filter(Boolean)
        .map((text) => text.replace(/^\d+,/, ''));
      const setAside = batches.flatMap((batch) => batch.unreadable.map((record) => record.text));
      expect([...passedOn, ...setAside].sort()).toEqual(lines.filter(Boolean).sort());
    }),
  );
});

test('the file is read no further than the batch that is being worked on', async () => {
  const row = Buffer.from('a,b,c\n'.repeat(100));
  let read = 0;
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) {
      read += 100;
      yield row;
    }
  }
  const batches = scanRecords(endless(), scan);
  for (let number = 1; number <= 5; number += 1) {
    expect((await batches.next()).value?.rows).toBe(1000);
    expect(read).toBe(number * 1000);
  }
});

test('a file without any line end is refused before it fills the memory', async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    for (;;) yield Buffer.alloc(1 << 16, 'x');
  }
  await expect(scanAll(endless())).rejects.toThrow(/Line 2 is longer than 1 MB: this is not a CSV table/);
});

test('so is one that opens a quote and never ends a line', async () => {
  async function* endless(): AsyncGenerator<Buffer> {
    yield Buffer.from('"');
    for (;;) yield Buffer.alloc(1 << 16, 'x');
  }
  await expect(scanAll(endless())).rejects.toThrow(/longer than 1 MB/);
});
