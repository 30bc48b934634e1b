import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { readRetentions, setRetention } from '../../src-main/company/retention/retentions';
import { planSweep, sweepNow } from '../../src-main/company/retention/sweep';
import { createRandom } from '../../src-main/lib/statistics/random';
import { retentionKinds } from '../../src-preload/contract/retention';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';
import { startPostgres, type TestServer } from '../support/postgres';
import { apply, applyOne, createTeam, note, operation, type Team } from '../support/team';
import { ageAudit } from './support/age-audit';
import { ofThen } from './support/of-then';

let server: TestServer;
let team: Team;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  team = await createTeam(server);
  return () => team.company.drop();
});

const admin = (sql: string, values: unknown[] = []) => team.company.admin.query(sql, values);
const rowsOf = async (table: string) =>
  Number((await admin(`SELECT count(*) FROM customer_success.${table}`)).rows[0].count);
const sweep = async (client: pg.Client = team.clients.ada) =>
  Object.fromEntries((await sweepNow(client)).kinds.map(({ kind, rows }) => [kind, nonZero(rows)]));
const plan = async () =>
  Object.fromEntries(
    (await planSweep(team.clients.ada)).kinds.map(({ kind, rows }) => [kind, nonZero(rows)]),
  );
const nonZero = (rows: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(rows).filter(([, count]) => count > 0));
const keep = (kind: (typeof retentionKinds)[number], days: number | null) =>
  setRetention(team.clients.ada, { kind, days });
const problems = async () =>
  (await team.clients.ada.query('SELECT * FROM customer_success.audit_problems()')).rows;
const auditOf = async (kind: string) =>
  (
    await admin(
      'SELECT login::text, chain, details FROM customer_success.audit_log WHERE kind = $1 ORDER BY at',
      [kind],
    )
  ).rows;

test('as it was: everything is kept for ever, but devices for 180 days and decisions on desktops for 90', async () => {
  const kept = await readRetentions(team.clients.vera);
  expect(kept.map(({ kind }) => kind)).toEqual([...retentionKinds]);
  expect(kept.filter(({ days }) => days !== null).map(({ kind, days }) => [kind, days])).toEqual([
    ['devices', 180],
    ['desktop decisions', 90],
  ]);
  expect(await plan()).toEqual({ devices: {} });
});

test('an admin says how long, within bounds, and the audit tells who, before and after', async () => {
  await keep('audit', 730);
  await keep('audit', 730);
  await keep('audit', null);
  expect(await auditOf('retention')).toEqual([
    { login: team.clients.ada.user, chain: 0, details: { of: 'audit', before: null, after: 730 } },
    { login: team.clients.ada.user, chain: 0, details: { of: 'audit', before: 730, after: null } },
  ]);
  await expect(keep('audit', 729)).rejects.toThrow(/at least 730 days, because a contract is renewed/);
  await expect(keep('audit', 0)).rejects.toThrow(/at least/);
  await expect(keep('audit', 36_501)).rejects.toThrow();
  expect((await readRetentions(team.clients.ada))[0]?.days).toBeNull();
});

test('nobody else says how long, or lets anything go: a manager, a viewer, an admin of a book', async () => {
  const ofBook = await (
    await team.company.createLogin({ role: 'admin', scope: 'book', managerId: 1 })
  ).connect();
  for (const client of [team.clients.ann, team.clients.vera, ofBook]) {
    await expect(setRetention(client, { kind: 'devices', days: 30 })).rejects.toThrow(
      /for an admin who sees every/,
    );
    await expect(planSweep(client)).rejects.toThrow(/for an admin who sees every/);
    await expect(sweepNow(client)).rejects.toThrow(/for an admin who sees every/);
    await expect(client.query(`UPDATE customer_success.retention_settings SET days = 30`)).rejects.toThrow(
      /denied/,
    );
    await expect(client.query(`SELECT customer_success.do_piece('devices', 0, 'm')`)).rejects.toThrow(
      /denied/,
    );
  }
  const { rows } = await ofBook.query(`SELECT customer_success.set_retention('devices', 30) AS a`);
  expect(rows[0].a).toEqual({ outcome: 'refused', reason: 'role' });
  await ofBook.end();
});

