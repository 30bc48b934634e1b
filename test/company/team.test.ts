import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addTeamCommand } from '../../src-main/host/commands/team';
import { readInvitation } from '../../src-preload/contract/company/invitation';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv } from '../support/csv-folder';
import { createKeeper, type Keeper } from '../support/keeper';
import { note } from '../support/team';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
let keeper: Keeper;
let folder: string;
let told: string[];
let sally: string;
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await here.company.admin.query(
    `SELECT setval('customer_success.managers_manager_id_seq', 10), setval('customer_success.organizations_organization_id_seq', 10)`,
  );
  keeper = await createKeeper(here.company);
  sally = `sally ${keeper.login}`;
  folder = mkdtempSync(join(tmpdir(), 'steward-team-'));
  vi.spyOn(console, 'log').mockImplementation((line: string) => told.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
  await keeper.drop([sally]);
});

async function teamBy(url: string, ...args: string[]): Promise<string> {
  told = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addTeamCommand(program);
  const [command = '', ...rest] = args;
  await program.parseAsync(['team', command, '--url', url, ...rest], { from: 'user' });
  return told.join('\n');
}
const team = (...args: string[]) => teamBy(keeper.url, ...args);
const asData = async (...args: string[]) => JSON.parse(await team(...args, '--json'));

async function query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await here.company.admin.query<Row>(sql, values)).rows;
}

