import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { createKeeper, type Keeper } from '../support/keeper';
import { apply, note } from '../support/team';
import { everyRow } from './support/every-row';
import { runPrivacy } from './support/privacy-command';

const here = companyForEachTest();
let keeper: Keeper;
let folder: string;

const load = (given: Readonly<Record<string, string>>) => {
  folder = writeCsvFolder(given);
  return createCompany({
    url: here.company.url,
    from: folder,
    now: () => Date.parse('2026-11-22T12:00:00Z'),
  });
};

beforeEach(async () => {
  await load({
    'organizations.csv': csv(
      'organization_id,name,created_at',
      'acme,Acme,2025-01-01',
      'bolt,Bolt,2025-01-01',
    ),
    'users.csv': csv('user_id,organization_id,name,email', 'u7,acme,Ana Lopez,ana.lopez@acme.test'),
  });
  keeper = await createKeeper(here.company);
});
afterEach(() => keeper.drop([]));

const privacy = (command: string, ...args: string[]) => runPrivacy(keeper.url, command, ...args);
const erase = () => privacy('erase', '--email', 'ana.lopez@acme.test', '--apply');

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query(sql)).rows;
}

async function tracesOf(pattern: RegExp): Promise<string[]> {
  return (await everyRow(here.company.admin))
    .map(({ table, text }) => `${table}: ${text}`)
    .filter((row) => pattern.test(row));
}

const odd = {
  'features.csv': csv(
    'feature_id,name,category',
    'login,Log in,',
    'ana-lopez-board,Ana Lopez’s board,For Ana Lopez',
  ),
  'organizations.csv': csv(
    'organization_id,name,created_at,owner_email,segment',
    'acme,Acme,2025-01-01,ann@steward.test,Ana Lopez’s',
    'ana.lopez@acme.test,Freelance,2025-01-01,ann@steward.test,',
  ),
  'users.csv': csv(
    'user_id,organization_id,name,email',
    'alopez-1,acme,Ana Lopez,ana.lopez@acme.test',
    'pa-of-ana.lopez@acme.test-1,acme,Bo,bo@acme.test',
    'x.ana.lopez@acme.test,acme,Xavier,x.ana.lopez@acme.test',
  ),
  'support_tickets.csv': csv(
    'ticket_id,organization_id,user_id,subject,opened_at',
    'alopez-1/4,acme,alopez-1,Help,2026-10-01',
    't2,acme,pa-of-ana.lopez@acme.test-1,"alopez-1 can’t, nor ana.lopez%40acme.test",2026-10-01',
  ),
  'activity_events.csv': csv(
    'event_id,organization_id,user_id,feature_id,occurred_at',
    'ana.lopez@acme.test#1,acme,alopez-1,ana-lopez-board,2026-10-01T10:00:00Z',
    '2,acme,pa-of-ana.lopez@acme.test-1,login,2026-10-20T10:00:00Z',
  ),
};
const counts = () =>
  rows(`SELECT (SELECT count(*)::int FROM customer_success.organizations) AS accounts, (SELECT count(*)::int FROM customer_success.users) AS contacts,
    (SELECT count(*)::int FROM customer_success.unlisted_users) AS unlisted, (SELECT count(*)::int FROM customer_success.support_tickets) AS tickets,
    (SELECT count(*)::int FROM customer_success.features) AS features, (SELECT count(*)::int FROM customer_success.activity_events) AS events`);

