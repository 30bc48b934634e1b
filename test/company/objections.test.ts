import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { exportPerson } from '../../src-main/company/privacy/export-person';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { startPostgres, type TestServer } from '../support/postgres';
import { applyOne, createTeam, operation, type Team } from '../support/team';

let server: TestServer;
let team: Team;
beforeAll(async () => {
  server = await startPostgres();
  team = await createTeam(server);
});
beforeEach(async () => {
  await team.company.admin.query(`
    DELETE FROM customer_success.profiling_objections;
    DELETE FROM customer_success.users;
    DELETE FROM customer_success.unlisted_users; DELETE FROM customer_success.merged_contacts;
    INSERT INTO customer_success.users (user_id, organization_id, external_id, name)
    SELECT o, o, 'user of ' || o, 'User of ' || o FROM generate_series(1, 3) o;
    INSERT INTO customer_success.users (user_id, organization_id, external_id, name) VALUES (9, 1, 'twin', 'Twin');
    INSERT INTO customer_success.user_health_scores (organization_id, user_id, day, config_version, score, confidence)
    SELECT organization_id, user_id, day, 1, 70, 1
      FROM customer_success.users, (VALUES (date '2026-10-01'), ('2026-10-02')) d (day) ON CONFLICT DO NOTHING`);
});
afterAll(async () => {
  await team.company.drop();
  await server.stop();
});

const since = { contact: 'user of 1', since_day: '2026-03-03' };
const record = (patch: object = since, more: object = {}) => operation('objection.record', patch, more);
const withdraw = (entry: string, more: object = {}) =>
  operation('objection.withdraw', {}, { entry, ...more });

async function rowsOf<T extends object = Record<string, unknown>>(sql: string, ...values: unknown[]) {
  return (await team.company.admin.query<T>(sql, values)).rows;
}

const scored = async () =>
  (
    await rowsOf<{ id: number }>(
      'SELECT DISTINCT user_id AS id FROM customer_success.user_health_scores ORDER BY 1',
    )
  ).map(({ id }) => id);
const objecting = async (account = 1) =>
  (
    await rowsOf<{ id: number }>('SELECT customer_success.objecting_contacts($1) AS id ORDER BY 1', account)
  ).map(({ id }) => id);

async function objected(patch: object = since): Promise<string> {
  const asked = record(patch);
  expect(await applyOne(team.clients.ann, asked)).toMatchObject({ outcome: 'applied' });
  return asked.op_id;
}

test('an objection is recorded by managers of the account, and by nobody below or beside them', async () => {
  expect(await applyOne(team.clients.vera, record())).toMatchObject({ reason: 'role' });
  expect(await applyOne(team.clients.bob, record())).toMatchObject({ reason: 'not_yours' });
  expect(await objecting()).toEqual([]);
  const entry = await objected();
  expect(await objecting()).toEqual([1]);
  expect(await applyOne(team.clients.vera, withdraw(entry))).toMatchObject({ reason: 'role' });
  expect(await applyOne(team.clients.ada, withdraw(entry, { account: 'bolt' }))).toMatchObject({
    reason: 'gone',
  });
  expect(await objecting()).toEqual([1]);
});

test.each([
  ['contact', { contact: 'user of 2', since_day: '2026-03-03' }],
  ['contact', { contact: null, since_day: '2026-03-03' }],
  ['contact', { since_day: '2026-03-03' }],
  ['since_day', { contact: 'user of 1' }],
  ['since_day', { contact: 'user of 1', since_day: '2026-02-30' }],
  ['since_day', { contact: 'user of 1', since_day: '2999-01-01' }],
  ['since_day', { contact: 'user of 1', since_day: '1969-12-31' }],
  ['reason', { ...since, reason: 'why' }],
])('one whose %s is not what it must be is refused: %o', async (field, patch) => {
  expect(await applyOne(team.clients.ann, record(patch))).toMatchObject({
    outcome: 'refused',
    reason: 'invalid',
    answer: { field },
  });
  expect(await objecting()).toEqual([]);
});

test('scores that were written down of who objects are removed, those of others and of accounts stay', async () => {
  const accounts = 'SELECT count(*)::int AS n FROM customer_success.organization_health_scores';
  const before = await rowsOf(accounts);
  await objected();
  expect(await scored()).toEqual([2, 3, 9]);
  expect(await rowsOf(accounts)).toEqual(before);
});

