import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { readAuditPage } from '../../src-main/company/audit/read-audit';
import {
  type AuditFilter,
  type AuditRow,
  auditListSchema,
  auditPeopleSchema,
  auditVerificationSchema,
} from '../../src-preload/contract/audit/audit';
import { type RunningHost, startHost } from '../support/running-host';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { apply, applyOne, note, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let line: TcpProxy;
let admin: RunningHost;
let ann: RunningHost;
let bob: RunningHost;
const files: string[] = [];

beforeAll(async () => {
  await team.company.admin.query(
    `UPDATE customer_success.memberships SET manager_id = 1 WHERE login = '${team.logins.ann.login}'`,
  );
  await decide();
  line = await startTcpProxy(team.logins.ada.url);
  [admin, ann, bob] = await Promise.all([
    desktop(line.through(team.logins.ada.url)),
    desktop(team.logins.ann.url),
    desktop(team.logins.bob.url),
  ]);
});
afterAll(async () => {
  await Promise.all([admin, ann, bob].map((host) => host.close()));
  await line.close();
});

async function desktop(url: string): Promise<RunningHost> {
  const host = await startHost(url, (question) => {
    if (question.kind !== 'save-path') return null;
    const path = join(host.folder, question.suggestedName);
    files.push(path);
    return path;
  });
  await host.ask('monitor.syncNow');
  return host;
}

const first = note('They plan a second site');
const sender = { machine: 'desk of Ann', app: '1.4.0' };
async function decide(): Promise<void> {
  const change = (text: string) =>
    operation('note.change', { text }, { entry: first.op_id, base_version: 1 });
  await apply(team.clients.ann, [first, change('They plan a third site'), change('They left')], sender);
  await applyOne(team.clients.ann, operation('pulse.set', { points: 25, reason: '=1+1' }));
  await applyOne(
    team.clients.bob,
    operation(
      'override.set',
      { score: 40.5, reason: 'Merger', until_day: '2999-01-31' },
      { account: 'bolt' },
    ),
  );
  await applyOne(
    team.clients.bob,
    operation('view.save', { name: 'Board', view: {}, shared: false }, { account: null }),
  );
  await applyOne(team.clients.ada, note('About Cove', { account: 'cove' }));
}

type List = z.infer<typeof auditListSchema>;
async function list(host: RunningHost, filter: AuditFilter = {}, cursor: List['next'] = null): Promise<List> {
  return auditListSchema.parse(await host.ask('audit.list', { filter, cursor }));
}
async function rowsOf(host: RunningHost, filter?: AuditFilter): Promise<List['rows']> {
  return (await list(host, filter)).rows;
}
const told = ({ title, account, before, after, lost }: AuditRow) => [
  title,
  account?.name ?? null,
  before,
  after,
  lost,
];

describe('the audit on a screen', () => {
  test('tells a manager what he did himself, the newest first, in words', async () => {
    const rows = await rowsOf(ann);
    expect(rows.map(told)).toEqual([
      ['Pulse given', 'Acme', null, 'Worried\n=1+1', null],
      ['Note changed', 'Acme', null, 'Nothing was changed: somebody had changed it before.', 'They left'],
      ['Note changed', 'Acme', 'They plan a second site', 'They plan a third site', null],
      ['Note written', 'Acme', null, 'They plan a second site', null],
    ]);
    expect(rows.at(-1)).toMatchObject({
      login: team.logins.ann.login,
      name: expect.any(String),
      role: 'manager',
      machine: 'desk of Ann',
      app: '1.4.0',
      account: { id: 1 },
      chain: 1,
      number: 1,
    });
  });

  test('tells an admin what everybody did, and what was changed of the company', async () => {
    const rows = await rowsOf(admin);
    const titles = rows.map(({ title }) => title);
    expect(titles).toContain('Score set by hand');
    expect(titles).toContain('View saved');
    expect(titles).toContain('Limit of calls: batch');
    const member = rows.find(({ title }) => title.startsWith('Member of the team'));
    expect(member?.after).toMatch(/role: |scope: |manager/);
    expect(rows.find(({ title }) => title === 'Score set by hand')?.after).toBe(
      '40.5\nMerger\nuntil Jan 31, 2999',
    );
  });

  test('is narrowed by person, account, kind and days', async () => {
    const login = team.logins.bob.login;
    expect((await rowsOf(admin, { logins: [login] })).map(({ title }) => title)).toEqual([
      'View saved',
      'Score set by hand',
    ]);
    expect((await rowsOf(admin, { chain: 3 })).map(told)).toEqual([
      ['Note written', 'Cove', null, 'About Cove', null],
    ]);
    expect(await rowsOf(admin, { kinds: ['note.change'] })).toHaveLength(2);
    expect(await rowsOf(admin, { kinds: ['note.change'], logins: [login] })).toEqual([]);
    expect(await rowsOf(admin, { chain: -1 })).toHaveLength(1);
    const today = new Date().toISOString().slice(0, 10);
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    expect((await rowsOf(ann, { from: yesterday, to: today })).length).toBe(4);
    expect(await rowsOf(ann, { to: '2020-01-31' })).toEqual([]);
    expect(await rowsOf(ann, { from: '2999-01-31' })).toEqual([]);
    expect(await ann.call('audit.list', { filter: { from: '2026-02-31' } })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input' },
    });
  });

  test('leaves out what is about an account that was taken away', async () => {
    const give = (owner: number) =>
      team.company.admin.query(
        `UPDATE customer_success.organizations SET owner_id = ${owner} WHERE external_id = 'bolt'`,
      );
    await give(1);
    expect((await rowsOf(bob)).map(({ title }) => title)).toEqual(['View saved']);
    await give(2);
    expect(await rowsOf(bob)).toHaveLength(2);
  });

  test('calls an account that is gone as the company called it, and one that was merged by its own id', async () => {
    await team.company.admin.query(`
      INSERT INTO customer_success.organizations (organization_id, external_id, name, owner_id)
      VALUES (71, 'dune', 'Dune', 1), (72, 'edge', 'Edge', 1)`);
    await apply(team.clients.ada, [note('d', { account: 'dune' }), note('e', { account: 'edge' })]);
    await team.company.admin.query(`
      DELETE FROM customer_success.organizations WHERE organization_id = 71;
      SELECT customer_success.merge_accounts(72, 1)`);
    const about = async (chain: number) => (await rowsOf(admin, { chain })).map(({ account }) => account);
    expect(await about(71)).toEqual([
      { id: null, name: 'dune' },
      { id: null, name: 'dune' },
    ]);
    expect(await about(72)).toEqual([
      { id: 1, name: 'edge' },
      { id: 1, name: 'edge' },
    ]);
    expect(await rowsOf(admin, { chain: 1 })).toHaveLength(6);
  });

  test('says that what people wrote was erased', async () => {
    await applyOne(team.clients.ada, note('to be erased', { account: 'cove' }));
    await team.company.admin.query(
      `UPDATE customer_success.audit_log SET personal = NULL WHERE personal::text LIKE '%to be erased%'`,
    );
    expect((await rowsOf(admin, { chain: 3 }))[0]?.after).toBe('What was written here was erased.');
  });

  test('offers an admin the members of the team to narrow it to, and others themselves', async () => {
    const people = async (host: RunningHost) =>
      auditPeopleSchema.parse(await host.ask('audit.people')).people.map(({ login }) => login);
    expect(await people(admin)).toHaveLength(4);
    expect(await people(ann)).toEqual([team.logins.ann.login]);
  });
});

