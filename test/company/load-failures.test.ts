import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');

const here = companyForEachTest();

async function load(files: Readonly<Record<string, string | Uint8Array>>): Promise<LoadReport> {
  return createCompany({ url: here.company.url, from: writeCsvFolder(files), now });
}

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query(sql)).rows;
}

describe('a folder that can not be loaded', () => {
  test.each<[string, Readonly<Record<string, string | Uint8Array>>, RegExp]>([
    [
      'lacks a column',
      { 'users.csv': csv('user_id,name', 'u,U') },
      /users\.csv lacks the column organization_id\. Its first line names: user_id, name/,
    ],
    ['names a column twice', { 'features.csv': csv('feature_id,name,Name', 'a,A,A') }, /column name twice/],
    ['has an empty file', { 'features.csv': '' }, /features\.csv is empty/],
    [
      'has a file twice',
      {
        'features.csv': twoAccounts['features.csv'],
        'features.csv.gz': gzipSync(twoAccounts['features.csv']),
      },
      /both features\.csv and features\.csv\.gz/,
    ],
  ])('because it %s says so and changes nothing', async (_name, files, message) => {
    await expect(load({ 'organizations.csv': twoAccounts['organizations.csv'], ...files })).rejects.toThrow(
      message,
    );
    expect(await rows('SELECT name FROM customer_success.organizations')).toEqual([]);
  });

  test('because it has no file we know says so', async () => {
    await expect(load({ 'readme.txt': 'x' })).rejects.toThrow(
      /holds none of attributes\.csv, features\.csv, organizations\.csv/,
    );
  });

  test('because a packed file is cut off says so', async () => {
    const packed = gzipSync(
      csv('feature_id,name', ...Array.from({ length: 5000 }, (_, i) => `f${i},Feature ${i * 7919}`)),
    );
    await expect(load({ 'features.csv.gz': packed.subarray(0, packed.length / 2) })).rejects.toThrow(
      /features\.csv\.gz is damaged or cut off/,
    );
  });

  test('because the database refuses every row says what it says', async () => {
    await here.company.admin.query('ALTER TABLE customer_success.features ADD CONSTRAINT shut CHECK (false)');
    const lines = Array.from({ length: 100 }, (_, i) => `f${i},Feature ${i}`);
    await expect(load({ 'features.csv': csv('feature_id,name', ...lines) })).rejects.toThrow(
      /The database refuses one row of features\.csv after another: .*"shut"/,
    );
  });

  test('because its bad rows can be put nowhere names the way out', async () => {
    const folder = writeCsvFolder({ 'features.csv': csv('feature_id,name', 'a,A', 'b,'), 'a-file': '' });
    const load = (setAside: string) => createCompany({ url: here.company.url, from: folder, setAside, now });
    await expect(load(join(folder, 'a-file'))).rejects.toThrow(
      /Rows can't be set aside in .*a-file .*--set-aside/,
    );
    await expect(load(folder)).rejects.toThrow(/Rows can't be set aside in the folder they come from/);
  });

  test('because another load is running says so', async () => {
    const client = await here.company.admin.connect();
    await client.query(`SELECT pg_advisory_lock(hashtext('customer_success.load'))`);
    await expect(load(twoAccounts)).rejects.toThrow(/Another load of this company is running/);
    client.release(true);
  });

  test('after it was stopped by its user keeps what was loaded by then', async () => {
    const stop = new AbortController();
    const loading = createCompany({
      url: here.company.url,
      from: writeCsvFolder(twoAccounts),
      now,
      signal: stop.signal,
      onProgress: ({ table }) => {
        if (table === 'organizations') stop.abort();
      },
    });
    await expect(loading).rejects.toMatchObject({ code: 'cancelled' });
    expect(await rows('SELECT count(*)::int AS n FROM customer_success.organizations')).toEqual([{ n: 2 }]);
    expect(await rows('SELECT count(*)::int AS n FROM customer_success.users')).toEqual([{ n: 0 }]);
  });
});

test('a connection that breaks in the middle keeps what was loaded, and the next load completes it', async () => {
  const from = writeCsvFolder(twoAccounts);
  const other = await here.company.admin.connect();
  await other.query('BEGIN; LOCK TABLE customer_success.users IN ACCESS EXCLUSIVE MODE');
  const loading = createCompany({ url: here.company.url, from, now });
  loading.catch(() => {}); // asked below
  await expect
    .poll(async () => {
      const { rowCount } = await here.company.admin.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'steward company' AND wait_event_type = 'Lock'`,
      );
      return rowCount;
    })
    .toBe(1);
  await expect(loading).rejects.toMatchObject({
    code: 'offline',
    message: expect.stringContaining('run it again'),
  });
  await other.query('ROLLBACK');
  other.release();
  expect(await rows('SELECT count(*)::int AS n FROM customer_success.organizations')).toEqual([{ n: 2 }]);
  const report = await createCompany({ url: here.company.url, from, now });
  expect(report.files.map(({ added, unchanged }) => [added, unchanged])).toEqual([
    [0, 2],
    [0, 2],
    [3, 0],
  ]);
});

test('a member’s login can not load', async () => {
  const admin = await here.company.createLogin({ role: 'admin', scope: 'all' });
  await expect(createCompany({ url: admin.url, from: writeCsvFolder(twoAccounts), now })).rejects.toThrow(
    /permission denied/,
  );
  expect(await rows('SELECT FROM customer_success.organizations')).toEqual([]);
});