test('ids that told of an erased person say nothing, and the same files mean the same rows as before', async () => {
  await load(odd);
  const before = await counts();
  await erase();
  const traces = async () =>
    (await tracesOf(/ana[^a-z0-9]+lopez|alopez/i)).filter((row) => !/x[.]ana/.test(row));
  expect(await traces()).toEqual([]);
  expect(
    await rows(`SELECT email FROM customer_success.users WHERE name = 'Xavier' AND external_id = email`),
  ).toEqual([{ email: 'x.ana.lopez@acme.test' }]);
  const report = await load(odd);
  expect(await counts()).toEqual(before);
  expect(await traces()).toEqual([]);
  expect(report.files.map(({ table, added, setAside }) => ({ table, added, setAside }))).toEqual(
    report.files.map(({ table }) => ({ table, added: 0, setAside: table === 'users' ? 1 : 0 })),
  );
  await load({
    'support_tickets.csv': csv(
      'ticket_id,organization_id,user_id,subject,opened_at',
      'new ana.lopez@acme.test,acme,,For Ana Lopez,2026-10-02',
    ),
  });
  expect(await traces()).toEqual([]);
});

test('details of the audit lose the person, each chain verifies, and what is written anew otherwise shows', async () => {
  const write = `SELECT customer_success.write_audit(chain, 'account.assign', jsonb_build_object('account', 'ana.lopez@acme.test'), '{"after": "Ana Lopez"}')
     FROM (VALUES (0), (1)) c (chain)`;
  await rows(write);
  await erase();
  await rows(write);
  expect(await tracesOf(/ana[^a-z0-9]+lopez/i)).toEqual([]);
  const problems = `SELECT chain, problem FROM customer_success.find_audit_problems('[]')`;
  expect(await rows(problems)).toEqual([]);
  await expect(
    rows(`UPDATE customer_success.audit_log SET details = '{}' WHERE kind = 'account.assign'`),
  ).rejects.toThrow('changed in no other way');
  // The owner has the digest, but no erasure says that it wrote this row anew.
  const [changed] = (await rows(`
    WITH one AS (SELECT l FROM customer_success.audit_log l WHERE chain = 1 AND rewritten IS NULL ORDER BY number LIMIT 1),
         n AS (SELECT jsonb_populate_record(l, '{"details": {"account": "bolt"}}') AS r FROM one)
    UPDATE customer_success.audit_log a SET details = (r).details, rewritten = customer_success.rewriting_digest(r)
      FROM n WHERE a.chain = (r).chain AND a.number = (r).number RETURNING a.chain`)) as { chain: number }[];
  expect(await rows(problems)).toEqual([{ chain: changed?.chain, problem: 'edited' }]);
});

test('who is meant must be said, by an address or by an id, and an id is no address', async () => {
  await here.company.admin.query(
    `INSERT INTO customer_success.users (organization_id, external_id, name) SELECT organization_id, 'same', 'One' || external_id
       FROM customer_success.organizations WHERE external_id IN ('acme', 'bolt')`,
  );
  for (const [args, error] of [
    [['--email', 'u7'], /“u7” is no e-mail address.*--contact/],
    [['--email', 'u7', '--contact', 'u7'], /Say whose data it is/],
    [['--account', 'acme'], /Say whose data it is/],
    [['--contact', 'u1', '--account', 'acme'], /No contact of the account “acme” has the id “u1”/],
    [['--contact', 'same'], /“same” is a contact of 2 accounts.*--account/],
    [[], /Say whose data it is/],
  ] as const) {
    await expect(privacy('erase', ...args, '--apply')).rejects.toThrow(error);
    await expect(privacy('export', ...args, '--to', join(folder, 'x.json'))).rejects.toThrow(error);
  }
  expect(await rows('SELECT * FROM customer_success.erasures')).toEqual([]);
});