describe('a long audit', () => {
  const login = 'somebody long gone';
  beforeAll(async () => {
    await team.company.admin.query(`
      INSERT INTO customer_success.audit_log (chain, number, at, login, address, kind, details, hash)
      SELECT 3, 1000 + n, timestamptz '2025-01-01' + n / 3 * interval '1 microsecond', '${login}', '::1', 'note.add', '{}', ''
        FROM generate_series(1, 30000) n`);
    await team.company.admin.query('VACUUM ANALYZE customer_success.audit_log');
  });
  afterAll(async () => {
    await team.company.admin.query(`SET session_replication_role = replica;
      DELETE FROM customer_success.audit_log WHERE login = '${login}'; RESET session_replication_role`);
  });

  test('is read page by page, each row once, though many are of one moment', async () => {
    const seen: string[] = [];
    let next: List['next'] = null;
    for (let page = 0; page < 5; page += 1) {
      const found: List = await list(admin, { logins: [login] }, next);
      seen.push(...found.rows.map(({ number }) => String(number)));
      next = found.next;
    }
    expect(new Set(seen).size).toBe(500);
    expect(seen).toEqual(Array.from({ length: 500 }, (_, place) => String(31_000 - place)));
  });

  test('opens by its index, at its end and in its middle, without a look at what lies before', async () => {
    const ada = team.clients.ada;
    for (const after of [null, { at: Date.parse('2025-01-01') * 1000 + 5000, chain: 3, number: 16_000 }]) {
      let asked: { text: string; values: unknown[] } | undefined;
      await readAuditPage(
        {
          query: (query: typeof asked) => {
            asked = query;
            return Promise.resolve({ rows: [] });
          },
        } as never,
        {},
        after,
        100,
      );
      const { rows } = await ada.query<{ 'QUERY PLAN': string }>(
        `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) ${asked?.text}`,
        asked?.values,
      );
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toMatch(/Index Only Scan Backward using audit_log_by_time on audit_log l.*rows=101/);
      expect(plan).not.toMatch(/Seq Scan on audit_log/);
    }
  });
});

