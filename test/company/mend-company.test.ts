import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { diagnose } from '../../src-main/company/diagnose';
import { worstFirst } from '../../src-main/company/doctor/finding';
import { mendCompany } from '../../src-main/company/mend-company';
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

async function troubles(): Promise<string[]> {
  const findings = await diagnose(login.url);
  return findings.filter(({ level }) => level !== 'ok').map(({ text }) => text);
}

/** What was found open in companies that the doctor had called sound, and what it says of each. */
const faults: readonly (readonly [string, string, RegExp])[] = [
  [
    'a policy of members that is true for all',
    `ALTER POLICY members ON customer_success.users USING (
       (SELECT customer_success.sees_everything()) OR organization_id IN (SELECT customer_success.visible_organizations()) OR true)`,
    /The policy members of users has another USING condition/,
  ],
  [
    'the owner’s policy opened to members',
    'ALTER POLICY owner ON customer_success.support_tickets TO cs_owner, cs_viewer',
    /The policy owner of support_tickets has to cs_owner, cs_viewer, not cs_owner/,
  ],
  [
    'the pipeline’s policy opened to everybody',
    'ALTER POLICY loader ON customer_success.subscriptions TO PUBLIC',
    /The policy loader of subscriptions has to PUBLIC, not cs_loader/,
  ],
  [
    'a column of a partition',
    'GRANT SELECT (organization_id, occurred_at) ON customer_success.activity_events_default TO cs_viewer',
    /activity_events_default\.occurred_at lets cs_viewer SELECT past row security/,
  ],
  [
    'a column of a materialized view',
    'GRANT SELECT (events) ON customer_success.weekly_activity_all TO cs_viewer',
    /weekly_activity_all\.events lets cs_viewer SELECT/,
  ],
  [
    'memberships without row security',
    'ALTER TABLE customer_success.memberships DISABLE ROW LEVEL SECURITY',
    /memberships has no forced row security/,
  ],
  [
    'a view that filters nothing',
    `CREATE OR REPLACE VIEW customer_success.weekly_activity AS
       SELECT organization_id, week, events, active_users FROM customer_success.weekly_activity_all`,
    /weekly_activity has another definition than Steward made; it has options nothing, not security_barrier=true/,
  ],
  [
    'everybody sees everything',
    `CREATE OR REPLACE FUNCTION customer_success.sees_everything() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
       SET search_path = pg_catalog, pg_temp AS 'SELECT true'`,
    /The function sees_everything\(\) has another definition/,
  ],
  [
    'members may empty a table',
    'GRANT TRUNCATE ON customer_success.users TO cs_manager',
    /users lets cs_manager TRUNCATE/,
  ],
  [
    'members may add rows',
    'GRANT INSERT ON customer_success.memberships TO cs_admin',
    /memberships lets cs_admin INSERT/,
  ],
  [
    'no policy',
    'DROP POLICY members ON customer_success.survey_responses',
    /The policy members of survey_responses is missing/,
  ],
  [
    'no log of changes',
    'DROP TRIGGER log_update ON customer_success.organizations; ALTER TABLE customer_success.users DISABLE TRIGGER log_delete',
    /The trigger log_update of organizations is missing[\s\S]*The trigger log_delete of users fires: no/,
  ],
];

describe('what was called sound is named, and mended:', () => {
  test.each(faults)('%s', async (_name, sql, words) => {
    await here.company.admin.query(sql);
    expect((await troubles()).join('\n')).toMatch(words);
    expect(await mendCompany(here.company.url)).toMatchObject({ refused: [] });
    expect(await troubles()).toEqual([]);
  });
});

test('all of it at once is mended at once, and the company’s rows stay', async () => {
  for (const [, sql] of faults) await here.company.admin.query(sql);
  await here.company.admin.query(`
    DROP FUNCTION customer_success.visible_organizations() CASCADE;
    DROP MATERIALIZED VIEW customer_success.weekly_activity_all CASCADE;
    DROP INDEX customer_success.organizations_by_owner;
    ALTER TABLE customer_success.subscriptions DROP CONSTRAINT subscriptions_organization_id_fkey`);
  expect((await troubles()).length).toBeGreaterThan(20);
  expect(await mendCompany(here.company.url)).toMatchObject({ refused: [] });
  expect(await troubles()).toEqual([]);
  const client = await login.connect();
  const { rows } = await client.query('SELECT name FROM customer_success.organizations');
  expect(rows).toEqual([{ name: 'Acme' }]);
});

test('mending a sound company does nothing', async () => {
  expect(await mendCompany(here.company.url)).toEqual({ done: [], refused: [] });
});

describe('who may mend:', () => {
  test('an owner who is no superuser mends what is the owner’s, and is told what is not', async () => {
    const keeper = `keeper_${process.pid}`;
    await here.company.admin.query(`CREATE ROLE ${keeper} LOGIN PASSWORD 'x' IN ROLE cs_owner`);
    const address = new URL(here.company.url);
    [address.username, address.password] = [keeper, 'x'];
    try {
      for (const [, sql] of faults) await here.company.admin.query(sql);
      await here.company.admin.query('ALTER ROLE cs_viewer CREATEDB');
      const { refused } = await mendCompany(address.href);
      expect(refused).toEqual([
        { sql: 'ALTER ROLE cs_viewer NOCREATEDB', reason: expect.stringMatching(/permission denied|must/) },
      ]);
      expect(await troubles()).toEqual(['The role cs_viewer is CREATEDB.']);
    } finally {
      await here.company.admin.query(`ALTER ROLE cs_viewer NOCREATEDB; DROP ROLE ${keeper}`);
    }
  });

  test('not a desktop’s login', async () => {
    await expect(mendCompany(login.url)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('mending waits for the schema’s version:', () => {
  test.each([
    [
      'DELETE FROM customer_success.schema_migrations WHERE version > 9',
      /Run `steward company create` first/,
    ],
    [`INSERT INTO customer_success.schema_migrations VALUES (999, 'later', '')`, /Update Steward/],
    ['DROP SCHEMA customer_success CASCADE', /There is no company here/],
  ])('%s', async (sql, words) => {
    await here.company.admin.query(sql);
    await expect(mendCompany(here.company.url)).rejects.toMatchObject({
      code: 'not_ready',
      message: expect.stringMatching(words),
    });
  });
});

test('while another session holds a table, that is said, and nothing is mended', async () => {
  const busy = new pg.Client({ connectionString: here.company.url });
  await busy.connect();
  await busy.query('BEGIN; LOCK TABLE customer_success.users IN ACCESS EXCLUSIVE MODE');
  try {
    const [told] = await Promise.all([
      troubles(),
      expect(mendCompany(here.company.url)).rejects.toMatchObject({
        code: 'not_ready',
        message: expect.stringMatching(/held by another session/),
      }),
    ]);
    expect(told).toContain('A table is held by another session, for example a load, so nobody looked.');
  } finally {
    await busy.end();
  }
});

test('of more findings than a screen holds, the gravest are shown and the others counted', () => {
  const finding = (level: 'ok' | 'error', text: string) => ({
    check: 'x',
    level,
    text,
    todo: level === 'ok' ? null : 'y',
  });
  const many = [
    finding('ok', 'good'),
    ...Array.from({ length: 60 }, (_, index) => finding('error', `${index}`)),
  ];
  const shown = worstFirst(many, 50);
  expect(shown).toHaveLength(50);
  expect(shown.slice(0, 49).every(({ level }) => level === 'error')).toBe(true);
  expect(shown[49]?.text).toBe('There are 12 more findings.');
  expect(worstFirst(many, 61)).toEqual(many);
});