test('raw events go by the month, their daily counts stay, and one of before that comes again is not counted twice', async () => {
  await admin(`
    INSERT INTO customer_success.features (feature_id, external_id, name) VALUES (9, 'nine', 'Nine') ON CONFLICT DO NOTHING;
    SELECT customer_success.ensure_partitions('activity_events', '2024-01-01', '2024-03-31');
    INSERT INTO customer_success.activity_events (organization_id, feature_id, occurred_at, source_id)
    SELECT 1, 9, day, 's' || day FROM generate_series('2024-01-15'::timestamptz, '2024-02-15', '1 day') day
     UNION ALL SELECT 1, 9, '2023-06-01 12:00Z', 'default' UNION ALL SELECT 1, 9, now() - interval '10 days', 'young'`);
  const counts = async () =>
    (await admin('SELECT day, events FROM customer_success.activity_daily WHERE feature_id = 9 ORDER BY day'))
      .rows;
  const before = await counts();
  const events = await rowsOf('activity_events');
  await keep('events', 92);
  expect((await plan())['events']).toEqual({ activity_events: 33 });
  expect((await sweep())['events']).toEqual({ activity_events: 33 });
  expect(await rowsOf('activity_events')).toBe(events - 33);
  expect(await counts()).toEqual(before);
  expect((await admin(`SELECT FROM pg_tables WHERE tablename = 'activity_events_2024_01'`)).rowCount).toBe(0);
  const again = `INSERT INTO customer_success.activity_events (organization_id, feature_id, occurred_at, source_id)
    VALUES (1, 9, '2024-01-15', 's1'), (1, 9, '2023-06-01 12:00Z', NULL)`;
  await admin(again);
  await admin(`SELECT customer_success.ensure_partitions('activity_events', '2024-01-01', '2024-03-31')`);
  await admin(again);
  expect(await counts()).toEqual(before);
  expect((await admin(`SELECT FROM pg_tables WHERE tablename ~ 'activity_events_2024'`)).rowCount).toBe(0);
  expect(await sweep()).toMatchObject({ events: {} });
  await keep('events', null);
  await admin(again);
  expect(await counts()).toEqual(before);
});

test('a chain of the audit loses its old months and says so: it verifies, and what else is done to it shows', async () => {
  for (const text of ['one', 'two', 'three']) await applyOne(team.clients.ann, note(text));
  await applyOne(team.clients.bob, note('of Bolt', { account: 'bolt' }));
  await ageAudit(team.company.admin, '800 days');
  await applyOne(team.clients.ann, note('young'));
  expect(await problems()).toEqual([]);
  await keep('audit', 730);
  const due = (await plan())['audit'];
  const acme = async () =>
    (await admin('SELECT number::int, kind FROM customer_success.audit_log WHERE chain = 1 ORDER BY number'))
      .rows;
  expect(await acme()).toHaveLength(4);
  expect((await sweep())['audit']).toEqual(due);
  expect(await acme()).toEqual([
    { number: 4, kind: 'note.add' },
    { number: 5, kind: 'audit.sweep' },
  ]);
  expect((await admin('SELECT kind FROM customer_success.audit_log WHERE chain = 2')).rows).toEqual([
    { kind: 'note.add' },
  ]);
  expect(await problems()).toEqual([]);
  expect(await sweep()).toMatchObject({ audit: {} });
  expect(await acme()).toHaveLength(2);
  await applyOne(team.clients.ann, note('after it'));
  expect(await problems()).toEqual([]);
  await admin(`ALTER TABLE customer_success.audit_log DISABLE TRIGGER USER;
               DELETE FROM customer_success.audit_log WHERE chain = 1 AND number = 4`);
  expect(await problems()).toMatchObject([{ chain: 1, number: '5', problem: 'removed' }]);
});

test('whoever owns the schema removes no other row of the audit, not even with a row that says so', async () => {
  await applyOne(team.clients.ann, note('one'));
  await applyOne(team.clients.ann, note('two'));
  await expect(
    admin('DELETE FROM customer_success.audit_log WHERE chain = 1 AND number = 1'),
  ).rejects.toThrow(/added to/);
  await expect(admin(`SELECT customer_success.sweep_chain(1, 1, now())`)).rejects.toThrow(/added to/);
  await expect(admin('TRUNCATE customer_success.audit_log')).rejects.toThrow(/added to/);
});