test('a contact without an address, or with one that others have too, is erased by the company’s own id', async () => {
  await here.company.admin.query(
    `INSERT INTO customer_success.users (organization_id, external_id, name, email)
     SELECT organization_id, x.id, x.name, x.email FROM customer_success.organizations,
            (VALUES ('s1', 'Sol Ray', 'team@acme.test'), ('s2', 'Tim Day', 'team@acme.test'), ('n1', 'No Mail', NULL)) x (id, name, email)
      WHERE external_id = 'acme'`,
  );
  await privacy('erase', '--contact', 's1', '--account', 'acme', '--apply');
  await privacy('erase', '--contact', 'n1', '--apply');
  expect(
    await rows(
      `SELECT external_id AS id, name, email FROM customer_success.users WHERE external_id IN ('s1', 's2', 'n1') ORDER BY 1`,
    ),
  ).toEqual([
    { id: 'n1', name: 'Erased contact', email: null },
    { id: 's1', name: 'Erased contact', email: null },
    { id: 's2', name: 'Tim Day', email: 'team@acme.test' },
  ]);
  expect(JSON.parse(await privacy('erase', '--contact', 's1', '--json')).contacts).toMatchObject([
    { account: 'Acme' },
  ]);
});

test('what a desktop that was away decided about an id of before is taken, and tells nothing', async () => {
  await load(odd);
  await erase();
  const { login } = await here.company.createLogin({ role: 'manager', scope: 'all' });
  const client = await here.company.admin.connect();
  await client.query(`SET SESSION AUTHORIZATION ${login}`);
  const answers = await apply(client, [
    note('Helpful', { patch: { text: 'Helpful', contact: 'pa-of-ana.lopez@acme.test-1' } }),
    note('Gone', { patch: { text: 'Gone', contact: 'alopez-1' } }),
    note('Freelance', { account: 'ana.lopez@acme.test' }),
  ]);
  await client.query('RESET SESSION AUTHORIZATION');
  client.release();
  expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied']);
  expect(await rows('SELECT text FROM customer_success.notes ORDER BY row_id')).toEqual([
    { text: 'Helpful' },
    { text: 'Erased on request.' },
    { text: 'Freelance' },
  ]);
  expect((await tracesOf(/ana[^a-z0-9]+lopez|alopez/i)).filter((row) => !/x[.]ana/.test(row))).toEqual([]);
  expect(await rows("SELECT * FROM customer_success.find_audit_problems('[]')")).toEqual([]);
});

test('a member reminds the company of what it has forgotten, once, and makes no erasure up', async () => {
  await erase();
  await rows(
    `INSERT INTO customer_success.users (organization_id, external_id, name) VALUES (1, 'u8', 'Bo')`,
  );
  const { connect } = await here.company.createLogin({ role: 'viewer', scope: 'book' });
  const viewer = await connect();
  const [one] = (
    await viewer.query<{ memory: string; seal: string }>(
      'SELECT memory, seal FROM customer_success.remember_erasures()',
    )
  ).rows;
  expect(one?.memory).not.toMatch(/ana|lopez|acme/i);
  await rows('DELETE FROM customer_success.erasures');
  const recall = async (memory: unknown, seal: unknown) =>
    (
      await viewer.query<{ taken: number }>('SELECT customer_success.recall_erasures($1) AS taken', [
        JSON.stringify([{ memory, seal }]),
      ])
    ).rows[0]?.taken;
  const [bo] = (await rows(`SELECT user_id AS id FROM customer_success.users WHERE name = 'Bo'`)) as {
    id: number;
  }[];
  const forged = one?.memory.replace(/"contact": \d+/, `"contact": ${bo?.id}`);
  expect(forged).not.toBe(one?.memory);
  for (const [memory, seal] of [
    [forged, one?.seal],
    [one?.memory, ''],
    [one?.memory, null],
    [null, null],
    ['{', ''],
    [{}, one?.seal],
  ])
    expect(await recall(memory, seal)).toBe(0);
  expect(await recall(one?.memory, one?.seal)).toBe(1);
  expect(await recall(one?.memory, one?.seal)).toBe(0);
  expect(
    await rows('SELECT user_id, recalled_at IS NOT NULL AS recalled FROM customer_success.erasures'),
  ).toEqual([{ user_id: 1, recalled: true }]);
  await expect(viewer.query('SELECT customer_success.memory_seal($1)', [forged])).rejects.toThrow(
    'permission denied',
  );
});
