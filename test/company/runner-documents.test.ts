import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
let ada: pg.Client;
const host = randomUUID();
let fence = 0;

beforeAll(async () => {
  ada = team.clients.ada;
});
beforeEach(async () => {
  await team.company.admin.query('DELETE FROM customer_success.book_documents');
  const { rows } = await ada.query(`SELECT customer_success.claim_runner($1, '{"app": "1.2.3"}') AS answer`, [
    host,
  ]);
  fence = rows[0].answer.fence;
});

interface Asked {
  readonly client?: pg.Client;
  readonly host?: string | null;
  readonly fence?: number | null;
  readonly kind?: string | null;
  readonly format?: number | null;
  readonly modelVersion?: number | null;
  readonly text?: string;
}

async function publish(document: unknown, asked: Asked = {}) {
  const { client = ada, kind = 'facts', format = 1, modelVersion = null } = asked;
  const { rows } = await client.query(
    'SELECT customer_success.publish_document($1, $2, $3, $4, $5, 7, $6) AS answer',
    [
      asked.host === undefined ? host : asked.host,
      asked.fence === undefined ? fence : asked.fence,
      kind,
      format,
      modelVersion,
      asked.text ?? JSON.stringify(document),
    ],
  );
  return rows[0].answer as { outcome: string; reason?: string; version?: number };
}

const kept = async (kind = 'facts') =>
  (
    await team.company.admin.query<{ version: number }>(
      'SELECT version FROM customer_success.book_documents WHERE kind = $1 ORDER BY version',
      [kind],
    )
  ).rows.map(({ version }) => version);

test('what the runner publishes is the next version of its kind, by whom and of which configuration', async () => {
  expect(await publish({ n: 1 })).toEqual({ outcome: 'applied', version: 1 });
  expect(await publish({ n: 2 })).toEqual({ outcome: 'applied', version: 2 });
  expect(await publish({ n: 1 }, { kind: 'effects' })).toEqual({ outcome: 'applied', version: 1 });
  const { rows } = await team.clients.vera.query(
    `SELECT version, config_version, document, login, app, fence::int FROM customer_success.book_documents
      WHERE kind = 'facts' ORDER BY version`,
  );
  const same = { config_version: 7, login: team.logins.ada.login, app: '1.2.3', fence };
  expect(rows).toEqual([
    { version: 1, document: { n: 1 }, ...same },
    { version: 2, document: { n: 2 }, ...same },
  ]);
});

test('what was published and is sent again, because its answer was lost, makes no further version', async () => {
  await publish({ n: 1, m: [1.5, 2] });
  expect(await publish({ m: [1.5, 2], n: 1 })).toEqual({ outcome: 'applied', version: 1 });
  expect(await kept()).toEqual([1]);
  // The same words about another model are other ones.
  expect(await publish({ n: 1, m: [1.5, 2] }, { modelVersion: 3 })).toMatchObject({ version: 2 });
});

test('one of an earlier format never takes the place of a later one', async () => {
  await publish({ n: 1 }, { format: 2 });
  expect(await publish({ n: 2 })).toEqual({ outcome: 'refused', reason: 'lower' });
  expect(await publish({ n: 2 }, { format: 2 })).toMatchObject({ version: 2 });
  expect(await publish({ n: 3 }, { format: 3 })).toMatchObject({ version: 3 });
});

test('the latest five of a kind are kept', async () => {
  for (let n = 1; n <= 8; n += 1) await publish({ n });
  await publish({ n: 1 }, { kind: 'effects' });
  expect(await kept()).toEqual([4, 5, 6, 7, 8]);
  expect(await kept('effects')).toEqual([1]);
});

test('nobody publishes without the lease: not a viewer, not a manager, not an admin', async () => {
  const eve = await (await team.company.createLogin({ role: 'admin', scope: 'all' })).connect();
  const refused = (reason: string) => ({ outcome: 'refused', reason });
  expect(await publish({}, { client: team.clients.vera })).toEqual(refused('role'));
  expect(await publish({}, { client: team.clients.ann })).toEqual(refused('role'));
  expect(await publish({}, { client: eve })).toEqual(refused('fence'));
  expect(await publish({}, { host: randomUUID() })).toEqual(refused('fence'));
  expect(await publish({}, { fence: fence - 1 })).toEqual(refused('fence'));
  expect(await publish({}, { fence: fence + 1 })).toEqual(refused('fence'));
  expect(await publish({}, { host: null, fence: null })).toEqual(refused('fence'));
  await team.company.admin.query(
    `UPDATE customer_success.runner_lease SET held_until = now() - interval '1 second'`,
  );
  expect(await publish({})).toEqual(refused('fence'));
  expect(await kept()).toEqual([]);
  for (const client of [ada, eve, team.clients.ann]) {
    await expect(
      client.query(`INSERT INTO customer_success.book_documents (kind, version, format, document, login, fence)
                    VALUES ('facts', 9, 1, '{}', 'ada', 1)`),
    ).rejects.toThrow('permission denied');
  }
});

test.each([
  ['no object', { text: '[1]' }, 'invalid'],
  ['text that PostgreSQL can’t keep', { text: '{"a": "\\u0000"}' }, 'invalid'],
  ['half a character', { text: '{"a": "\\ud800"}' }, 'invalid'],
  ['of an unknown kind', { text: '{}', kind: 'weather' }, 'invalid'],
  ['of no kind', { text: '{}', kind: null }, 'invalid'],
  ['of no format', { text: '{}', format: null }, 'invalid'],
  ['of format 0', { text: '{}', format: 0 }, 'invalid'],
  ['too large', { text: `{"a": "${'x'.repeat(2_000_001)}"}` }, 'too_large'],
] as const)('what is %s is refused, and the lease goes on', async (_what, asked, reason) => {
  expect(await publish(null, asked)).toEqual({ outcome: 'refused', reason });
  expect(await kept()).toEqual([]);
  expect(await publish({ n: 1 })).toEqual({ outcome: 'applied', version: 1 });
});

test('writes have an allowance of their own, and one put off says when to come again', async () => {
  await team.company.admin.query(`
    DELETE FROM customer_success.operation_calls;
    UPDATE customer_success.operation_limits SET per_minute = 2 WHERE calls = 'runner'`);
  await publish({ n: 1 });
  await publish({ n: 2 });
  expect(await publish({ n: 3 })).toMatchObject({ outcome: 'later', retry_in_ms: expect.any(Number) });
  expect(await kept()).toEqual([1, 2]);
  await team.company.admin.query(
    `UPDATE customer_success.operation_limits SET per_minute = 1000 WHERE calls = 'runner'`,
  );
});

test('a model that is published is told with the lease', async () => {
  const trained = async () =>
    (await team.clients.vera.query('SELECT trained_at FROM customer_success.runner_lease')).rows[0]
      .trained_at;
  const before = await trained();
  await publish({ n: 1 });
  expect(await trained()).toEqual(before);
  await publish({ n: 1 }, { kind: 'churn_model' });
  expect(await trained()).not.toEqual(before);
});
