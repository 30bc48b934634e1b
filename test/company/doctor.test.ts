import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { companyForEachTest } from '../support/company-for-each-test';
import { doctorsInTurn } from '../support/doctors-in-turn';
import type { TestLogin } from '../support/postgres';

const here = companyForEachTest();
doctorsInTurn(here);
let login: TestLogin;
beforeEach(async () => {
  await here.company.admin.query(`
    INSERT INTO customer_success.managers (manager_id, email, name) VALUES (1, 'ann@x.org', 'Ann'), (2, 'bob@x.org', 'Bob');
    INSERT INTO customer_success.organizations (external_id, name, owner_id) VALUES ('acme', 'Acme', 1), ('bolt', 'Bolt', 2)`);
  login = await here.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
});

/** Findings other than `ok`, as `level check: text`. */
async function troubles(url = login.url, now?: () => number): Promise<string[]> {
  const findings = await diagnose(url, now);
  for (const finding of findings) expect(finding.todo === null).toBe(finding.level === 'ok');
  return findings
    .filter((finding) => finding.level !== 'ok')
    .map(({ level, check, text }) => `${level} ${check}: ${text}`);
}

test('a sound company is found sound', async () => {
  const findings = await diagnose(login.url);
  expect(findings.filter((finding) => finding.level !== 'ok')).toEqual([]);
  expect(findings.map((finding) => finding.check)).toEqual([
    'connection',
    'version',
    'clock',
    'settings',
    'schema',
    'reading',
    'partitions',
    'columns',
    'privileges',
    'row security',
    'functions',
    'triggers',
    'views',
    'roles',
    'logins',
    'other schemas',
    'membership',
    'limits',
  ]);
  expect(findings.find((finding) => finding.check === 'membership')?.text).toContain(
    'sees the accounts of Ann',
  );
});

describe('an address that leads nowhere is told apart by why:', () => {
  function at(change: (address: URL) => void): string {
    const address = new URL(login.url);
    change(address);
    return address.href;
  }

  test.each<[string, () => string, RegExp]>([
    ['not an address', () => 'localhost:5432', /Write the address as postgres:/],
    [
      'nothing listens',
      () =>
        at((a) => {
          a.port = '1';
        }),
      /Nothing answers at 127\.0\.0\.1:1/,
    ],
    [
      'no such machine',
      () =>
        at((a) => {
          a.hostname = 'nowhere.invalid';
        }),
      /nowhere\.invalid/,
    ],
    [
      'wrong password',
      () =>
        at((a) => {
          a.password = 'wrong';
        }),
      /The password of cs_test_manager_\w+ is wrong/,
    ],
    [
      'no such database',
      () =>
        at((a) => {
          a.pathname = '/nothing_here';
        }),
      /no database nothing_here/,
    ],
  ])('%s', async (_name, url, words) => {
    const findings = await diagnose(url());
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ check: 'connection', level: 'error' });
    expect(findings[0]?.text).toMatch(words);
    expect(findings[0]?.text).not.toContain(new URL(login.url).password);
  });
});

