import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callableFunctions } from '../../src-main/company/rights';
import { apply, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const cs = 'customer_success';

/** All that the pipeline writes; everything else in the schema is for nobody to write. */
const loaded = [
  'activity_daily',
  'activity_events',
  'attribute_definitions',
  'exchange_rates',
  'features',
  'intervention_history',
  'managers',
  'merged_accounts',
  'merged_contacts',
  'merged_counts',
  'organizations',
  'set_aside_rows',
  'subscriptions',
  'support_tickets',
  'survey_responses',
  'uncounted_activity',
  'unlisted_users',
  'users',
];

/** What is added to and nothing else, by nobody at all. */
const added = ['audit_heads', 'audit_log'];

const team = teamForAllTests();
let relations: { name: string; kind: string; column: string }[];
let functions: { name: string; call: string }[];
let callers: Record<string, pg.Client>;
/** Who may everything, so that each statement is tried as one that works. */
let owner: pg.PoolClient;
beforeAll(async () => {
  const { company, clients } = team;
  const login = (role: 'admin' | 'loader') => company.createLogin({ role, scope: 'all' });
  const [stranger, outsider] = [await login('admin'), await login('admin')];
  await company.admin.query(`DELETE FROM ${cs}.memberships WHERE login = ANY ($1)`, [
    [stranger.login, outsider.login],
  ]);
  await company.admin.query(`REVOKE cs_admin FROM ${outsider.login}`);
  owner = await company.admin.connect();
  callers = {
    viewer: clients.vera,
    manager: clients.ann,
    admin: clients.ada,
    pipeline: await (await login('loader')).connect(),
    stranger: await stranger.connect(),
    outsider: await outsider.connect(),
  };
  // Of the catalogue, so that nothing is forgotten: partitions, views and what migrations bring as well.
  relations = (
    await company.admin.query(
      `SELECT c.relname AS name, c.relkind AS kind,
              (SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum LIMIT 1) AS column
         FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') ORDER BY 1`,
      [cs],
    )
  ).rows;
  functions = (
    await company.admin.query(
      `SELECT p.proname AS name, format('%s(%s)', p.oid::regproc, (SELECT string_agg(CASE WHEN p.provariadic > 0 AND n = p.pronargs THEN 'VARIADIC ' ELSE '' END || 'NULL::' || format_type(t, NULL), ', ')
                FROM unnest(p.proargtypes) WITH ORDINALITY a (t, n))) AS call
         FROM pg_proc p WHERE p.pronamespace = $1::regnamespace AND p.prokind = 'f' AND p.prorettype <> 'trigger'::regtype ORDER BY 1`,
      [cs],
    )
  ).rows;
});
afterAll(() => owner.release());

/** How it ended, taken back: an SQLSTATE, or how many rows. */
async function attempt(client: pg.Client | pg.PoolClient, sql: string): Promise<string | number> {
  await client.query('BEGIN');
  try {
    const { rowCount } = await client.query(sql);
    return rowCount ?? 0;
  } catch (error) {
    return String((error as { code?: unknown }).code);
  } finally {
    await client.query('ROLLBACK');
  }
}

/** A view of several tables can't be written at all. */
const refused = (kind: string) => (kind === 'v' ? expect.stringMatching(/^(42501|55000)$/) : '42501');

function writesOf({ name, kind, column }: (typeof relations)[number]): string[] {
  const at = `${cs}.${name}`;
  if (kind === 'S')
    return [
      `SELECT nextval('${at}')`,
      `SELECT setval('${at}', 1 + (SELECT last_value FROM ${at}))`,
      `SELECT last_value FROM ${at}`,
    ];
  return [
    `INSERT INTO ${at} SELECT * FROM ${at} LIMIT 0`,
    `UPDATE ${at} SET ${column} = ${column} WHERE false`,
    `DELETE FROM ${at} WHERE false`,
    ...(kind === 'r' || kind === 'p' ? [`TRUNCATE ${at}`, `LOCK TABLE ${at} IN ACCESS EXCLUSIVE MODE`] : []),
  ];
}

describe('every table, view and sequence of the schema', () => {
  test('is written by no member, no stranger and no outsider; what the pipeline writes stands in one list', async () => {
    expect(relations.length).toBeGreaterThan(60);
    const written = new Set<string>();
    for (const relation of relations) {
      for (const sql of writesOf(relation)) {
        // The statement is one that somebody may.
        if (!added.includes(relation.name)) expect(await attempt(owner, sql), sql).not.toBe('42501');
        for (const [who, client] of Object.entries(callers)) {
          const outcome = await attempt(client, sql);
          if (who !== 'pipeline') expect([who, sql, outcome]).toEqual([who, sql, refused(relation.kind)]);
          else if (typeof outcome === 'number' && relation.kind !== 'S') written.add(relation.name);
        }
      }
    }
    expect([...written].sort()).toEqual(loaded);
  });

  test('shows an outsider nothing, and a stranger no row that is anybody’s', async () => {
    const open: string[] = [];
    for (const { name, kind } of relations) {
      if (kind === 'S') continue;
      expect([name, await attempt(callers['outsider'] as pg.Client, `SELECT FROM ${cs}.${name}`)]).toEqual([
        name,
        '42501',
      ]);
      const seen = await attempt(callers['stranger'] as pg.Client, `SELECT FROM ${cs}.${name}`);
      if (seen !== 0 && seen !== '42501') open.push(name);
    }
    // Which company this is, and of which version: nothing of anybody.
    expect(open).toEqual(['schema_migrations', 'sync_meta']);
  });
});

test('every function that is for nobody, or not for a login, is closed to it', async () => {
  expect(functions.length).toBeGreaterThan(60);
  const roles = ['viewer', 'manager', 'admin'];
  for (const { name, call } of functions) {
    const { members, pipeline } = callableFunctions[name] ?? {};
    if (members === undefined && !pipeline)
      expect(await attempt(owner, `SELECT ${call}`), call).not.toBe('42501');
    for (const [who, client] of Object.entries(callers)) {
      const may =
        (who === 'pipeline' && pipeline) ||
        // Whoever has a role may call what it may; what it answers is nothing.
        (members !== undefined &&
          (who === 'stranger' || (roles.includes(who) && roles.indexOf(who) >= roles.indexOf(members))));
      if (!may) expect([who, call, await attempt(client, `SELECT ${call}`)]).toEqual([who, call, '42501']);
    }
  }
});

describe('nobody raises himself', () => {
  const self = 'CURRENT_USER';
  test.each([
    [
      'by the table of members',
      `UPDATE ${cs}.memberships SET is_runner = true, role = 'admin', scope = 'all'`,
    ],
    [
      'by a membership of his own',
      `INSERT INTO ${cs}.memberships (login, role, scope) VALUES (session_user, 'admin', 'all')`,
    ],
    [
      'by an invitation',
      `INSERT INTO ${cs}.invitations (login, invited_by, valid_until) VALUES (session_user, 'x', 'infinity')`,
    ],
    ['by a longer password', `ALTER ROLE ${self} VALID UNTIL 'infinity'`],
    ['by making logins', `ALTER ROLE ${self} CREATEROLE`],
    ['past row security', `ALTER ROLE ${self} BYPASSRLS`],
    ['as a superuser', `ALTER ROLE ${self} SUPERUSER`],
    ['by handing himself a role', `GRANT cs_owner TO ${self}`],
    ['by handing a role on', `GRANT cs_manager TO cs_viewer`],
    ['by being the owner', 'SET ROLE cs_owner'],
    ['by being another', 'SET SESSION AUTHORIZATION cs_owner'],
    ['past the triggers', 'SET session_replication_role = replica'],
    ['by a table in the schema', `CREATE TABLE ${cs}.mine (x int)`],
    [
      'by a function in the schema',
      `CREATE FUNCTION ${cs}.is_admin() RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
    ],
    [
      'by a trigger',
      `CREATE TRIGGER t BEFORE INSERT ON ${cs}.organizations EXECUTE FUNCTION ${cs}.log_truncate()`,
    ],
    ['by a policy', `CREATE POLICY mine ON ${cs}.organizations USING (true)`],
    ['by the server’s files', `SELECT pg_read_file('postgresql.conf')`],
    ['by the server’s programs', `COPY (SELECT 1) TO PROGRAM 'true'`],
  ])('%s', async (_how, sql) => {
    expect(await attempt(owner, sql)).not.toBe('42501');
    for (const [who, client] of Object.entries(callers)) {
      const outcome = await attempt(client, sql);
      expect([who, outcome]).toEqual([who, '42501']);
    }
  });

  test('by the lease of the runner: who sees a book, or has no duty, is refused', async () => {
    for (const who of ['viewer', 'manager'] as const) {
      const { rows } = await (callers[who] as pg.Client).query(
        `SELECT ${cs}.claim_runner(gen_random_uuid(), '{"role": "admin", "is_runner": true}') AS answer`,
      );
      expect(rows).toEqual([{ answer: { outcome: 'refused', reason: 'role' } }]);
    }
  });
});

const evil = `x'); DROP TABLE ${cs}.notes; -- $$ \\ %s %I {"a": 1} " é 😀`;
test('SQL in the name of a view, the note of settings, or what a desktop says of itself stays the text it is', async () => {
  const { ada } = team.clients;
  const told = { machine: evil, app: evil };
  for (const asked of [
    operation(
      'view.save',
      { name: evil.slice(0, 60), view: { [evil]: evil }, shared: true },
      { account: null },
    ),
    operation('config.publish', { config: { [evil]: evil }, note: evil }, { account: null, base_version: 0 }),
  ])
    expect((await apply(ada, [asked], told))[0]).toMatchObject({ outcome: 'applied' });
  const host = '00000000-0000-7000-8000-000000000001';
  const {
    rows: [claimed],
  } = await ada.query(`SELECT ${cs}.claim_runner($1, $2) AS answer`, [host, JSON.stringify(told)]);
  expect(claimed.answer).toMatchObject({ outcome: 'held' });
  const publish = (kind: string) =>
    ada.query(`SELECT ${cs}.publish_document($1, $2, $3, 1, NULL, NULL, $4) AS answer`, [
      host,
      claimed.answer.fence,
      kind,
      JSON.stringify({ [evil]: evil }),
    ]);
  expect((await publish(evil)).rows[0].answer).toEqual({ outcome: 'refused', reason: 'invalid' });
  expect((await publish('facts')).rows[0].answer).toMatchObject({ outcome: 'applied' });
  const { rows } = await team.company.admin.query(
    `SELECT (SELECT count(*)::int FROM ${cs}.audit_log WHERE machine = $1 AND app = $1) AS told,
            (SELECT machine FROM ${cs}.runner_lease) AS runner, (SELECT note FROM ${cs}.score_configurations) AS note,
            (SELECT document ->> $1 FROM ${cs}.book_documents) AS document`,
    [evil],
  );
  expect(rows).toEqual([{ told: 2, runner: evil, note: evil, document: evil }]);
});