async function comesIn(login: string, password: string): Promise<pg.Client> {
  const address = new URL(here.company.url);
  const client = new pg.Client({
    host: address.hostname,
    port: Number(address.port),
    database: address.pathname.slice(1),
    user: login,
    password,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function sees(login: string, password: string): Promise<string[]> {
  const client = await comesIn(login, password);
  const { rows } = await client.query(
    'SELECT external_id AS id FROM customer_success.organizations ORDER BY 1',
  );
  await client.end();
  return rows.map(({ id }) => id);
}

const owners = async () =>
  Object.fromEntries(
    (
      await query<{ id: string; email: string }>(
        `SELECT external_id AS id, email FROM customer_success.organizations
           LEFT JOIN customer_success.managers ON manager_id = owner_id ORDER BY 1`,
      )
    ).map(({ id, email }) => [id, email]),
  );

const changes = async () =>
  (
    await query<{ kind: string; details: object }>(
      'SELECT kind, details FROM customer_success.audit_log WHERE login = $1 ORDER BY at',
      [keeper.login],
    )
  ).map(({ kind }) => kind);

describe('a member’s life by the command line', () => {
  test('is invited, signs in, is given another role and book, and is taken out, as psql shows it', async () => {
    const added = await asData('add', sally, '--role', 'viewer', '--book', 'ann@x.org');
    expect(await sees(sally, added.password)).toEqual(['acme']);
    const days = (Date.parse(added.validUntil) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    expect(await team('list')).toContain(
      `${sally}: viewer, sees its own accounts, 1 account of ann@x.org, invited and not signed in yet, password until `,
    );

    // The first sign-in: a password of one's own, and the company is told.
    const client = await comesIn(sally, added.password);
    await client.query(`ALTER ROLE "${sally}" PASSWORD 'her own words'`);
    const accepted = () => client.query('SELECT customer_success.accept_invitation() AS accepted');
    expect((await accepted()).rows).toEqual([{ accepted: true }]);
    expect((await accepted()).rows).toEqual([{ accepted: false }]);
    await client.end();
    await expect(comesIn(sally, added.password)).rejects.toThrow(/password/);
    expect(await team('list')).toBe(
      [
        `${sally} has a password of its own now, which ends no more by itself.`,
        `${sally}: viewer, sees its own accounts, 1 account of ann@x.org`,
      ].join('\n'),
    );
    const [{ until } = {}] = await query('SELECT rolvaliduntil AS until FROM pg_roles WHERE rolname = $1', [
      sally,
    ]);
    expect(until).toBe(Number.POSITIVE_INFINITY);

    await team('assign', sally, '--role', 'manager', '--book', 'bob@x.org');
    expect(await sees(sally, 'her own words')).toEqual(['bolt']);
    const manager = await comesIn(sally, 'her own words');
    const { rows } = await manager.query(`SELECT outcome FROM customer_success.apply_operations($1, '{}')`, [
      JSON.stringify([note('x', { account: 'bolt' })]),
    ]);
    expect(rows).toEqual([{ outcome: 'applied' }]);
    await manager.end();
    await team('assign', sally, '--all');
    expect(await sees(sally, 'her own words')).toHaveLength(3);

    expect(await team('remove', sally)).toMatch(
      /no member any more.*\n1 account is still with bob@x\.org: hand them over/s,
    );
    await expect(sees(sally, 'her own words')).rejects.toThrow(/permission denied/);
    expect(await query('SELECT FROM customer_success.memberships WHERE login = $1', [sally])).toEqual([]);
    expect(await changes()).toEqual(['member', 'member.invite', 'member', 'member', 'member']);
  });

  test('the password is never sent in plain text, and is over when its time is', async () => {
    const { password } = await asData('add', sally, '--role', 'viewer', '--all', '--days', '1');
    const [{ kept } = {}] = await query<{ kept: string }>(
      'SELECT rolpassword AS kept FROM pg_authid WHERE rolname = $1',
      [sally],
    );
    expect(kept).toMatch(/^SCRAM-SHA-256\$4096:/);
    expect(password).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/);
    await query(`ALTER ROLE "${sally}" VALID UNTIL '2020-01-01'`);
    await expect(comesIn(sally, password)).rejects.toThrow(/password/);
    expect(await team('list')).toContain('password out of date');
  });

  test('an invitation file opens with what the connection screen needs, for its writer alone, and takes no file’s place', async () => {
    const file = join(folder, 'sally.json');
    const said = await team(
      'add',
      sally,
      '--role',
      'viewer',
      '--all',
      '--invitation',
      file,
      '--company',
      'Acme & Co',
    );
    const invitation = readInvitation(readFileSync(file, 'utf8'));
    const [{ id } = {}] = await query('SELECT company_id AS id FROM customer_success.sync_settings');
    expect(invitation).toMatchObject({ company: { id, name: 'Acme & Co' }, password: expect.any(String) });
    expect(said).not.toContain(invitation?.password);
    expect(new URL(invitation?.url ?? '').password).toBe('');
    expect(decodeURIComponent(new URL(invitation?.url ?? '').username)).toBe(sally);
    expect(await sees(sally, invitation?.password ?? '')).toHaveLength(3);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    await team('remove', sally);
    await query(`DROP ROLE "${sally}"`);
    await expect(team('add', sally, '--role', 'viewer', '--all', '--invitation', file)).rejects.toThrow(
      /is in, but the invitation is not in .*a file of that name already.* first sign-in is [a-z2-9-]{23}\./,
    );
    expect(readInvitation(readFileSync(file, 'utf8'))).toEqual(invitation);
  });

  test('a login that is there already keeps its password; an owner who has no account yet is named', async () => {
    await query(`CREATE ROLE "${sally}" LOGIN PASSWORD 'as it was'`);
    const added = await team(
      'add',
      sally,
      '--role',
      'manager',
      '--book',
      'Sally@X.org',
      '--name',
      'Sally Sand',
    );
    expect(added).toContain('keeps the password it has');
    expect(await sees(sally, 'as it was')).toEqual([]);
    expect(await query(`SELECT name FROM customer_success.managers WHERE email = 'sally@x.org'`)).toEqual([
      { name: 'Sally Sand' },
    ]);
  });

  test.each([
    ['nobody’s accounts and not all', ['--role', 'viewer'], /which accounts/],
    [
      'an owner whom nobody knows',
      ['--role', 'viewer', '--book', 'eve@x.org'],
      /No account's owner has the e-mail/,
    ],
  ])('who is invited to %s is not invited, and no login is left behind', async (_what, flags, words) => {
    await expect(team('add', sally, ...flags).then(String)).rejects.toThrow(words);
    expect(await query('SELECT FROM pg_roles WHERE rolname = $1', [sally])).toEqual([]);
    expect(await changes()).toEqual([]);
  });

  test.each([
    ['a name longer than PostgreSQL keeps', 'x'.repeat(64)],
    ['a name with what nobody sees', 'sal​ly'],
  ])('%s is no login', async (_what, login) => {
    await expect(team('add', login, '--role', 'viewer', '--all')).rejects.toThrow(/up to 63 bytes/);
  });

  test('who is a member is assigned, not invited; who is none is neither assigned nor removed', async () => {
    const { login } = await here.company.createLogin({ role: 'viewer', scope: 'all' });
    await expect(team('add', login, '--role', 'admin', '--all')).rejects.toThrow(/a member already/);
    await expect(team('assign', sally, '--role', 'admin')).rejects.toThrow(/no member/);
    await expect(team('remove', sally)).rejects.toThrow(/no member/);
    await expect(team('assign', login, '--only-own')).rejects.toThrow(/would see no account at all/);
    expect(await query('SELECT role, scope FROM customer_success.memberships')).toEqual([
      { role: 'viewer', scope: 'all' },
    ]);
  });

  test('a member whose login the server has no more can be taken out', async () => {
    await asData('add', sally, '--role', 'viewer', '--all');
    await query(`DROP ROLE "${sally}"`);
    expect(await team('list')).toContain('without a login of the server');
    await team('remove', sally);
    expect(await team('list')).toBe('Nobody is in the team yet.');
  });
});

describe('nobody promotes himself', () => {
  const assignments = () => {
    const path = join(folder, 'a.csv');
    writeFileSync(path, csv('organization_id,owner_email', 'bolt,ann@x.org'));
    return path;
  };

  test.each(['viewer', 'manager', 'admin'] as const)(
    'a %s may change nothing of the team by the command line',
    async (role) => {
      const { login, url } = await here.company.createLogin({ role, scope: 'all' });
      const attempts = [
        ['assign', login, '--role', 'admin'],
        ['add', sally, '--role', 'viewer', '--all'],
        ['remove', login],
        ['hand-over', '--from', 'ann@x.org', '--to', 'bob@x.org', '--apply'],
        ['import', assignments(), '--apply'],
        ['import', assignments()],
      ];
      for (const attempt of attempts)
        await expect(teamBy(url, ...attempt), attempt.join(' ')).rejects.toMatchObject({
          code: 'forbidden',
          message: expect.stringMatching(/may not change the team.*Nothing was changed/),
        });
      expect(await owners()).toEqual({ acme: 'ann@x.org', bolt: 'bob@x.org', cove: null });
      expect(await query('SELECT role FROM customer_success.memberships')).toEqual([{ role }]);
    },
  );

  test('nor by psql: neither a membership, nor an invitation, nor a role is to be had', async () => {
    const { login, connect } = await here.company.createLogin({ role: 'admin', scope: 'book', managerId: 1 });
    const client = await connect();
    const statements = [
      `UPDATE customer_success.memberships SET scope = 'all'`,
      `INSERT INTO customer_success.invitations VALUES ('${login}', '${login}', 'infinity')`,
      `UPDATE customer_success.invitations SET valid_until = 'infinity'`,
      `UPDATE customer_success.organizations SET owner_id = 1`,
      `GRANT cs_owner TO ${login}`,
      `GRANT cs_admin TO ${login}`,
      `ALTER ROLE ${login} VALID UNTIL 'infinity'`,
      `SELECT customer_success.write_audit(0, 'member', '{}', NULL)`,
    ];
    for (const sql of statements)
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    expect((await client.query('SELECT customer_success.accept_invitation() AS a')).rows).toEqual([
      { a: false },
    ]);
  });

  test('an admin sees all of the team, others themselves alone', async () => {
    const ada = await here.company.createLogin({ role: 'admin', scope: 'all' });
    const vera = await here.company.createLogin({ role: 'viewer', scope: 'book', managerId: 1 });
    expect((await teamBy(ada.url, 'list')).split('\n')).toHaveLength(2);
    expect(await teamBy(vera.url, 'list')).toBe(
      `${vera.login}: viewer, sees its own accounts, 1 account of ann@x.org`,
    );
  });

  test('nobody for whom no limit holds becomes a member', async () => {
    for (const attributes of ['CREATEROLE', 'BYPASSRLS', 'REPLICATION', 'SUPERUSER', 'IN ROLE cs_loader']) {
      const name = `strong_${keeper.login}`;
      await query(`CREATE ROLE ${name} LOGIN ${attributes}`);
      await expect(team('add', name, '--role', 'viewer', '--all')).rejects.toThrow(/no limit would hold/);
      await query(`DROP ROLE ${name}`);
    }
  });

  test('who looks after the company but makes no logins lets in those whom the server has, and hands on no role he lacks', async () => {
    const plain = await createKeeper(here.company, 'NOCREATEROLE');
    await expect(teamBy(plain.url, 'add', sally, '--role', 'viewer', '--all')).rejects.toThrow(/CREATEROLE/);
    await query(`CREATE ROLE "${sally}" LOGIN`);
    await teamBy(plain.url, 'add', sally, '--role', 'viewer', '--all');
    await query(`REVOKE ADMIN OPTION FOR cs_admin FROM ${plain.login}`);
    await expect(teamBy(plain.url, 'assign', sally, '--role', 'admin')).rejects.toMatchObject({
      code: 'forbidden',
    });
    await plain.drop([sally]);
  });
});

describe('a book that changes hands', () => {
  test('is told with what is open in it, and goes whole, with each account’s audit', async () => {
    const ann = await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
    const client = await ann.connect();
    const dispose = {
      kind: 'score_drop',
      day: '2026-11-20',
      state: 'snoozed',
      until_day: '2999-01-01',
      reason: 'x',
    };
    for (const operation of [note('stays'), { ...note(''), kind: 'today.dispose', patch: dispose }])
      await client.query(`SELECT * FROM customer_success.apply_operations($1, '{}')`, [
        JSON.stringify([operation]),
      ]);
    const flags = ['hand-over', '--from', 'Ann@x.org', '--to', 'bob@x.org'] as const;
    expect(await asData(...flags)).toMatchObject({
      accounts: 1,
      notes: 1,
      logins: [{ login: ann.login, snoozed: 1, lastSentAt: expect.any(Number) }],
      done: false,
    });
    expect(await owners()).toMatchObject({ acme: 'ann@x.org' });
    const words = await team(...flags, '--apply');
    expect(words).toContain('1 account of Ann is now with Bob.');
    expect(words).toMatch(/comes back to it, with Bob.* name: let it sync first/);
    expect(await owners()).toEqual({ acme: 'bob@x.org', bolt: 'bob@x.org', cove: null });
    expect(await query('SELECT text FROM customer_success.notes WHERE removed_at IS NULL')).toEqual([
      { text: 'stays' },
    ]);
    // What she decides from now on comes back with who has it.
    const { rows } = await client.query(
      `SELECT reason, answer FROM customer_success.apply_operations($1, '{}')`,
      [JSON.stringify([note('too late')])],
    );
    expect(rows).toMatchObject([{ reason: 'not_yours', answer: { owner: expect.stringMatching(/Bob/) } }]);
    expect(
      await query(
        `SELECT chain, kind, personal FROM customer_success.audit_log WHERE kind IN ('account.assign', 'team.assign') ORDER BY chain`,
      ),
    ).toEqual([
      { chain: 0, kind: 'team.assign', personal: null },
      { chain: 1, kind: 'account.assign', personal: { before: 'ann@x.org', after: 'bob@x.org' } },
    ]);
    expect(await query(`SELECT * FROM customer_success.find_audit_problems('[]')`)).toEqual([]);
  });

  test('goes with the CTAs that are open: those of its accounts, and those that were given to its owner by name', async () => {
    await query(`INSERT INTO customer_success.ctas (cta_id, organization_id, type, title, due_day, given_to, author, made_at, closed_at, outcome, closed_by)
      SELECT gen_random_uuid(), o.organization_id, 'risk', x.title, '2026-12-01', x.given_to, 'ann', now(), x.closed, CASE WHEN x.closed IS NOT NULL THEN 'resolved' END, CASE WHEN x.closed IS NOT NULL THEN 'ann' END
        FROM (VALUES ('acme', 'its account’s', NULL::int, NULL::timestamptz), ('bolt', 'given', 1, NULL), ('bolt', 'done', 1, now()), ('cove', 'another’s', 2, NULL))
             AS x (account, title, given_to, closed) JOIN customer_success.organizations o ON o.external_id = x.account`);
    const flags = ['hand-over', '--from', 'ann@x.org', '--to', 'bob@x.org'] as const;
    expect(await asData(...flags)).toMatchObject({ accounts: 1, ctas: 2 });
    await team(...flags, '--apply');
    expect(await query('SELECT title, given_to FROM customer_success.ctas ORDER BY title')).toEqual([
      { title: 'another’s', given_to: 2 },
      { title: 'done', given_to: 1 },
      { title: 'given', given_to: 2 },
      { title: 'its account’s', given_to: null },
    ]);
  });

  test.each([
    [['--from', 'ann@x.org', '--to', 'ann@x.org'], /to somebody else/],
    [['--from', 'eve@x.org', '--to', 'ann@x.org'], /Nobody in the company has the e-mail eve@x.org/],
  ])('is not handed over with %s', async (flags, words) => {
    await expect(team('hand-over', ...flags, '--apply')).rejects.toThrow(words);
    expect(await owners()).toMatchObject({ acme: 'ann@x.org' });
  });
});
