import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createTestCompany,
  startPostgres,
  type TestCompany,
  type TestLogin,
  type TestServer,
} from '../support/postgres';
import { writeThreeAccounts } from '../support/three-accounts';

const denied = { code: '42501' };

let server: TestServer;
let company: TestCompany;
let logins: Record<Who, TestLogin>;
let clients: Record<Who, pg.Client>;

const people = {
  'viewer of Ann’s book': { role: 'viewer', scope: 'book', managerId: 1 },
  'manager of Ann’s book': { role: 'manager', scope: 'book', managerId: 1 },
  'admin of Ann’s book': { role: 'admin', scope: 'book', managerId: 1 },
  'manager who sees all': { role: 'manager', scope: 'all' },
  'admin who sees all': { role: 'admin', scope: 'all' },
  'manager of no book': { role: 'manager', scope: 'book' },
} as const;
type Member = keyof typeof people;
type Who = Member | 'pipeline' | 'login without membership';
const members = Object.keys(people) as Member[];

/** Accounts each may see: 1 is Acme of Ann, 2 is Bolt of Bob, 3 is nobody's. */
const sight: Record<Who, number[]> = {
  'viewer of Ann’s book': [1],
  'manager of Ann’s book': [1],
  'admin of Ann’s book': [1],
  'manager who sees all': [1, 2, 3],
  'admin who sees all': [1, 2, 3],
  'manager of no book': [],
  pipeline: [1, 2, 3],
  'login without membership': [],
};

const tablesOfAccounts = [
  'organizations',
  'users',
  'subscriptions',
  'support_tickets',
  'survey_responses',
  'intervention_history',
  'activity_events',
  'activity_daily',
] as const;
const tablesOfScores = [
  'organization_health_scores',
  'user_health_scores',
  'risk_assessment_history',
  'score_events',
] as const;
const views = ['monthly_feature_usage', 'weekly_activity'] as const;

beforeAll(async () => {
  server = await startPostgres();
  company = await createTestCompany(server);
  await writeThreeAccounts(company.admin);
  const made: [Who, TestLogin][] = [];
  for (const who of members) made.push([who, await company.createLogin(people[who])]);
  made.push(['pipeline', await company.createLogin({ role: 'loader' })]);
  const stranger = await company.createLogin({ role: 'manager', scope: 'all' });
  await company.admin.query('DELETE FROM customer_success.memberships WHERE login = $1', [stranger.login]);
  made.push(['login without membership', stranger]);
  logins = Object.fromEntries(made) as Record<Who, TestLogin>;
  const connected = await Promise.all(
    made.map(async ([who, login]) => [who, await login.connect()] as const),
  );
  clients = Object.fromEntries(connected) as Record<Who, pg.Client>;
});
afterAll(async () => {
  await company.drop();
  await server.stop();
});

