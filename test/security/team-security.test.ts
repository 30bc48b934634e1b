import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { teamTables } from '../../src-main/company/team-tables';
import { proposedCelebrations } from '../../src-preload/contract/celebrations/settings';
import { attachEverywhere, attachedDigest } from '../support/attachments';
import { celebrateEverywhere, someBadge } from '../support/celebrations';
import { fire, someRule } from '../support/ctas/firing';
import type { TestLogin } from '../support/postgres';
import { someProgram } from '../support/rewards/at-company';
import { rulePatch, segmentPatch } from '../support/rules/entries';
import { sequencePatch } from '../support/sequences/entries';
import { apply, applyOne, note, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';
import { brandPatch, templatePatch } from '../support/templates';

const denied = { code: '42501' };

const team = teamForAllTests();
let pipeline: pg.Client;
let stranger: pg.Client;
beforeAll(async () => {
  pipeline = await (await team.company.createLogin({ role: 'loader' })).connect();
  const login: TestLogin = await team.company.createLogin({ role: 'admin', scope: 'all' });
  await team.company.admin.query('DELETE FROM customer_success.memberships WHERE login = $1', [login.login]);
  stranger = await login.connect();
  await team.company.admin.query(
    `INSERT INTO customer_success.invitations (login, invited_by, valid_until)
     VALUES ($1, 'keeper', now()), ('somebody', 'keeper', now())`,
    [team.logins.ann.login],
  );
  await team.company.admin.query(
    `INSERT INTO customer_success.devices (login, copy, machine)
     VALUES ($1, gen_random_uuid(), 'laptop'), ('somebody', gen_random_uuid(), 'laptop')`,
    [team.logins.ann.login],
  );
  await team.company.admin.query(
    `INSERT INTO customer_success.device_sign_outs SELECT login, copy, 'keeper' FROM customer_success.devices`,
  );
  await team.company.admin.query(`
    INSERT INTO customer_success.interventions (run_key, organization_id, user_id, channel, occurrence, launched_by, content, category,
                                                due_at, expires_at, next_due)
    SELECT sha256(o::text::bytea), o, o, 'email', 'once', 'somebody', '{"subject": "secret", "text": "secret"}', 'news',
           now(), now() + interval '1 day', now() FROM generate_series(1, 3) o;
    INSERT INTO customer_success.intervention_steps (run_id, organization_id, stage, reason, attempt, login)
    SELECT run_id, organization_id, 'waiting', 'due', 0, 'somebody' FROM customer_success.interventions;
    INSERT INTO customer_success.communication_preferences
      (address_digest, category, state, basis, said_by, organization_id, user_id, author)
    SELECT sha256(o::text::bytea), 'news', 'granted', 'contract', 'team', o, o, 'somebody' FROM generate_series(1, 3) o;
    INSERT INTO customer_success.sending_stops (kind, reason, stopped_by, stopped_at, leaving)
    VALUES ('person', 'why', 'somebody', now(), 0);
    INSERT INTO customer_success.sending_recalls (stop_id, login, machine) SELECT stop_id, 'somebody', 'laptop' FROM customer_success.sending_stops`);
  await team.company.admin.query(
    `INSERT INTO customer_success.test_mails (login, address, content) SELECT l, 'a@x.example', '{"subject": "secret"}' FROM unnest($1::text[]) l`,
    [[team.logins.ann.login, 'somebody']],
  );
  await apply(team.clients.ada, [
    ...['acme', 'bolt', 'cove'].flatMap((account) => [
      note(`secret of ${account}`, { account }),
      operation('pulse.set', { points: 1, reason: 'secret' }, { account }),
      operation('override.set', { score: 1, reason: 'secret', until_day: '2999-01-01' }, { account }),
      operation('today.dispose', { kind: 'silent', day: '2026-11-28', state: 'done' }, { account }),
      operation(
        'cta.open',
        { type: 'risk', title: 'secret', priority: 'usual', due_day: '2026-12-01' },
        { account },
      ),
    ]),
    ...[1, 2, 3].map((number) =>
      operation(
        'objection.record',
        { contact: `user of ${number}`, since_day: '2026-01-31' },
        { account: ['acme', 'bolt', 'cove'][number - 1] as string },
      ),
    ),
    operation('view.save', { name: 'secret', view: {}, shared: false }, { account: null }),
    operation('view.save', { name: 'shared', view: {}, shared: true }, { account: null }),
    operation('config.publish', { config: {} }, { account: null }),
    operation('template.save', templatePatch(), { account: null }),
    operation('brand.set', { brand: brandPatch }, { account: null }),
    operation('rule.save', rulePatch(), { account: null }),
    operation('segment.save', segmentPatch(), { account: null }),
    operation('sequence.save', sequencePatch(), { account: null }),
    operation('holiday.add', { day: '2026-12-25', name: 'Off' }, { account: null }),
    operation('celebration.settings', { settings: proposedCelebrations }, { account: null }),
    operation('badge.add', { name: 'secret', kind: 'svg', picture: someBadge }, { account: null }),
    operation(
      'activity_template.save',
      { name: 'secret', kind: 'call', text: 'secret', place: 1 },
      { account: null },
    ),
    operation('reward.program', { program: someProgram }, { account: null }),
    operation('reward.item', { name: 'secret', cost: 1 }, { account: null }),
    ...['acme', 'bolt', 'cove'].flatMap((account) => [
      operation('reward.account', { consent: true, consent_note: 'secret' }, { account }),
      operation('reward.award', { points: 7, reason: 'secret' }, { account }),
    ]),
  ]);
  await Promise.all([attachEverywhere(team.company), celebrateEverywhere(team.company)]);
  await fire(team.company, { tasks: [{ title: 'Look', due_day: '2026-12-01' }] });
  await fire(team.company, { account: 2 });
  await team.company.admin.query(
    `INSERT INTO customer_success.user_rewards (reward_id, organization_id, item_id, cost, value_minor, asked_day, stage, author, made_at)
     SELECT gen_random_uuid(), o, item_id, 1, 0, '2026-11-28', 'approved', 'x', now() FROM customer_success.rewards_catalog, generate_series(1, 3) o;
     INSERT INTO customer_success.enrolments (sequence_id, organization_id, user_id, version, step_id, wakes_at, entered_by, entered_how)
     SELECT sequence_id, n, n, 1, 'mail1', now(), 'ann', 'hand' FROM customer_success.sequences, generate_series(1, 3) n`,
  );
});

/** Runs it as the login and takes it back. */
async function attempt(client: pg.Client | pg.PoolClient, sql: string): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(sql);
  } finally {
    await client.query('ROLLBACK');
  }
}

