import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import {
  everySuppression,
  importSuppressions,
  readSuppressionList,
} from '../../src-main/company/sending/suppressions';
import { exportSuppressions, writeSuppressions } from '../../src-main/reports/export-suppressions';
import { call, readyToSend } from '../support/sending';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const folder = mkdtempSync(join(tmpdir(), 'steward-suppressions-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(() => readyToSend(team));

const take = (text: string | Uint8Array, client = team.clients.ada) =>
  importSuppressions(client, typeof text === 'string' ? Buffer.from(text) : text);
async function listed(): Promise<string[]> {
  const { rows } = await team.company.admin.query<{ said: string }>(
    `SELECT address || ' ' || reason AS said FROM customer_success.suppressions ORDER BY address`,
  );
  return rows.map(({ said }) => said);
}

describe('a list of addresses', () => {
  test('is taken in, and what of it can’t be used is told by its line', async () => {
    const file =
      'email;reason\r\n Ana@X.example ;bounce\r\n"ü@bücher.example";\r\nno address;\r\nana@x.EXAMPLE;complained\r\n;bounced\r\nb@x.example;because\r\n\r\n';
    expect(await take(file)).toEqual({
      added: 2,
      known: 1,
      unusable: 3,
      firstUnusable: [
        { line: 4, reason: 'its address is none that mail can be sent to' },
        { line: 6, reason: 'it names no address' },
        { line: 7, reason: 'its reason is none of bounced, complained and by_hand' },
      ],
    });
    expect(await listed()).toEqual(['ana@x.example bounced', 'ü@bücher.example by_hand']);
    expect(await take(file)).toMatchObject({ added: 0, known: 3 });
  });

  test.each([
    ['UTF-8 with its mark', Buffer.from('\ufeffaddress\njosé@x.example\n')],
    ['UTF-16', Buffer.from('\ufeffaddress\tx\njosé@x.example\ty\n', 'utf16le')],
    ['Windows-1252', Buffer.from('address\njos\xe9@x.example\n', 'latin1')],
  ])('is read as %s', async (_how, bytes) => {
    expect(await take(bytes)).toMatchObject({ added: 1, unusable: 0 });
    expect(await listed()).toEqual(['josé@x.example by_hand']);
  });

  test.each([
    ['no column of addresses', 'name,reason\na,bounced\n'],
    ['a quotation mark that is never closed', 'address\n"a@x.example\n'],
    ['nothing', ''],
  ])('with %s is none, and changes nothing', async (_what, text) => {
    await expect(take(text)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await listed()).toEqual([]);
  });

  test('of more than one piece is taken in whole', async () => {
    const addresses = Array.from({ length: 12_001 }, (_none, n) => `a${n}@x.example`);
    expect(await take(`address\n${addresses.join('\n')}\n`)).toMatchObject({ added: 12_001, unusable: 0 });
    expect(await readSuppressionList(team.clients.ada)).toMatchObject({ count: 12_001 });
    let count = 0;
    for await (const { address } of everySuppression(team.clients.ada)) count += address === null ? 0 : 1;
    expect(count).toBe(12_001);
  });

  test('written down and taken in elsewhere is the same, also for a spreadsheet that would reckon with it', async () => {
    const local = fc.string({ unit: fc.constantFrom(...'ab=+-é李.\'"&'), minLength: 1, maxLength: 8 });
    const file = join(folder, 'list.csv');
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(local, { minLength: 1, maxLength: 20 }), async (locals) => {
        await team.company.admin.query('DELETE FROM customer_success.suppressions');
        writeFileSync(
          file,
          ['address', ...locals.map((name) => `"${`${name}@x.example`.replaceAll('"', '""')}"`)].join('\n'),
        );
        await take(readFileSync(file));
        const before = await listed();
        const written = await exportSuppressions(everySuppression(team.clients.ada), file);
        expect(written).toEqual({ rows: before.length, withoutAddress: 0 });
        const text = readFileSync(file, 'utf8');
        expect(text.startsWith('\ufeffaddress,reason,since,author\r\n')).toBe(true);
        expect(text).not.toMatch(/(^|\r\n)[=+@-]/);
        await team.company.admin.query('DELETE FROM customer_success.suppressions');
        expect(await take(readFileSync(file))).toMatchObject({ added: before.length, unusable: 0 });
        expect(await listed()).toEqual(before);
      }),
      { numRuns: Number(process.env['STEWARD_RUNS'] ?? 15), seed: Number(process.env['STEWARD_SEED'] ?? 21) },
    );
  });

  test('leaves out those whose address was erased, and says how many; nothing goes there all the same', async () => {
    await take('address\na@x.example\nb@x.example\n');
    await team.company.admin.query(
      `UPDATE customer_success.suppressions SET address = NULL WHERE address = 'a@x.example'`,
    );
    const file = join(folder, 'erased.csv');
    expect(await exportSuppressions(everySuppression(team.clients.ada), file)).toEqual({
      rows: 1,
      withoutAddress: 1,
    });
    const book = { path: join(folder, 'erased.xlsx'), format: 'xlsx', madeAt: 0, version: '1' } as const;
    expect(await writeSuppressions(everySuppression(team.clients.ada), book)).toEqual({
      rows: 1,
      withoutAddress: 1,
    });
    const [sheet] = await readWorkbook(book.path);
    expect(sheet?.data[1]).toEqual(['b@x.example', 'By hand', expect.any(Date), expect.any(String)]);
    expect(Math.abs(Number(sheet?.data[1]?.[2]) - Date.now())).toBeLessThan(600_000);
    expect(await take('address\na@x.example\n')).toMatchObject({ added: 0, known: 1 });
  });

  test('is for an admin who sees every account', async () => {
    for (const name of ['vera', 'ann'] as const) {
      await expect(take('address\na@x.example\n', team.clients[name])).rejects.toMatchObject({
        code: 'forbidden',
      });
      await expect(readSuppressionList(team.clients[name])).rejects.toMatchObject({ code: 'forbidden' });
    }
    const booked = await (
      await team.company.createLogin({ role: 'admin', scope: 'book', managerId: 1 })
    ).connect();
    await expect(take('address\na@x.example\n', booked)).rejects.toMatchObject({ code: 'forbidden' });
    const { rows } = await booked.query('SELECT * FROM customer_success.list_suppressions(NULL, 10)');
    expect(rows).toEqual([]);
    expect(await call(booked, 'import_suppressions', [{ address: 'a@x.example' }])).toEqual({
      outcome: 'refused',
      reason: 'role',
    });
  });
});