async function accountsIn(client: pg.Client | pg.Pool, table: string): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT DISTINCT organization_id AS id FROM customer_success.${table} ORDER BY 1`,
  );
  return rows.map((row) => row.id);
}

/** Runs it as the login and takes it back. */
async function attempt(client: pg.Client | pg.PoolClient, sql: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
  } finally {
    await client.query('ROLLBACK');
  }
}

describe('reading', () => {
  const everyone = [...members, 'pipeline', 'login without membership'] as Who[];

  test.each(tablesOfAccounts)('%s shows each login the accounts of its membership alone', async (table) => {
    expect(await accountsIn(company.admin, table)).toEqual([1, 2, 3]);
    for (const who of everyone)
      expect([who, await accountsIn(clients[who], table)]).toEqual([who, sight[who]]);
  });

  test.each([...tablesOfScores, ...views])(
    '%s shows each member the accounts of its membership alone',
    async (table) => {
      expect(
        await accountsIn(company.admin, `${table}${views.some((view) => view === table) ? '_all' : ''}`),
      ).toEqual([1, 2, 3]);
      for (const who of [...members, 'login without membership'] as const) {
        expect([who, await accountsIn(clients[who], table)]).toEqual([who, sight[who]]);
      }
    },
  );

  test('managers and features are for members', async () => {
    const sql = `SELECT (SELECT count(*)::int FROM customer_success.managers) AS managers,
                        (SELECT count(*)::int FROM customer_success.features) AS features`;
    for (const who of members)
      expect((await clients[who].query(sql)).rows).toEqual([{ managers: 2, features: 1 }]);
    expect((await clients['login without membership'].query(sql)).rows).toEqual([
      { managers: 0, features: 0 },
    ]);
  });

  test('a membership is for its login, and all are for admins', async () => {
    const sql = 'SELECT login FROM customer_success.memberships';
    for (const who of members) {
      const { rows } = await clients[who].query(sql);
      if (people[who].role === 'admin') expect(rows).toHaveLength(members.length);
      else expect(rows).toEqual([{ login: logins[who].login }]);
    }
  });

  test('what loads set aside is for those who see every account', async () => {
    const sql = 'SELECT rows FROM customer_success.set_aside_rows';
    expect((await clients['manager who sees all'].query(sql)).rows).toHaveLength(1);
    expect((await clients['admin of Ann’s book'].query(sql)).rows).toHaveLength(0);
  });

  test('a login that belongs to no role of ours reads nothing at all', async () => {
    const stranger = await company.createLogin({ role: 'viewer' });
    await company.admin.query(`REVOKE cs_viewer FROM ${stranger.login}`);
    const client = await stranger.connect();
    await expect(client.query('SELECT FROM customer_success.features')).rejects.toMatchObject(denied);
  });
});

describe('writing', () => {
  const statements = (table: string, change: string): [string, string][] => [
    ['INSERT', `INSERT INTO customer_success.${table} SELECT * FROM customer_success.${table} LIMIT 0`],
    ['UPDATE', `UPDATE customer_success.${table} SET ${change}`],
    ['DELETE', `DELETE FROM customer_success.${table}`],
    ['TRUNCATE', `TRUNCATE customer_success.${table} CASCADE`],
  ];
  const companyTables: [string, string][] = [
    ['managers', 'name = name'],
    ['organizations', 'name = name'],
    ['users', 'name = name'],
    ['features', 'name = name'],
    ['attribute_definitions', 'label = label'],
    ['merged_accounts', 'external_id = external_id'],
    ['merged_contacts', 'external_id = external_id'],
    ['merged_counts', 'events = events'],
    ['subscriptions', 'mrr = mrr'],
    ['support_tickets', 'subject = subject'],
    ['survey_responses', 'score = score'],
    ['intervention_history', 'outcome = outcome'],
    ['activity_events', 'value = value'],
    ['activity_daily', 'value = value'],
  ];
  const ownTables: [string, string][] = [
    ['memberships', `scope = 'all'`],
    ['organization_health_scores', 'score = score'],
    ['user_health_scores', 'score = score'],
    ['risk_assessment_history', 'level = level'],
    ['score_events', 'after = after'],
    ['metrics_aggregation_jobs', 'kind = kind'],
    ['sync_log', 'pk = pk'],
    ['sync_settings', 'schema_version = schema_version'],
    ['sync_witness', 'witness = witness'],
    ['schema_migrations', 'name = name'],
  ];

  describe.each(companyTables)('%s', (table, change) => {
    test.each(statements(table, change))('is for the pipeline, not for members: %s', async (verb, sql) => {
      for (const who of members) await expect(attempt(clients[who], sql), who).rejects.toMatchObject(denied);
      // Other tables point at these; emptying them takes those along, which the pipeline may not.
      const pointedAt = ['managers', 'organizations', 'users'].includes(table);
      if (verb === 'TRUNCATE' && pointedAt)
        await expect(attempt(clients.pipeline, sql)).rejects.toMatchObject(denied);
      else await attempt(clients.pipeline, sql);
    });
  });

  describe.each(ownTables)('%s', (table, change) => {
    test.each(statements(table, change))('is for neither: %s', async (_verb, sql) => {
      for (const who of [...members, 'pipeline'] as const) {
        await expect(attempt(clients[who], sql), who).rejects.toMatchObject(denied);
      }
      const owner = await company.admin.connect();
      await attempt(owner, sql);
      owner.release();
    });
  });
});

describe('going round', () => {
  const annsManager = () => clients['manager of Ann’s book'];

  test.each([
    'SET ROLE cs_owner',
    'SET ROLE cs_loader',
    'SET ROLE cs_admin',
    'SET SESSION AUTHORIZATION DEFAULT; SET SESSION AUTHORIZATION cs_owner',
    'ALTER TABLE customer_success.users DISABLE ROW LEVEL SECURITY',
    'CREATE TABLE customer_success.mine ()',
    'CREATE POLICY mine ON customer_success.users USING (true)',
    'COPY customer_success.activity_events_default TO STDOUT',
    'SELECT FROM customer_success.monthly_feature_usage_all',
    'SELECT FROM customer_success.weekly_activity_all',
    'SELECT FROM customer_success.sync_settings',
    'SELECT FROM customer_success.sync_witness',
    'REFRESH MATERIALIZED VIEW customer_success.weekly_activity_all',
    'GRANT cs_manager TO cs_viewer',
    `INSERT INTO customer_success.memberships VALUES (session_user, 'admin', 'all', NULL)`,
  ])('by %s is refused', async (sql) => {
    await expect(attempt(annsManager(), sql)).rejects.toMatchObject({
      code: expect.stringMatching(/^(42501|0LP01|22023)$/),
    });
    expect(await accountsIn(annsManager(), 'organizations')).toEqual([1]);
  });

  test('by reading each month’s events directly is refused', async () => {
    const { rows } = await company.admin.query<{ name: string }>(
      `SELECT inhrelid::regclass::text AS name FROM pg_inherits
        WHERE inhparent IN ('customer_success.activity_events'::regclass, 'customer_success.user_health_scores'::regclass,
                            'customer_success.organization_health_scores'::regclass)`,
    );
    expect(rows.length).toBeGreaterThan(6);
    for (const { name } of rows) {
      for (const who of [...members, 'pipeline'] as const) {
        await expect(attempt(clients[who], `SELECT FROM ${name}`), `${who}: ${name}`).rejects.toMatchObject(
          denied,
        );
      }
    }
  });

  test('by turning row security off raises an error in place of rows', async () => {
    await expect(
      attempt(annsManager(), 'SET row_security = off; SELECT FROM customer_success.users'),
    ).rejects.toMatchObject(denied);
  });

  test('by settings of one’s own changes nothing', async () => {
    const client = annsManager();
    await client.query('BEGIN');
    await client.query(
      `SET LOCAL customer_success.login = 'postgres'; SET LOCAL app.login = 'postgres'; SET LOCAL application_name = 'admin'`,
    );
    expect(await accountsIn(client, 'organizations')).toEqual([1]);
    await client.query('ROLLBACK');
  });

  test('by tables and functions of the same names in one’s own schema changes nothing', async () => {
    const client = await logins['manager of Ann’s book'].connect();
    await client.query(`
      CREATE TEMP TABLE memberships AS SELECT session_user AS login, 'admin' AS role, 'all' AS scope, 2 AS manager_id;
      CREATE TEMP TABLE organizations (organization_id int, owner_id int);
      INSERT INTO organizations SELECT o, 1 FROM generate_series(1, 3) o;
      CREATE FUNCTION pg_temp.sees_everything() RETURNS boolean LANGUAGE sql AS 'SELECT true';
      SET search_path = pg_temp, customer_success, pg_catalog`);
    expect(await accountsIn(client, 'organizations')).toEqual([1]);
    expect(await accountsIn(client, 'users')).toEqual([1]);
    expect(await accountsIn(client, 'weekly_activity')).toEqual([1]);
  });

  test.each([
    ['organizations', 'name'],
    ['users', 'name'],
    ['weekly_activity', 'week::text'],
    ['sync_log', 'pk'],
  ])(
    'by a cheap function that tells what it is shown learns nothing of others from %s',
    async (table, column) => {
      const client = await logins['manager of Ann’s book'].connect();
      const told: string[] = [];
      client.on('notice', (notice) => told.push(notice.message ?? ''));
      await client.query(`
      CREATE FUNCTION pg_temp.tell(organization int, cell text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
      $$ BEGIN RAISE NOTICE '% %', organization, cell; RETURN true; END $$`);
      await client.query(
        `SELECT FROM customer_success.${table} WHERE pg_temp.tell(organization_id, ${column})`,
      );
      expect(told.length).toBeGreaterThan(0);
      expect(told.filter((text) => /^[23] /.test(text))).toEqual([]);
    },
  );

  test('by the planner’s statistics learns nothing', async () => {
    await company.admin.query('ANALYZE');
    const sql = `SELECT tablename FROM pg_stats WHERE schemaname = 'customer_success' AND attname IN ('name', 'organization_id')
                    AND tablename <> 'schema_migrations'`;
    expect((await company.admin.query(sql)).rows.length).toBeGreaterThan(0);
    expect((await annsManager().query(sql)).rows).toEqual([]);
  });
});

describe('functions', () => {
  test('find their tables where we put them, whoever calls', async () => {
    const { rows } = await company.admin.query(
      `SELECT proname FROM pg_proc WHERE pronamespace = 'customer_success'::regnamespace
          AND NOT coalesce(proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false)`,
    );
    expect(rows).toEqual([]);
  });
});

test('nothing in the schema is granted to everybody', async () => {
  const { rows } = await company.admin.query(
    `SELECT relname FROM pg_class c, aclexplode(c.relacl) a WHERE relnamespace = 'customer_success'::regnamespace AND a.grantee = 0
     UNION ALL SELECT proname FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      WHERE pronamespace = 'customer_success'::regnamespace AND a.grantee = 0
     UNION ALL SELECT nspname FROM pg_namespace n, aclexplode(n.nspacl) a WHERE nspname = 'customer_success' AND a.grantee = 0`,
  );
  expect(rows).toEqual([]);
});

test('every table with accounts in it has forced row security', async () => {
  const { rows } = await company.admin.query(
    `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'organization_id'
      WHERE c.relnamespace = 'customer_success'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  );
  expect(rows).toEqual([]);
});

test('row security asks once a query what the login sees, not once a row', async () => {
  const client = clients['manager of Ann’s book'];
  for (const table of [...tablesOfAccounts, ...tablesOfScores, ...views, 'sync_log']) {
    const { rows } = await client.query(`EXPLAIN (VERBOSE) SELECT * FROM customer_success.${table}`);
    const filters = rows.map((row) => row['QUERY PLAN']).filter((line: string) => line.includes('Filter:'));
    expect([table, filters.length > 0]).toEqual([table, true]);
    for (const filter of filters) expect(filter).not.toMatch(/customer_success\.\w+\(/);
  }
});
