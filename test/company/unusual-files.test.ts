import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');
const here = companyForEachTest();

function load(from: string): Promise<LoadReport> {
  return createCompany({ url: here.company.url, from, now });
}

async function featureNames(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ name: string }>(
    'SELECT name FROM customer_success.features ORDER BY external_id',
  );
  return rows.map(({ name }) => name);
}

async function loadFeatures(content: string | Uint8Array): Promise<LoadReport['files'][number]> {
  const { files } = await load(writeCsvFolder({ 'features.csv': content }));
  const [file] = files;
  if (file === undefined) throw new Error('nothing was loaded');
  return file;
}

describe('what is no file is refused at once, in words, and nothing is loaded:', () => {
  test.each<[string, (path: string) => unknown, RegExp]>([
    ['a pipe', (path) => execFileSync('mkfifo', [path]), /features\.csv(\.gz)? is a pipe, not a file/],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), /is a device, not a file/],
    ['a link to the terminal', (path) => symlinkSync('/dev/tty', path), /is a device, not a file/],
    ['a folder', (path) => mkdirSync(path), /is a folder, not a file/],
    [
      'a link to nothing',
      (path) => symlinkSync('/nowhere/x.csv', path),
      /a link to a file that is not there/,
    ],
    ['a link to itself', (path) => symlinkSync(path, path), /a link that leads back to itself/],
  ])('%s', async (_words, make, message) => {
    for (const ending of ['', '.gz']) {
      const { 'features.csv': _, ...others } = twoAccounts;
      const from = writeCsvFolder(others);
      make(join(from, `features.csv${ending}`));
      await expect(load(from)).rejects.toThrow(message);
      await expect(load(from)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    expect((await here.company.admin.query('SELECT FROM customer_success.users')).rowCount).toBe(0);
  });

  test('a socket', async () => {
    const from = writeCsvFolder({});
    const server = createServer();
    await new Promise<void>((done) => server.listen(join(from, 'features.csv'), done));
    await expect(load(from)).rejects.toThrow(/is a socket, not a file/);
    server.close();
  });

  test('a file that somebody is writing', async () => {
    const from = writeCsvFolder(twoAccounts);
    const writing = setInterval(() => appendFileSync(join(from, 'users.csv'), 'u9,acme,Ute,\n'), 5);
    await expect(load(from))
      .rejects.toThrow(/users\.csv is still being written/)
      .finally(() => clearInterval(writing));
    expect(await featureNames()).toEqual([]);
  });

  test('a file that is replaced while another is loaded', async () => {
    const from = writeCsvFolder(twoAccounts);
    const loading = createCompany({
      url: here.company.url,
      from,
      now,
      onProgress: () => {
        writeFileSync(join(from, 'new'), csv('user_id,name,organization_id', 'u1,acme,Una'));
        renameSync(join(from, 'new'), join(from, 'users.csv'));
      },
    });
    await expect(loading).rejects.toThrow(/users\.csv .*was replaced while it was read/);
    expect((await here.company.admin.query('SELECT FROM customer_success.users')).rowCount).toBe(0);
  });
});

