import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { everyRow } from '../company/support/every-row';
import { runPrivacy } from '../company/support/privacy-command';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { fillCompany, idOf } from '../sync/support/company';
import { outboxStates, setBacksOf, writeNote } from '../sync/support/decide';
import { type Desk, openDesk } from '../sync/support/desk';
import { toldInFiles } from '../sync/support/told-in-files';
import {
  type InstalledPostgres,
  installedPostgres,
  startInstalledPostgres,
} from './support/installed-postgres';

const bin = installedPostgres();
if (bin === null)
  console.warn(
    'Skipped: no pg_dump here (STEWARD_PG_BIN, /usr/lib/postgresql), so none is made and restored.',
  );

const named = /zo[eë][^a-z0-9]+quillfeather|quillfeather|zoe[.]q|latecomer/iu;
const traces = new RegExp(`${named.source}|madam q`, 'iu');

describe.skipIf(bin === null)('a dump of before an erasure that pg_restore brings back', () => {
  let installed: InstalledPostgres;
  let server: TestServer;
  let company: TestCompany;
  let ann: Desk;
  let ben: Desk;
  let folder: string | undefined;
  let account: number;
  beforeAll(async () => {
    installed = await startInstalledPostgres(bin ?? '');
    server = await startPostgres({ at: installed.url });
    company = await createTestCompany(server);
    await fillCompany(company.admin, 4);
    account = await idOf(company.admin, 2);
    await company.admin.query(
      `UPDATE customer_success.users SET name = 'Zoë Quillfeather', email = 'zoe.q@o2.test', external_id = 'quillfeather-1'
        WHERE organization_id = ${account} AND external_id = 'u1'`,
    );
    ann = openDesk(await company.createLogin({ role: 'manager', scope: 'all' }));
    ben = openDesk(await company.createLogin({ role: 'manager', scope: 'all' }));
    folder = mkdtempSync(join(tmpdir(), 'steward-certificate-'));
  });
  afterAll(async () => {
    ann?.close();
    ben?.close();
    await company?.drop();
    await server?.stop();
    await installed?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  const query = async (sql: string) => (await company.admin.query(sql)).rows as Record<string, unknown>[];
  const toldThere = async () =>
    (await everyRow(company.admin)).filter(({ text }) => traces.test(text)).map(({ table }) => table);
  const findings = async () =>
    (await diagnose(company.url, Date.now, { administrates: true })).filter(
      ({ check }) => check === 'erasures',
    );
  const addLate = () =>
    query(`INSERT INTO customer_success.users (organization_id, external_id, name, email)
           VALUES (${account}, 'late-1', 'Lena Latecomer', 'lena@o2.test') RETURNING user_id AS id`);
  async function restore(dump = 'company.dump'): Promise<void> {
    await server.admin.query(
      `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${company.database}'`,
    );
    await server.admin.query(`drop database ${company.database} with (force)`);
    await server.admin.query(`create database ${company.database}`);
    installed.run('pg_restore', '--exit-on-error', '-d', company.url, dump);
  }

  test('is found by the doctor once a desktop or a certificate has told of it, and erased again everywhere', async () => {
    for (const desk of [ann, ben]) await desk.sync();
    writeNote(ann, 'Lunch with Zoë Quillfeather, whom all call Madam Q', account);
    await ann.sync();
    await ben.sync();
    installed.run('pg_dump', '-Fc', '-f', 'company.dump', '-d', company.url);
    const [late] = await addLate();
    await ann.sync();
    const certificate = join(folder ?? '', 'certificate.json');
    await runPrivacy(
      company.url,
      'erase',
      '--email',
      'zoe.q@o2.test',
      '--name',
      'Madam Q',
      '--apply',
      '--certificate',
      certificate,
    );
    await runPrivacy(company.url, 'erase', '--contact', 'late-1', '--apply');
    await ann.sync();
    expect(await toldThere()).toEqual([]);
    expect(readFileSync(certificate, 'utf8')).not.toMatch(traces);
    writeNote(ben, 'Zoë Quillfeather called', account);

    await restore();
    expect((await toldThere()).length).toBeGreaterThan(2);
    expect(await findings()).toEqual([]);
    await ann.sync();
    // A name that was given by hand is the company's to find.
    expect(toldInFiles(ann, named)).toEqual([]);
    expect(await findings()).toMatchObject([
      {
        level: 'error',
        text: expect.stringContaining('1 contact whom'),
        todo: expect.stringContaining('--again'),
      },
    ]);

    // Who came after the dump doesn't come in anew, and nobody gets their number.
    expect(await addLate()).toEqual([]);
    const [next] = await query(
      `INSERT INTO customer_success.users (organization_id, external_id, name) VALUES (${account}, 'next', 'Next One') RETURNING user_id AS id`,
    );
    expect(Number(next?.['id'])).toBeGreaterThan(Number(late?.['id']));

    expect(await runPrivacy(company.url, 'erase', '--again')).toContain('1 contact would be erased');
    expect(await findings()).toHaveLength(1);
    await runPrivacy(company.url, 'erase', '--again', '--apply');
    expect(await toldThere()).toEqual([]);
    expect(await findings()).toEqual([]);
    for (const desk of [ben, ann, ben]) await desk.sync();
    expect(await toldThere()).toEqual([]);
    for (const desk of [ann, ben]) {
      expect(toldInFiles(desk, traces)).toEqual([]);
      await desk.expectEqual();
      expect(setBacksOf(desk)).toEqual([]);
    }
    expect(await query(`SELECT name FROM customer_success.users WHERE external_id = 'next'`)).toEqual([
      { name: 'Next One' },
    ]);
    expect(await query(`SELECT * FROM customer_success.find_audit_problems('[]')`)).toEqual([]);

    // The same with nothing but the certificate.
    await restore();
    expect(await runPrivacy(company.url, 'erase', '--again', '--apply')).not.toContain('contact');
    await runPrivacy(company.url, 'erase', '--again', '--from', certificate, '--apply');
    expect(await toldThere()).toEqual([]);
  });

  test('knows a decision that the desktop has rid of the person since, and takes it no second time', async () => {
    const other = await idOf(company.admin, 3);
    await company.admin.query(
      `INSERT INTO customer_success.users (organization_id, external_id, name, email) VALUES (${other}, 'zq', 'Yann Quillfeather', 'yann@o3.test')`,
    );
    await ann.sync();
    writeNote(ann, 'Yann Quillfeather is back', other);
    for (const desk of [ann, ann]) await desk.sync();
    installed.run('pg_dump', '-Fc', '-f', 'later.dump', '-d', company.url);
    await runPrivacy(company.url, 'erase', '--email', 'yann@o3.test', '--apply');
    await ann.sync();
    await restore('later.dump');
    for (const desk of [ann, ann]) await desk.sync();
    expect(setBacksOf(ann)).toEqual([]);
    expect(outboxStates(ann)).toEqual(['seen 1']);
    expect(toldInFiles(ann, /yann/iu)).toEqual([]);
    await runPrivacy(company.url, 'erase', '--again', '--apply');
    await ann.sync();
    expect((await everyRow(company.admin)).filter(({ text }) => /yann/iu.test(text))).toEqual([]);
    expect(toldInFiles(ann, /yann/iu)).toEqual([]);
    await ann.expectEqual();
  });
});