const everyone = () => ({ ...team.clients, pipeline, stranger });
const rowsIn = async (client: pg.Client, table: string) =>
  (await client.query(`SELECT count(*)::int AS n FROM customer_success.${table}`)).rows[0].n;

describe('tables of the team', () => {
  test.each(Object.keys(teamTables))('%s is written by nobody, whatever the role', async (table) => {
    const { rows } = await team.company.admin.query<{ column: string }>(
      `SELECT attname AS column FROM pg_attribute WHERE attrelid = 'customer_success.${table}'::regclass AND attnum > 0 ORDER BY attnum DESC LIMIT 1`,
    );
    const column = rows[0]?.column;
    const statements = [
      `INSERT INTO customer_success.${table} SELECT * FROM customer_success.${table} LIMIT 0`,
      `INSERT INTO customer_success.${table} DEFAULT VALUES`,
      `UPDATE customer_success.${table} SET ${column} = ${column}`,
      `DELETE FROM customer_success.${table}`,
      `TRUNCATE customer_success.${table}`,
      `COPY customer_success.${table} FROM STDIN`,
      `LOCK TABLE customer_success.${table} IN ACCESS EXCLUSIVE MODE`,
      `ALTER TABLE customer_success.${table} DISABLE TRIGGER ALL`,
    ];
    for (const [who, client] of Object.entries(everyone())) {
      for (const sql of statements)
        await expect(attempt(client, sql), `${who}: ${sql}`).rejects.toMatchObject(denied);
    }
    const owner = await team.company.admin.connect();
    await attempt(owner, `UPDATE customer_success.${table} SET ${column} = ${column} WHERE false`);
    owner.release();
  });

  test.each([
    // Of Acme, of all accounts, of none.
    ['notes', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['note_attachments', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['pulses', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['score_overrides', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['profiling_objections', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['interventions', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['intervention_steps', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['communication_preferences', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['sending_settings', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['sending_stops', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['sending_recalls', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['test_mails', { ann: 1, vera: 0, ada: 0, stranger: 0 }],
    ['today_dispositions', { ann: 0, vera: 0, ada: 3, stranger: 0 }],
    ['saved_views', { ann: 1, vera: 1, ada: 2, stranger: 0 }],
    ['score_configurations', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['operation_limits', { ann: 16, vera: 16, ada: 16, stranger: 0 }],
    ['invitations', { ann: 1, vera: 0, ada: 2, stranger: 0 }],
    ['email_templates', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['email_template_versions', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['brand_settings', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['rules', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['rule_versions', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['sequences', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['sequence_versions', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['enrolments', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['segments', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['segment_versions', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['ctas', { ann: 2, vera: 2, ada: 5, stranger: 0 }],
    ['cta_tasks', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['holidays', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['reward_programs', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['rewards_catalog', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['reward_accounts', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['reward_transactions', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['reward_tier_history', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['owner_changes', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['user_rewards', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['celebration_settings', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['celebrations', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['celebration_messages', { ann: 1, vera: 1, ada: 3, stranger: 0 }],
    ['badges', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['activity_templates', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['devices', { ann: 1, vera: 0, ada: 2, stranger: 0 }],
    ['device_sign_outs', { ann: 1, vera: 0, ada: 2, stranger: 0 }],
    ['book_documents', { ann: 0, vera: 0, ada: 0, stranger: 0 }],
    ['runner_lease', { ann: 1, vera: 1, ada: 1, stranger: 0 }],
    ['audit_heads', { ann: 3, vera: 3, ada: 5, stranger: 0 }],
  ] as const)('%s shows each what is theirs', async (table, counts) => {
    for (const [who, rows] of Object.entries(counts)) {
      expect([who, await rowsIn(who === 'stranger' ? stranger : team.clients[who as 'ann'], table)]).toEqual([
        who,
        rows,
      ]);
    }
    await expect(rowsIn(pipeline, table)).rejects.toMatchObject(denied);
  });

  test.each([
    ['notes', 'text'],
    ['pulses', 'reason'],
    ['today_dispositions', 'login::text'],
    ['saved_views', 'name'],
    ['audit_log', 'personal::text'],
  ])('%s tells nothing of others to a cheap function of one’s own', async (table, column) => {
    const client = await team.logins.ann.connect();
    const told: string[] = [];
    client.on('notice', (notice) => told.push(notice.message ?? ''));
    await client.query(`CREATE FUNCTION pg_temp.tell(cell text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
      $$ BEGIN RAISE NOTICE '%', cell; RETURN true; END $$`);
    await client.query(`SELECT FROM customer_success.${table} WHERE pg_temp.tell(${column})`);
    expect(told.filter((text) => /bolt|cove|^secret$/.test(text) && table !== 'pulses')).toEqual([]);
    expect(told.length).toBeLessThanOrEqual(1);
  });
});

/** What a plan that was run says, without the condition itself. */
async function planOf(table: string, condition: string): Promise<string> {
  const { rows } = await team.clients.ann.query<{ 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) SELECT * FROM customer_success.${table} WHERE ${condition}`,
  );
  const lines = rows.map((row) => row['QUERY PLAN']);
  return lines
    .filter((line) => !/^\s*(Index Cond|Recheck Cond|Filter|Buffers|Planning):/.test(line))
    .join('\n');
}

test.each([
  ['notes', 'organization_id = 2', `text = 'secret of bolt'`, `text = 'x'`],
  ['note_attachments', 'organization_id = 2', `sha256 = '${attachedDigest}'`, `sha256 = 'x'`],
  ['pulses', 'organization_id = 2', 'points = 1', 'points = 2'],
  ['score_overrides', 'organization_id = 2', `until_day = '2999-01-01'`, `until_day = '2998-01-01'`],
  ['profiling_objections', 'organization_id = 2', `since_day = '2026-01-31'`, `since_day = '2026-01-30'`],
  ['ctas', 'organization_id = 2', `title = 'secret'`, `title = 'x'`],
  ['ctas', 'organization_id = 2', `rule_id = '${someRule}'`, `rule_id = '${someRule.replace(/1$/, '2')}'`],
  ['reward_transactions', 'organization_id = 2', 'points = 7', 'points = 8'],
  ['reward_transactions', 'organization_id = 2', `reason = 'secret'`, `reason = 'x'`],
  ['user_rewards', 'organization_id = 2', `stage = 'approved'`, `stage = 'refused'`],
  ['reward_accounts', 'organization_id = 2', 'balance = 7', 'balance = 8'],
  ['today_dispositions', 'organization_id = 2', `kind = 'silent'`, `kind = 'renewal'`],
  ['today_dispositions', 'organization_id = 1', `day = '2026-11-28'`, `day = '2026-11-27'`],
  ['saved_views', 'true', `name = 'secret'`, `name = 'x'`],
  ['audit_log', 'chain = 2', `kind = 'note.add'`, `kind = 'note.remove'`],
])('a plan of %s tells of rows with %s nothing about what is in them', async (table, place, right, wrong) => {
  expect(await planOf(table, `${place} AND ${right}`)).toBe(await planOf(table, `${place} AND ${wrong}`));
});

describe('the door', () => {
  test('is closed to the pipeline and to whoever has a role but no membership', async () => {
    for (const client of [pipeline, stranger]) {
      await expect(apply(client, [note('x')])).rejects.toMatchObject(denied);
    }
  });

  test('closes with the membership, and knows the role of now', async () => {
    const login = await team.company.createLogin({ role: 'manager', scope: 'all' });
    const client = await login.connect();
    const asked = note('while a manager');
    expect(await applyOne(client, asked)).toMatchObject({ outcome: 'applied' });
    await team.company.admin.query(
      `UPDATE customer_success.memberships SET role = 'viewer' WHERE login = $1`,
      [login.login],
    );
    expect(await applyOne(client, note('x'))).toMatchObject({ reason: 'role' });
    // What was answered before is answered the same.
    expect(await applyOne(client, asked)).toMatchObject({ outcome: 'applied' });
    await team.company.admin.query('DELETE FROM customer_success.memberships WHERE login = $1', [
      login.login,
    ]);
    await expect(applyOne(client, note('x'))).rejects.toMatchObject(denied);
  });

  test('takes the author from the login, whatever else an operation says', async () => {
    const other = team.logins.ada.login;
    for (const field of ['author', 'login', 'role', 'organization_id']) {
      expect(
        await applyOne(team.clients.ann, operation('note.add', { text: 'x', [field]: other })),
      ).toMatchObject({
        reason: 'invalid',
        answer: { field },
      });
    }
    const forged = {
      ...note('forged'),
      author: other,
      login: other,
      role: 'admin',
      outcome: 'applied',
      organization_id: 2,
    };
    const [answer] = await apply(team.clients.ann, [forged], {
      machine: 'm',
      app: 'a',
      login: other,
      role: 'admin',
    });
    expect(answer).toMatchObject({ outcome: 'applied' });
    const { rows } = await team.company.admin.query(
      `SELECT n.author::text, n.organization_id AS account, l.login::text, l.role
         FROM customer_success.notes n JOIN customer_success.audit_log l ON l.op_id = n.note_id WHERE n.note_id = $1`,
      [forged.op_id],
    );
    const ann = team.logins.ann.login;
    expect(rows).toEqual([{ author: ann, account: 1, login: ann, role: 'manager' }]);
  });

  test('opens no wider by roles taken, settings made or tables put in its way', async () => {
    const client = await team.logins.vera.connect();
    await client.query(`
      CREATE TEMP TABLE memberships AS SELECT session_user AS login, 'admin' AS role, 'all' AS scope, 2 AS manager_id;
      CREATE TEMP TABLE operation_kinds AS SELECT 'note.add' AS kind, 'op_note_add' AS function_name, 'viewer' AS least_role,
        'account' AS subject, 1000000 AS max_bytes;
      CREATE FUNCTION pg_temp.is_admin() RETURNS boolean LANGUAGE sql AS 'SELECT true';
      CREATE FUNCTION pg_temp.op_note_add(text, jsonb) RETURNS jsonb LANGUAGE sql AS 'SELECT ''{}''::jsonb';
      SET search_path = pg_temp, customer_success, pg_catalog; SET ROLE cs_viewer`);
    expect(await applyOne(client, note('x'))).toMatchObject({ reason: 'role' });
    expect(await applyOne(client, note('x', { account: 'bolt' }))).toMatchObject({ reason: 'role' });
    const own = (account: string) =>
      operation('today.dispose', { kind: 'k', day: '2026-11-28', state: 'done' }, { account });
    expect(await applyOne(client, own('bolt'))).toMatchObject({ reason: 'not_yours' });
    expect(await applyOne(client, own('acme'))).toMatchObject({ outcome: 'applied' });
  });

  test.each([
    `UPDATE customer_success.memberships SET role = 'admin', scope = 'all'`,
    `INSERT INTO customer_success.memberships VALUES ('new', 'admin', 'all', NULL)`,
    'GRANT cs_admin TO cs_viewer',
    'UPDATE customer_success.organizations SET owner_id = 1',
    `SELECT customer_success.op_config_publish(NULL, '{}')`,
    `SELECT customer_success.write_audit(0, 'x', '{}', NULL)`,
    `SELECT customer_success.carry_out('{}', '{}', NULL)`,
    `SELECT customer_success.re_anchor_audit('x')`,
    `SELECT customer_success.record_load('{}')`,
    `SELECT customer_success.keyed_digest('x')`,
    'SELECT * FROM customer_success.find_audit_problems(NULL)',
  ])('has no way round by %s, for an admin neither', async (sql) => {
    for (const who of ['vera', 'ann', 'ada'] as const) {
      await expect(attempt(team.clients[who], sql), who).rejects.toMatchObject(denied);
    }
  });

  const evil = `x'); DROP TABLE customer_success.notes; -- $$ \\ %s %I {"a": 1} " é 😀`;
  test.each([
    ['note.add', { text: evil }],
    ['pulse.set', { points: 1, reason: evil }],
    ['override.set', { score: 1, reason: evil, until_day: '2999-01-01' }],
    [
      'today.dispose',
      { kind: evil.slice(0, 40), day: '2026-11-28', state: 'snoozed', until_day: '2026-12-01', reason: evil },
    ],
  ])('keeps SQL in every text of %s as the text it is', async (kind, patch) => {
    expect(await applyOne(team.clients.ann, operation(kind, patch, { earlier_author: evil }))).toMatchObject({
      outcome: 'applied',
    });
    expect(await applyOne(team.clients.ann, operation(kind, patch, { account: evil }))).toMatchObject({
      reason: 'not_yours',
    });
    expect(await applyOne(team.clients.ann, operation(evil.slice(0, 60), patch))).toMatchObject({
      reason: 'unknown_kind',
    });
    expect(await rowsIn(team.clients.ada, 'notes')).toBeGreaterThan(0);
  });

  test('answers what is oversized with a refusal', async () => {
    const large = 'x'.repeat(3_000_000);
    const answers = await apply(team.clients.ann, [
      note(large),
      note('x', { account: large }),
      note('x', { earlier_author: large }),
      operation(large, {}),
      operation('note.add', { [large]: 1 }),
      note('still taken'),
    ]);
    expect(answers.map(({ outcome, reason }) => reason ?? outcome)).toEqual([
      'too_large',
      'invalid',
      'invalid',
      'invalid',
      'too_large',
      'applied',
    ]);
    expect(JSON.stringify(answers).length).toBeLessThan(3000);
  });
});

test('what a runner is given to remember is of the login’s accounts alone, and of nobody’s where it may not send', async () => {
  const keys = async (client: pg.Client) =>
    (await client.query<{ key: string }>(`SELECT key FROM customer_success.remember_sending('-infinity')`))
      .rows.length;
  expect([await keys(team.clients.ada), await keys(team.clients.ann)]).toEqual([3, 1]);
  expect([await keys(team.clients.vera), await keys(stranger)]).toEqual([0, 0]);
});