test('whatever is written and swept when, every chain verifies, and no row goes before its time', async () => {
  const random = createRandom(Number(process.env['STEWARD_SEED'] ?? 1));
  const rounds = Number(process.env['STEWARD_SCHEDULES'] ?? 8);
  for (let round = 0; round < rounds; round += 1) {
    const of = () => (['acme', 'bolt'] as const)[Math.floor(2 * random.next())] ?? 'acme';
    for (let n = Math.floor(4 * random.next()); n >= 0; n -= 1)
      await applyOne(team.clients.ada, note(`note ${n}`, { account: of() }));
    await ageAudit(team.company.admin, `${Math.floor(500 * random.next())} days`);
    const days = 730 + Math.floor(300 * random.next());
    await keep('audit', days);
    const young = `audit_log WHERE at >= date_trunc('month', now() - interval '${days} days')`;
    const before = await rowsOf(young);
    await sweep();
    expect(await rowsOf(`${young} AND kind NOT IN ('audit.sweep', 'retention.sweep')`)).toBeGreaterThan(0);
    expect(await rowsOf(young)).toBeGreaterThanOrEqual(before);
    expect(await problems()).toEqual([]);
  }
  expect(await rowsOf(`audit_log WHERE kind = 'audit.sweep'`)).toBeGreaterThan(0);
}, 60_000);

test('a chain that doesn’t verify is left as it is, and the report says so', async () => {
  for (const text of ['one', 'two', 'three']) await applyOne(team.clients.ann, note(text));
  await ageAudit(team.company.admin, '800 days');
  await admin(`ALTER TABLE customer_success.audit_log DISABLE TRIGGER USER;
               UPDATE customer_success.audit_log SET login = 'mallory' WHERE chain = 1 AND number = 1;
               ALTER TABLE customer_success.audit_log ENABLE TRIGGER USER`);
  await keep('audit', 730);
  expect((await sweep())['audit']).toMatchObject({ 'chains left as they are': 1 });
  expect(await problems()).toMatchObject([{ chain: 1, number: '1', problem: 'edited' }]);
});

test('removed entries go for good, and those that stand stay', async () => {
  const { ann, ada } = team.clients;
  const [kept, gone] = [note('stays'), note('goes')];
  const pulse = operation('pulse.set', { points: 50, reason: 'so' });
  await apply(ann, [kept, gone, pulse]);
  await apply(ann, [
    operation('note.remove', {}, { entry: gone.op_id }),
    operation('pulse.withdraw', {}, { entry: pulse.op_id }),
  ]);
  await apply(ada, [operation('today.dispose', { kind: 'silent', day: '2024-01-01', state: 'done' })]);
  await admin(`UPDATE customer_success.notes SET removed_at = removed_at - interval '93 days';
               UPDATE customer_success.pulses SET withdrawn_at = withdrawn_at - interval '90 days';
               UPDATE customer_success.today_dispositions SET created_at = created_at - interval '93 days'`);
  await keep('removed', 92);
  expect((await plan())['removed']).toEqual({ notes: 1, today_dispositions: 1 });
  expect((await sweep())['removed']).toEqual({ notes: 1, today_dispositions: 1 });
  expect((await admin('SELECT text FROM customer_success.notes')).rows).toEqual([{ text: 'stays' }]);
  expect(await rowsOf('pulses')).toBe(1);
  // To remove it once more is told as of any entry that is gone; to write it once more is answered as before.
  expect(await applyOne(ann, operation('note.remove', {}, { entry: gone.op_id }))).toMatchObject({
    reason: 'gone',
  });
  expect(await applyOne(ann, gone)).toMatchObject({ outcome: 'applied' });
  expect(await rowsOf('notes')).toBe(1);
});

test('answers that were forgotten are no second effect: a decision that comes again comes back', async () => {
  const { ann } = team.clients;
  const old = note('once', { op_id: ofThen(400), made_at: Date.now() - 400 * 86_400_000 });
  const ahead = note('of a clock ahead', { op_id: ofThen(-400) });
  await apply(ann, [old, ahead]);
  await admin(`UPDATE customer_success.operations SET done_at = done_at - interval '400 days'`);
  await keep('operations', 366);
  expect((await plan())['operations']).toEqual({ operations: 1 });
  expect((await sweep())['operations']).toEqual({ operations: 1 });
  await admin('DELETE FROM customer_success.notes');
  expect(await applyOne(ann, old)).toMatchObject({
    outcome: 'refused',
    reason: 'invalid',
    answer: { field: 'made_at', words: expect.stringContaining('look whether it took effect') },
  });
  expect(await applyOne(ann, ahead)).toMatchObject({ outcome: 'applied' });
  expect(await rowsOf('notes')).toBe(0);
  expect(await applyOne(ann, note('of today'))).toMatchObject({ outcome: 'applied' });
});