describe('a company that somebody broke is told apart by what:', () => {
  test.each<[string, string, string[]]>([
    [
      'a column was dropped and another changed',
      `ALTER TABLE customer_success.users DROP COLUMN title;
       ALTER TABLE customer_success.survey_responses ALTER COLUMN comment TYPE varchar(9)`,
      [
        'error columns: users.title is missing.',
        'error columns: survey_responses.comment is character varying(9), not text.',
      ],
    ],
    [
      'row security is off',
      'ALTER TABLE customer_success.users DISABLE ROW LEVEL SECURITY',
      ['error row security: users has no forced row security.'],
    ],
    [
      'row security is not forced',
      'ALTER TABLE customer_success.support_tickets NO FORCE ROW LEVEL SECURITY',
      ['error row security: support_tickets has no forced row security.'],
    ],
    [
      'a policy was added that shows all accounts',
      'CREATE POLICY everyone ON customer_success.organizations FOR SELECT TO PUBLIC USING (true)',
      [
        'error row security: organizations has a policy Steward did not make: everyone.',
        expect.stringMatching(
          /^error limits: This login can read 1 accounts and 0 users that are not its own/,
        ),
      ],
    ],
    [
      'our own policy was loosened',
      'ALTER POLICY members ON customer_success.subscriptions USING (true)',
      [
        'error row security: The policy members of subscriptions has another USING condition than Steward made.',
      ],
    ],
    [
      'the events of a month can be read past their table',
      `DO $$ BEGIN EXECUTE format('GRANT SELECT ON customer_success.activity_events_%s TO cs_viewer', to_char(now(), 'YYYY_MM')); END $$`,
      [
        expect.stringMatching(
          /^error privileges: activity_events_\d{4}_\d{2} lets cs_viewer SELECT past row security where Steward grants nothing\.$/,
        ),
      ],
    ],
    [
      'members may write',
      'GRANT UPDATE ON customer_success.organizations TO cs_manager; GRANT DELETE ON customer_success.sync_log TO cs_viewer',
      [
        'error privileges: organizations lets cs_manager UPDATE where Steward grants nothing.',
        'error privileges: sync_log lets cs_viewer DELETE, SELECT where Steward grants SELECT.',
        'error limits: This login can change accounts, empty the sync log.',
      ],
    ],
    [
      'a table is withheld',
      'REVOKE SELECT ON customer_success.survey_responses FROM cs_viewer',
      [
        'error reading: The login may not read survey_responses.',
        'error privileges: survey_responses lets cs_viewer do nothing where Steward grants SELECT.',
      ],
    ],
    [
      'its membership is gone',
      'DELETE FROM customer_success.memberships',
      [expect.stringMatching(/^error membership: \w+ has no membership, so it sees no account\.$/)],
    ],
    [
      'its membership names no manager',
      'UPDATE customer_success.memberships SET manager_id = NULL',
      [expect.stringMatching(/^warning membership: \w+ sees the book of no manager/)],
    ],
    [
      'its membership promises more than was granted',
      `UPDATE customer_success.memberships SET role = 'admin'`,
      [expect.stringMatching(/^error membership: \w+ is said to be admin, but was not granted cs_admin\.$/)],
    ],
    [
      'a later Steward made the schema',
      `INSERT INTO customer_success.schema_migrations VALUES (999, 'later', '')`,
      ['error schema: The schema is version 999, newer than this Steward.'],
    ],
    [
      'an earlier Steward made the schema',
      'DELETE FROM customer_success.schema_migrations WHERE version > 6',
      [expect.stringMatching(/^warning schema: The schema is version 6; this Steward brings \d+\./)],
    ],
    [
      'an earlier Steward made the schema, before there was a history of interventions',
      `DELETE FROM customer_success.schema_migrations WHERE version > 8;
       DROP TABLE customer_success.intervention_history`,
      [expect.stringMatching(/^warning schema: .* Tables that came since count as empty\.$/)],
    ],
    [
      'the history of interventions was taken away',
      'DROP TABLE customer_success.intervention_history',
      ['error columns: intervention_history is missing.'],
    ],
    [
      'next month has no partition',
      `DO $$ BEGIN EXECUTE format('DROP TABLE customer_success.activity_events_%s', to_char(now() + interval '1 month', 'YYYY_MM')); END $$`,
      [expect.stringMatching(/^warning partitions: /)],
    ],
    [
      'the schema is not there',
      'DROP SCHEMA customer_success CASCADE',
      [
        'error schema: The database has no schema customer_success made by Steward.',
        expect.stringMatching(/^error row security: The server refused: /),
      ],
    ],
  ])('%s', async (_name, sql, expected) => {
    await here.company.admin.query(sql);
    expect(await troubles()).toEqual(expected);
  });

  test('a login that was never let in', async () => {
    const stranger = await here.company.createLogin({ role: 'viewer' });
    await here.company.admin.query(`REVOKE cs_viewer FROM ${stranger.login}`);
    expect((await troubles(stranger.url))[0]).toBe(
      'error privileges: This login is not let into the schema customer_success.',
    );
  });

  test('a login above all limits', async () => {
    expect(await troubles(here.company.url)).toEqual([
      expect.stringMatching(
        /^error row security: \w+ is a superuser or has BYPASSRLS: no limit holds for it\.$/,
      ),
    ]);
  });

  test.each([
    [20_000, 'warning clock: The server’s clock is 20 s behind this machine’s.'],
    [-86_400_000, 'error clock: The server’s clock is 86400 s ahead of this machine’s.'],
  ])('a clock that is %i ms off', async (ahead, words) => {
    expect(await troubles(login.url, () => Date.now() + ahead)).toEqual([words]);
  });
});

test('examining changes nothing', async () => {
  const client = new pg.Client({ connectionString: here.company.url });
  await client.connect();
  const count = 'SELECT count(*) FROM customer_success.sync_log';
  const before = (await client.query(count)).rows;
  await diagnose(login.url);
  expect((await client.query(count)).rows).toEqual(before);
  await client.end();
});