describe('exported', () => {
  test('it is what the filter shows, with as of when and to what it is narrowed, and without formulas', async () => {
    expect(await ann.ask('audit.export', { filter: { chain: 1, kinds: ['pulse.set'] } })).toMatchObject({
      rows: 1,
    });
    const text = readFileSync(files.at(-1) ?? '', 'utf8');
    const lines = text.split('\r\n');
    expect(lines[0]).toMatch(/^\uFEFFAudit as of \(UTC\),20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ,/);
    expect(lines[1]).toMatch(/^Kinds,Pulse given,/);
    expect(lines[2]).toMatch(/^About,Acme,/);
    expect(lines[3]).toMatch(/^When \(UTC\),Login,Name,Role,What,Account,Before,After/);
    expect(text).toContain('Worried');
    await apply(team.clients.ann, [note('=HYPERLINK("http://x")')]);
    await ann.ask('audit.export', { filter: { kinds: ['note.add'] } });
    expect(readFileSync(files.at(-1) ?? '', 'utf8')).toContain(`"'=HYPERLINK(`);
  });

  test('it is a workbook with moments as dates, numbers as numbers, and what it rests on beside it', async () => {
    await ann.ask('audit.export', { filter: { chain: 1, kinds: ['note.add'] }, format: 'xlsx' });
    const path = files.at(-1) ?? '';
    expect(path).toMatch(/audit 20\d\d-\d\d-\d\d\.xlsx$/);
    const [sheet, about] = await readWorkbook(path);
    const { rows } = auditListSchema.parse(
      await ann.ask('audit.list', { filter: { chain: 1, kinds: ['note.add'] } }),
    );
    const [headings = [], ...lines] = sheet?.data ?? [];
    const column = (name: string) => lines.map((line) => line[headings.indexOf(name)]);
    const seconds = (at: number) => Math.floor(at / 1000);
    expect(column('When (UTC)').map((at) => seconds(Math.round(Number(at) / 1000) * 1000))).toEqual(
      rows.map(({ at }) => seconds(at)),
    );
    expect(column('When (UTC)').every((at) => at instanceof Date)).toBe(true);
    expect(column('Row of the chain')).toEqual(rows.map(({ number }) => number));
    expect(column('After')).toEqual(rows.map(({ after }) => after));
    expect(column('After').join()).toContain('=HYPERLINK("http://x")');
    expect(about?.data.map(([name]) => name)).toEqual([
      ...['About', 'What', 'Audit as of (UTC)', 'Kinds', 'About', 'Made (UTC)', 'Made with'],
    ]);
    expect(about?.data.slice(3, 5).map(([, said]) => said)).toEqual(['Note written', 'Acme']);
  });

  test('the heads are a file as the doctor reads it', async () => {
    expect(await admin.ask('audit.saveHeads')).toMatchObject({ rows: expect.any(Number) });
    expect(JSON.parse(readFileSync(files.at(-1) ?? '', 'utf8'))).toContainEqual({
      chain: 1,
      number: expect.any(Number),
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });
});

describe('verified', () => {
  const standing = async (host: RunningHost) =>
    auditVerificationSchema.parse(await host.ask('audit.verification'));
  async function verified() {
    await admin.ask('audit.verify');
    await expect.poll(async () => (await standing(admin)).state).not.toBe('running');
    return standing(admin);
  }

  test('it says until when every chain is whole, and which row is not', async () => {
    expect((await standing(admin)).state).toBe('never');
    const whole = await verified();
    expect(whole).toMatchObject({ state: 'done', findings: [{ level: 'ok' }], problem: null });
    expect(Math.abs((whole.until ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(whole.doneRows).toBe(whole.totalRows);
    const tamper = (app: string) =>
      team.company.admin.query(`SET session_replication_role = replica;
        UPDATE customer_success.audit_log SET app = ${app} WHERE chain = 1 AND number = 2; RESET session_replication_role`);
    await tamper(`'9'`);
    expect((await verified()).findings).toMatchObject([
      {
        level: 'error',
        text: 'Row 2 of the audit of account acme was changed after it was written (edited).',
      },
    ]);
    await tamper(`'1.4.0'`);
  });

  test('it is for admins', async () => {
    for (const path of ['audit.verify', 'audit.cancelVerification'])
      expect(await ann.call(path)).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  });

  test('it is stopped at a word, while rows are looked through', async () => {
    const holder = await team.company.admin.connect();
    await holder.query('BEGIN; LOCK TABLE customer_success.audit_log IN ACCESS EXCLUSIVE MODE');
    await admin.ask('audit.verify');
    await expect.poll(async () => (await standing(admin)).totalRows).toBeGreaterThan(0);
    await admin.ask('audit.cancelVerification');
    await expect.poll(async () => (await standing(admin)).state).toBe('cancelled');
    await holder.query('ROLLBACK');
    holder.release();
  });

  test('it is stopped while the server does not answer', async () => {
    line.silence();
    await admin.ask('audit.verify');
    expect((await standing(admin)).state).toBe('running');
    await admin.ask('audit.cancelVerification');
    await expect.poll(async () => (await standing(admin)).state).toBe('cancelled');
    line.heal();
    expect((await verified()).state).toBe('done');
  });
});

test('offline, it says where the audit is kept, and shows it once the company is back', async () => {
  line.cutAfter(0);
  const answer = await admin.call('audit.list', { filter: {} });
  expect(answer).toMatchObject({ ok: false, error: { code: 'offline' } });
  expect(JSON.stringify(answer)).toMatch(/kept at the company and not copied to this computer/);
  line.heal();
  expect((await rowsOf(admin)).length).toBeGreaterThan(5);
});

test('without a company, it says what to do', async () => {
  const alone = await startHost(null);
  expect(await alone.call('audit.list', { filter: {} })).toMatchObject({
    ok: false,
    error: { code: 'not_ready', message: expect.stringContaining('No company is connected') },
  });
  await alone.close();
});