test('scores go by the month; of levels the one that stood then stays', async () => {
  await admin(`
    DELETE FROM customer_success.risk_assessment_history; DELETE FROM customer_success.score_events;
    DELETE FROM customer_success.organization_health_scores;
    SELECT customer_success.ensure_partitions('organization_health_scores', '2023-01-01', '2023-03-01');
    SELECT customer_success.ensure_partitions('user_health_scores', '2023-01-01', '2023-03-01');
    INSERT INTO customer_success.organization_health_scores (organization_id, day, config_version, score, confidence)
    VALUES (1, '2023-01-05', 1, 50, 1), (1, '2023-02-05', 1, 90, 1), (1, current_date, 1, 50, 1);
    INSERT INTO customer_success.risk_assessment_history (organization_id, assessed_at, level)
    VALUES (1, '2023-01-01', 'low'), (1, '2023-02-01', 'high'), (1, now(), 'low'), (2, '2023-01-01', 'low')`);
  await keep('scores', 400);
  const due = { organization_health_scores: 2, risk_assessment_history: 1, score_events: 2 };
  expect((await plan())['scores']).toEqual(due);
  expect((await sweep())['scores']).toEqual(due);
  expect(
    (await admin('SELECT level FROM customer_success.risk_assessment_history ORDER BY assessed_at')).rows,
  ).toEqual([{ level: 'low' }, { level: 'high' }, { level: 'low' }]);
  expect(await rowsOf('organization_health_scores')).toBe(1);
  expect((await admin(`SELECT FROM pg_tables WHERE tablename ~ 'health_scores_2023'`)).rowCount).toBe(0);
});

test('devices, lines of the log and records of loads go by their day', async () => {
  await admin(`
    INSERT INTO customer_success.devices (login, copy, last_seen)
    VALUES ('ann', gen_random_uuid(), now() - interval '60 days'), ('ann', gen_random_uuid(), now());
    INSERT INTO customer_success.set_aside_rows (table_name, reason, rows, set_aside_at)
    VALUES ('users', 'old', 1, now() - interval '60 days'), ('users', 'young', 1, now());
    UPDATE customer_success.sync_log SET logged_at = now() - interval '60 days'`);
  const lines = await rowsOf('sync_log');
  await keep('devices', 30);
  await keep('loads', 30);
  await keep('changes', 30);
  const due = { devices: { devices: 1 }, loads: { set_aside_rows: 1 }, changes: { sync_log: lines } };
  expect(await plan()).toEqual(due);
  expect(await sweep()).toEqual(due);
  expect([
    await rowsOf('devices'),
    await rowsOf(`set_aside_rows WHERE reason IN ('old', 'young')`),
    await rowsOf('sync_log'),
  ]).toEqual([1, 1, 0]);
});

test('what went is told by the audit of the company, in counts; of nothing there is no word', async () => {
  await admin(`INSERT INTO customer_success.devices (login, copy, last_seen)
               VALUES ('ann', gen_random_uuid(), now() - interval '200 days')`);
  await sweep();
  await sweep();
  expect(await auditOf('retention.sweep')).toMatchObject([
    { chain: 0, details: { of: 'devices', rows: { devices: 1 } } },
  ]);
});

test('of a reader’s lock a sweep says that it waits, and what went before stays gone', async () => {
  await admin(`SELECT customer_success.ensure_partitions('activity_events', '2024-01-01', '2024-01-01');
               INSERT INTO customer_success.devices (login, copy, last_seen) VALUES ('ann', gen_random_uuid(), '2024-01-01')`);
  await keep('events', 92);
  await team.clients.ann.query('BEGIN; SELECT count(*) FROM customer_success.activity_events');
  const { kinds } = await sweepNow(team.clients.ada);
  expect(kinds).toMatchObject([
    { kind: 'events', waits: true },
    { kind: 'devices', rows: { devices: 1 }, waits: false },
  ]);
  expect(
    (await readRetentions(team.clients.ada)).find(({ kind }) => kind === 'events')?.waitsSince,
  ).toBeGreaterThan(0);
  await team.clients.ann.query('ROLLBACK');
  await sweep();
  expect((await admin(`SELECT FROM pg_tables WHERE tablename = 'activity_events_2024_01'`)).rowCount).toBe(0);
}, 20_000);

