import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { addCompanyCommand } from '../../src-main/host/commands/company';
import { addDoctorCommand } from '../../src-main/host/commands/doctor';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { doctorsInTurn } from '../support/doctors-in-turn';

const here = companyForEachTest();
doctorsInTurn(here);
let told: string[];
beforeEach(async () => {
  told = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => told.push(line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

async function steward(...args: string[]): Promise<string> {
  told = [];
  const program = new Command().exitOverride().configureOutput({ writeErr: () => {} });
  addCompanyCommand(program);
  addDoctorCommand(program);
  await program.parseAsync(args, { from: 'user' });
  return told.join('\n');
}

const folder = writeCsvFolder({
  'features.csv': csv('feature_id,name,kind', 'login,Log in,core', 'fly,Fly,soaring'),
  'organizations.csv': csv('organization_id,name,created_at,owner_email', 'acme,Acme,2025-01-01,ann@x.org'),
});

async function makeLogin(): Promise<string> {
  const { login } = await here.company.createLogin({ role: 'viewer' });
  await here.company.admin.query(`REVOKE cs_viewer FROM ${login}`);
  await here.company.admin.query('DELETE FROM customer_success.memberships');
  return login;
}

describe('steward company create', () => {
  test('says what became of each file and where to find what was set aside', async () => {
    const words = await steward('company', 'create', '--url', here.company.url, '--from', folder);
    expect(words).toMatch(/Schema customer_success: version \d+, up to date\./);
    expect(words).toContain('features: 2 rows: 1 new, 1 set aside.');
    expect(words).toContain('  1 x kind is none of core, outcome, other (first on line 3)');
    expect(words).toMatch(/The rows set aside are in .*set-aside: mend them there and load that folder\./);
  });

  test('removes what a complete file no longer holds, and knows which files can be complete', async () => {
    const files = (...lines: string[]) =>
      writeCsvFolder({
        'organizations.csv': csv('organization_id,name,created_at,parent_id', 'a,Acme,2025-01-01,hq'),
        'users.csv': csv('user_id,organization_id', ...lines),
      });
    const create = (from: string, ...more: string[]) =>
      steward('company', 'create', '--url', here.company.url, '--from', from, ...more);
    const first = await create(files('u,a', 'v,a'));
    expect(first).toContain('  1 account names a parent that is not there (yet): hq 1 x');
    const words = await create(files('u,a'), '--complete', 'users');
    expect(words).toContain('  1 removed, because the complete file no longer holds them.');
    const kept = await create(files('w,a', 'x,nowhere'), '--complete', ' Users');
    expect(kept).toContain('  1 that it no longer holds stay, because rows of it were set aside');
    await expect(create(files('u,a'), '--complete', 'users,accounts')).rejects.toThrow(
      /“accounts” is none of users, subscriptions/,
    );
  });

  test('says how it read a file that is dressed otherwise, and what of it means nothing here', async () => {
    const dressed = writeCsvFolder({
      'organizations.csv': Buffer.from('organization_id,name,created_at\na,M\xfcller,2025-01-01\n', 'latin1'),
      'features.csv': Buffer.from('\uFEFFfeature_id\tname\nf\tF\n', 'utf16le'),
      'subscriptions.csv': csv(
        'subscription_id;organization_id;started_on;mrr;quantity;unit',
        's1;a;2025-01-01;1,234;5;Seats',
        's2;a;2025-01-01;9,5;5;GB',
      ),
    });
    const create = ['company', 'create', '--url', here.company.url, '--from', dressed];
    const words = await steward(...create);
    expect(words).toContain(
      '  Its text is not UTF-8 and was read as Windows-1252 (Latin-1); look whether names are right.',
    );
    expect(words).toContain('  Its cells are separated by tabs.\n  Its text is UTF-16.');
    expect(words).toContain('  Its cells are separated by semicolons.\n  Read with decimal commas: mrr.');
    expect(words).toContain('  1 x unit “GB” is no unit of users: no licensed seats are known of these.');
    expect(words).toContain('Times without an offset were read as times of UTC.');
    expect(await steward(...create, '--decimal', '.')).toMatch(
      /1 x mrr is not written with the decimal point that --decimal names \(first on line 3\)/,
    );
    await expect(steward(...create, '--decimal', 'x')).rejects.toThrow(/Allowed choices/);
  });

  test('says it as JSON when asked', async () => {
    const report = JSON.parse(
      await steward('company', 'create', '--url', here.company.url, '--from', folder, '--json'),
    );
    expect(report.files.map((file: { table: string; added: number }) => [file.table, file.added])).toEqual([
      ['features', 1],
      ['organizations', 1],
    ]);
  });

  test('needs an address', async () => {
    vi.stubEnv('STEWARD_COMPANY_URL', undefined);
    await expect(steward('company', 'create')).rejects.toThrow(/--url/);
    vi.unstubAllEnvs();
  });
});

describe('steward company grant and revoke', () => {
  test('let a login into the book of a manager, and out again', async () => {
    await steward('company', 'create', '--url', here.company.url, '--from', folder);
    const login = await makeLogin();
    const words = await steward(
      ...['company', 'grant', '--url', here.company.url],
      ...['--login', login, '--role', 'manager', '--book', 'Ann@x.org'],
    );
    expect(words).toBe(`${login} is in, as manager, and sees the accounts of Ann@x.org.`);
    const { rows } = await here.company.admin.query(
      `SELECT m.role, m.scope, g.email, pg_has_role($1, 'cs_manager', 'USAGE') AS granted, pg_has_role($1, 'cs_admin', 'USAGE') AS admin
         FROM customer_success.memberships m JOIN customer_success.managers g USING (manager_id)`,
      [login],
    );
    expect(rows).toEqual([
      { role: 'manager', scope: 'book', email: 'ann@x.org', granted: true, admin: false },
    ]);

    await steward(
      'company',
      'grant',
      '--url',
      here.company.url,
      '--login',
      login,
      '--role',
      'viewer',
      '--all',
    );
    const changed = await here.company.admin.query(
      `SELECT role, scope, pg_has_role($1, 'cs_manager', 'USAGE') AS manager FROM customer_success.memberships`,
      [login],
    );
    expect(changed.rows).toEqual([{ role: 'viewer', scope: 'all', manager: false }]);

    await steward('company', 'revoke', '--url', here.company.url, '--login', login);
    const left = await here.company.admin.query(
      `SELECT (SELECT count(*)::int FROM customer_success.memberships) AS memberships, pg_has_role($1, 'cs_viewer', 'USAGE') AS viewer`,
      [login],
    );
    expect(left.rows).toEqual([{ memberships: 0, viewer: false }]);
  });

  test.each([
    [
      ['--login', 'nobody_at_all', '--role', 'viewer', '--all'],
      /The server has no login nobody_at_all\. Make it first/,
    ],
    [['--login', 'steward_dba', '--role', 'viewer'], /Say which accounts it sees/],
    [['--login', 'x', '--role', 'king', '--all'], /king/],
  ])('say what is wrong with %j', async (flags, words) => {
    await expect(steward('company', 'grant', '--url', here.company.url, ...flags)).rejects.toThrow(words);
  });

  test('refuse a login for which no limit would hold, and a manager nobody knows', async () => {
    const superuser = decodeURIComponent(new URL(here.company.url).username);
    const grant = (...flags: string[]) =>
      steward('company', 'grant', '--url', here.company.url, '--role', 'viewer', ...flags);
    await expect(grant('--login', superuser, '--all')).rejects.toThrow(/superuser or has BYPASSRLS/);
    await expect(grant('--login', await makeLogin(), '--book', 'eve@x.org')).rejects.toThrow(
      /No account's owner has the e-mail eve@x\.org/,
    );
  });
});

describe('steward doctor', () => {
  test('tells each finding, what to do, and fails when something is broken', async () => {
    const login = await here.company.createLogin({ role: 'manager', scope: 'all' });
    expect(await steward('doctor', '--url', login.url)).toMatch(/^ok {7}connection: .*\n(ok .*\n?)+$/);
    expect(process.exitCode).toBeUndefined();
    await here.company.admin.query('ALTER TABLE customer_success.users NO FORCE ROW LEVEL SECURITY');
    const words = await steward('doctor', '--url', login.url);
    expect(words).toContain('ERROR    row security: users has no forced row security.\n         -> ');
    expect(process.exitCode).toBe(1);
  });

  test('tells it as JSON when asked', async () => {
    const login = await here.company.createLogin({ role: 'viewer', scope: 'all' });
    const report = JSON.parse(await steward('doctor', '--url', login.url, '--json'));
    expect(report.ok).toBe(true);
    expect(report.findings[0]).toEqual({
      check: 'connection',
      level: 'ok',
      text: expect.any(String),
      todo: null,
    });
  });

  test('mends what it can when asked, tells what it did, and is content with it', async () => {
    await here.company.admin.query(`
      GRANT TRUNCATE ON customer_success.users TO cs_viewer; ALTER TABLE customer_success.users ADD COLUMN mood text`);
    const words = await steward('doctor', '--mend', '--url', here.company.url);
    expect(words).toContain('mended   REVOKE ALL ON customer_success.users FROM cs_viewer CASCADE\n');
    expect(words).toContain('mended   GRANT SELECT ON customer_success.users TO cs_viewer\n');
    expect(words).toContain('warning  columns: users.mood is something Steward did not make.');
    expect(process.exitCode).toBeUndefined();
    expect(JSON.parse(await steward('doctor', '--mend', '--json', '--url', here.company.url))).toMatchObject({
      ok: true,
      mended: [],
      refused: [],
    });
  });
});

describe('steward company zone', () => {
  test('says what the days are now, which of them could not be counted anew, and what to load again', async () => {
    await here.company.admin.query(`
      SET search_path = customer_success;
      INSERT INTO organizations (external_id, name) VALUES ('a', 'A'), ('b', 'B');
      INSERT INTO features (external_id, name) VALUES ('f', 'F');
      INSERT INTO activity_daily (organization_id, feature_id, day, events, from_events)
      SELECT o.organization_id, f.feature_id, d.day, 1, true FROM organizations o, features f,
             (VALUES (date '2026-01-30'), ('2026-01-31'), ('2026-03-01')) d (day) WHERE o.external_id = 'a' OR d.day <> '2026-03-01';
      RESET search_path`);
    const words = await steward('company', 'zone', 'europe/berlin', '--url', here.company.url);
    expect(words.split('\n')).toEqual([
      'The company’s days are days of Europe/Berlin now, and no longer of UTC. Events were counted anew, and every desktop loads afresh.',
      'Desktops of an earlier Steward ask for an update and keep what they have.',
      '3 days have counts whose events are gone, of up to 2 accounts a day. Nobody can tell their hours any more, so they stay on the days of UTC:',
      '  2026-01-30 to 2026-01-31: 2 accounts',
      '  2026-03-01: 1 account',
      'Days that were loaded as times (created_at, churned_at and the like) began at midnight of UTC: load such files again.',
    ]);
    expect(await steward('company', 'zone', 'Europe/Berlin', '--url', here.company.url)).toBe(
      'The company’s days are days of Europe/Berlin already. Nothing was changed.',
    );
    await expect(steward('company', 'zone', 'Berlin', '--url', here.company.url)).rejects.toThrow(
      'Berlin is no time zone. Write the name of a place in the IANA list, such as Europe/Berlin, or UTC.',
    );
    const told = JSON.parse(await steward('company', 'zone', 'UTC', '--url', here.company.url, '--json'));
    expect(told).toMatchObject({ from: 'Europe/Berlin', to: 'UTC' });
    expect(told.daysWithoutEvents).toHaveLength(3);
  });
});