describe('lines that end with carriage returns alone', () => {
  test.each<[string, string]>([
    ['throughout', 'feature_id,name,kind\ra,A,core\rb,"B, too",\rc,C,other\r'],
    ['without one at the end', 'feature_id,name,kind\ra,A,core\rb,"B, too",\rc,C,other'],
    ['after a first line that ends otherwise', 'feature_id,name,kind\na,A,core\rb,"B, too",\rc,C,other\r'],
    ['before others', 'feature_id,name,kind\ra,A,core\rb,"B, too",\r\nc,C,other\n'],
    ['doubled by a conversion', 'feature_id,name,kind\r\r\na,A,core\r\r\nb,"B, too",\r\r\nc,C,other\r\r\n'],
  ])('are read as lines: %s', async (_words, text) => {
    for (const content of [text, gzipSync(text)]) {
      const from = writeCsvFolder({
        [typeof content === 'string' ? 'features.csv' : 'features.csv.gz']: content,
      });
      expect((await load(from)).files[0]).toMatchObject({ rows: 3, setAside: 0 });
    }
    expect(await featureNames()).toEqual(['A', 'B, too', 'C']);
  });

  test('are numbered as lines, bad ones set aside, and cells may hold them', async () => {
    const file = await loadFeatures('feature_id,name\ra,"A\rA"\rb\rc,\xff\rd,D\r'.replace('\xff', '')); // c has no name
    expect(await featureNames()).toEqual(['A\rA', 'D']);
    expect(file.reasons.map(({ reason, firstLine }) => [reason, firstLine])).toEqual([
      ['1 fields where the header has 2', 4],
      ['name is missing', 5],
    ]);
  });

  test('do not hide bytes that are no UTF-8', async () => {
    const file = await loadFeatures(
      Buffer.from('feature_id,name\ra,\xc3\x84\xc3\x96\rb,M\xfcller\rc,C\r', 'latin1'),
    );
    expect(await featureNames()).toEqual(['ÄÖ', 'C']);
    expect(file).toMatchObject({ rows: 3, added: 2, setAside: 1 });
  });

  test('are read by the million in a file that has no other', async () => {
    const lines = Array.from({ length: 300_000 }, (_, i) => `f${i % 50},Feature ${i % 50}`);
    const began = performance.now();
    const file = await loadFeatures(`feature_id,name\r${lines.join('\r')}\r`);
    expect(file).toMatchObject({ rows: 300_000 });
    expect(performance.now() - began).toBeLessThan(30_000);
  });
});

describe('what is too large for a table', () => {
  test.each<[string, string]>([
    ['in one cell', `b,${'x'.repeat(3_000_000)}`],
    ['in many cells', 'b,'.repeat(800_000)],
    ['in quotes', `b,"${'x'.repeat(3_000_000)}"`],
    ['behind a quote that is never closed', `b,"${'x'.repeat(3_000_000)}`],
  ])('a line of megabytes is set aside by its number, and the rest is loaded: %s', async (_words, line) => {
    const file = await loadFeatures(csv('feature_id,name', 'a,A', line, 'c,C'));
    expect(await featureNames()).toEqual(['A', 'C']);
    expect(file).toMatchObject({ rows: 3, added: 2, setAside: 1 });
    expect(file.reasons[0]).toMatchObject({
      firstLine: 3,
      reason: expect.stringMatching(/longer than 1 MB/),
    });
  });

  test('a last line of megabytes without an end is set aside, too', async () => {
    const file = await loadFeatures(`feature_id,name\na,A\n${'x'.repeat(2_500_000)}`);
    expect(file).toMatchObject({ rows: 2, added: 1, setAside: 1 });
  });

  test('a row of thousands of cells is set aside', async () => {
    const file = await loadFeatures(csv('feature_id,name', 'a,A', 'b,'.repeat(1700), 'c,C'));
    expect(await featureNames()).toEqual(['A', 'C']);
    expect(file.reasons).toMatchObject([{ firstLine: 3, reason: '1701 fields where the header has 2' }]);
  });

  test.each([401, 1700, 20_000])(
    'a header of %i columns loads those that mean something',
    async (columns) => {
      const more = Array.from({ length: columns - 3 }, (_, i) => `extra_${i}`);
      const cells = (fill: string) => more.map(() => fill).join(',');
      const file = await loadFeatures(
        csv(
          `${more[0]},feature_id,${more.slice(1).join(',')},name,kind`,
          `x,a,${cells('some text').slice(0, -10)},A,core`,
          `x,b,${cells('"a, ""quoted"" text"').slice(0, -21)},"B, too",heart`,
          `x,c,${cells('').slice(0, -1)},C,other`,
        ),
      );
      expect(await featureNames()).toEqual(['A', 'C']);
      expect(file).toMatchObject({ rows: 3, added: 2, setAside: 1 });
      expect(file.ignoredColumns).toHaveLength(columns - 3);
      expect(file.reasons).toMatchObject([{ firstLine: 3, reason: 'kind is none of core, outcome, other' }]);
    },
  );

  test('a first line without an end is refused', async () => {
    await expect(loadFeatures('x,'.repeat(1_500_000))).rejects.toThrow(
      /first line of features\.csv is longer than 1 MB/,
    );
  });
});