test('a file of events of before is taken but for those, with the reason, and loading it twice adds nothing', async () => {
  await keep('events', 92);
  await sweep();
  const folder = writeCsvFolder({
    ...twoAccounts,
    'activity_events.csv': csv(
      'organization_id,feature_id,occurred_at',
      'acme,login,2024-05-01',
      `acme,login,${new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)}`,
    ),
  });
  const load = () => createCompany({ url: team.company.url, from: folder });
  const { files } = await load();
  const events = files.find(({ table }) => table === 'activity_events');
  expect(events).toMatchObject({ added: 1, setAside: 1 });
  expect(JSON.stringify(events)).toContain('older than the company keeps single events');
  expect((await load()).files.find(({ table }) => table === 'activity_events')).toMatchObject({ added: 0 });
}, 20_000);

describe('the runner', () => {
  const claim = async (client: pg.Client) => {
    await admin('UPDATE customer_success.runner_lease SET held_until = NULL');
    const host = randomUUID();
    const { rows } = await client.query('SELECT customer_success.claim_runner($1, $2) AS a', [
      host,
      '{"machine": "desk", "app": "1.0.0"}',
    ]);
    return { host, fence: rows[0].a.fence as number };
  };
  const due = async (client = team.clients.ada) =>
    (await client.query('SELECT * FROM customer_success.due_upkeep() AS d (work)')).rows.map(
      ({ work }) => work,
    );
  const keepUp = async (
    { host, fence }: { host: string; fence: number },
    work: string,
    client = team.clients.ada,
  ) =>
    (await client.query('SELECT customer_success.keep_up($1, $2, $3, NULL) AS a', [host, fence, work]))
      .rows[0].a;

  test('does once a day what is due, under its lease, and whoever comes after it nothing of that again', async () => {
    await admin(`INSERT INTO customer_success.devices (login, copy, last_seen)
                 VALUES ('ann', gen_random_uuid(), now() - interval '200 days')`);
    const first = await claim(team.clients.ada);
    expect(await due()).toEqual(['devices', 'partitions', 'rewards']);
    expect(await keepUp(first, 'devices')).toMatchObject({
      outcome: 'applied',
      rows: { devices: 1 },
      after: null,
    });
    expect(await due()).toEqual(['partitions', 'rewards']);
    const second = await claim(team.clients.ada);
    expect(await keepUp(first, 'partitions')).toEqual({ outcome: 'refused', reason: 'fence' });
    expect(await keepUp(second, 'devices')).toEqual({ outcome: 'refused', reason: 'done' });
    expect(await keepUp(second, 'partitions')).toMatchObject({ outcome: 'applied' });
    expect(await keepUp(second, 'rewards')).toMatchObject({ outcome: 'applied' });
    expect(await due()).toEqual([]);
    await admin('UPDATE customer_success.upkeep_runs SET day = day - 1');
    expect(await due()).toEqual(['devices', 'partitions', 'rewards']);
  });

  test('lets nothing go on the day on which somebody said how long', async () => {
    await keep('loads', 30);
    await claim(team.clients.ada);
    expect(await due()).toEqual(['devices', 'partitions', 'rewards']);
    await admin('UPDATE customer_success.upkeep_runs SET day = day - 1');
    expect(await due()).toEqual(['devices', 'loads', 'partitions', 'rewards']);
  });

  test('makes months ahead', async () => {
    await admin(`DO $$ DECLARE t text; BEGIN
      FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'customer_success' AND tablename ~ '_20[0-9][0-9]_[0-9][0-9]$'
      LOOP EXECUTE format('DROP TABLE customer_success.%I', t); END LOOP; END $$`);
    const lease = await claim(team.clients.ada);
    expect(await keepUp(lease, 'partitions')).toMatchObject({
      rows: { activity_events: 4, organization_health_scores: 4, user_health_scores: 4 },
    });
  });

  test('who may not run is told of nothing, and does nothing', async () => {
    const lease = await claim(team.clients.ada);
    expect(await due(team.clients.ann)).toEqual([]);
    expect(await keepUp(lease, 'devices', team.clients.ann)).toEqual({ outcome: 'refused', reason: 'role' });
    expect(await keepUp(lease, 'nothing of the kind')).toEqual({ outcome: 'refused', reason: 'unknown' });
  });
});