test('scores of who objects are not written again by a runner that has not heard of it, until it is taken back', async () => {
  const entry = await objected();
  await team.company.admin.query(`
    INSERT INTO customer_success.score_configurations (version, config, author, op_id)
    VALUES (1, '{}', 'ada', gen_random_uuid()) ON CONFLICT DO NOTHING`);
  const host = randomUUID();
  const claimed = await team.clients.ada.query('SELECT customer_success.claim_runner($1, $2) AS answer', [
    host,
    JSON.stringify({ app: '1.0.0', machine: 'desk' }),
  ]);
  const push = async () =>
    (
      await team.clients.ada.query(
        'SELECT customer_success.push_people_scores($1, $2, $3, $4, $5, $6, $7, $8) AS answer',
        [
          host,
          claimed.rows[0].answer.fence,
          [1, 9],
          [today(), today()],
          [1, 1],
          [null, null],
          [50, 60],
          [1, 1],
        ],
      )
    ).rows[0].answer;
  expect(await push()).toEqual({ outcome: 'applied', people: 1 });
  expect(await scored()).toEqual([2, 3, 9]);
  await applyOne(team.clients.ann, withdraw(entry));
  expect(await push()).toEqual({ outcome: 'applied', people: 1 });
  expect(await scored()).toEqual([1, 2, 3, 9]);
});

const today = () => new Date().toISOString().slice(0, 10);

test('an objection that was recorded twice stands until both are taken back, and taken back stays taken back', async () => {
  const [first, second] = [await objected(), await objected({ ...since, since_day: '2026-05-01' })];
  expect(await applyOne(team.clients.ann, withdraw(first))).toMatchObject({ answer: { version: 2 } });
  expect(await applyOne(team.clients.ann, withdraw(first))).toMatchObject({ answer: { version: 2 } });
  expect(await objecting()).toEqual([1]);
  await applyOne(team.clients.ada, withdraw(second));
  expect(await objecting()).toEqual([]);
});

test('the company’s own list says it as well, in a column that a load may set, leave out, and clear', async () => {
  const load = async (header: string, ...lines: string[]) =>
    createCompany({ url: team.company.url, from: writeCsvFolder({ 'users.csv': csv(header, ...lines) }) });
  const entry = await objected({ contact: 'twin', since_day: '2026-05-01' });
  await load('user_id,organization_id,objected_on', 'user of 1,acme,2026-03-03', 'twin,acme,');
  expect(await objecting()).toEqual([1, 9]);
  expect(await scored()).toEqual([2, 3]);
  await load('user_id,organization_id,name', 'user of 1,acme,Anna');
  expect(await objecting()).toEqual([1, 9]);
  // A list that says nothing of it takes nothing back that the team wrote down.
  await load('user_id,organization_id,objected_on', 'user of 1,acme,', 'twin,acme,');
  expect(await objecting()).toEqual([9]);
  const report = await load('user_id,organization_id,objected_on', 'user of 1,acme,2098-01-01');
  expect(JSON.stringify(report)).toMatch(/in the future|future/);
  await applyOne(team.clients.ann, withdraw(entry));
  expect(await objecting()).toEqual([]);
});

test('who leaves the list and comes back objects as before', async () => {
  await objected();
  await team.company.admin.query('DELETE FROM customer_success.users WHERE user_id = 1');
  await team.company.admin.query(
    `INSERT INTO customer_success.users (organization_id, external_id, name) VALUES (1, 'user of 1', 'Back')`,
  );
  expect(await objecting()).toEqual([1]);
});

test('of two contacts who turn out to be one, one objects: the one that is left does, whoever said so', async () => {
  await objected({ contact: 'twin', since_day: '2026-03-03' });
  await team.company.admin.query('SELECT customer_success.merge_contacts(9, 1)');
  expect(await objecting()).toEqual([1]);
  expect(await scored()).toEqual([2, 3]);
});

test('the same where the company’s list says it, and the earlier day of both stands in the list', async () => {
  await team.company.admin.query(
    `UPDATE customer_success.users SET objected_on = '2026-03-03' WHERE user_id = 9`,
  );
  await team.company.admin.query('SELECT customer_success.merge_contacts(9, 1)');
  expect(await rowsOf('SELECT objected_on::text FROM customer_success.users WHERE user_id = 1')).toEqual([
    { objected_on: '2026-03-03' },
  ]);
  expect(await scored()).toEqual([2, 3]);
});

test('the audit tells of it by number, and the export of a person whole', async () => {
  await team.company.admin.query(
    `UPDATE customer_success.users SET email = 'una@acme.example', objected_on = '2026-02-01' WHERE user_id = 1`,
  );
  await objected();
  const [row] = await rowsOf(
    `SELECT personal FROM customer_success.audit_log WHERE kind = 'objection.record' ORDER BY number DESC LIMIT 1`,
  );
  expect(JSON.stringify(row)).toContain('"contact":1');
  expect(JSON.stringify(row)).not.toContain('user of 1');
  const client = await team.company.admin.connect();
  const told = await exportPerson(client, { email: 'una@acme.example', names: [] });
  client.release();
  expect(told.rows['users']).toMatchObject([{ user_id: 1, objected_on: '2026-02-01' }]);
  expect(told.rows['profiling_objections']).toMatchObject([{ user_id: 1, since_day: '2026-03-03' }]);
});
