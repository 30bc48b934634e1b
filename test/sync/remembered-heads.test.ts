import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAuditFindings } from '../../src-main/store/audit/audit-findings';
import { rememberedHeads } from '../../src-main/store/audit/remembered-heads';
import { apply, note } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';
import { type Desk, openDesk } from './support/desk';

const cs = 'customer_success';
const team = teamForAllTests();
let desk: Desk;
/** An account of Ann's of its own for each test, and with it a chain. */
let chain = 0;
const account = () => `account ${chain}`;
beforeEach(async () => {
  const { rows } = await sql(`INSERT INTO ${cs}.organizations (organization_id, external_id, name, owner_id)
    SELECT n, 'account ' || n, 'Acme', 1 FROM (SELECT max(organization_id) + 1 AS n FROM ${cs}.organizations) o RETURNING organization_id AS id`);
  chain = rows[0].id;
  desk = openDesk(team.logins.ann);
});
afterEach(async () => {
  desk.close();
  await sql(`UPDATE ${cs}.organizations SET owner_id = NULL WHERE owner_id = 1`);
});

const sql = (text: string, values: unknown[] = []) => team.company.admin.query(text, values);
/** As whoever looks after the server could: nothing is in the way. */
const tamper = (text: string) =>
  sql(`SET session_replication_role = replica; ${text}; RESET session_replication_role`);
const writeNotes = (count: number, about = account()) =>
  apply(
    team.clients.ada,
    Array.from({ length: count }, (_, n) => note(`note ${n}`, { account: about })),
  );
const headIsRow = (number: number) => `UPDATE ${cs}.audit_heads SET number = ${number},
  hash = (SELECT hash FROM ${cs}.audit_log WHERE chain = ${chain} AND number = ${number}) WHERE chain = ${chain}`;
const rowsFrom = (number: number) =>
  `DELETE FROM ${cs}.audit_log WHERE chain = ${chain} AND number >= ${number}`;
const findings = (at = desk) => readAuditFindings(at.store.read).findings;
const words = (at = desk) => findings(at).map((finding) => finding.words);
const remembered = (at = desk) =>
  Object.fromEntries(rememberedHeads(at.store.read).map(({ chain, number }) => [chain, number]));
const mine = () => remembered()[chain];
const give = (owner: number, account = chain) =>
  sql(`UPDATE ${cs}.organizations SET owner_id = ${owner} WHERE organization_id = ${account}`);
const anchor = (heads: object[] = []) =>
  sql(`SELECT ${cs}.re_anchor_audit('the dump of Friday was restored', $1)`, [JSON.stringify(heads)]);
const rememberedAsFile = () =>
  rememberedHeads(desk.store.read).map(({ chain, number, hash }) => ({ chain, number, hash }));

describe('a desktop remembers the last row of each chain', () => {
  test('that its login sees, as it is with each pull', async () => {
    await writeNotes(2);
    await writeNotes(1, 'bolt');
    await desk.sync();
    expect(mine()).toBe(2);
    expect(Object.keys(remembered())).not.toContain('2');
    await writeNotes(3);
    await desk.sync();
    expect(mine()).toBe(5);
    expect(findings()).toEqual([]);
  });

  test('and asks the company once where nothing changed', async () => {
    await writeNotes(2);
    await desk.sync();
    const asked: string[] = [];
    await desk.syncOver((connection) => ({
      ...connection,
      query: (text, values) => {
        if (text.includes('from customer_success.look_at_audit')) asked.push(JSON.stringify(values));
        return connection.query(text, values);
      },
    }));
    expect(asked, asked.join('\n')).toHaveLength(1);
  });

  test('also of a company that had its audit before this could be asked', async () => {
    await writeNotes(2);
    await sql(`UPDATE ${cs}.audit_heads SET xid = '3'`);
    await desk.sync();
    expect(mine()).toBe(2);
  });

  test('after a week offline, in which rows were added, too', async () => {
    await writeNotes(1);
    await desk.sync();
    for (let day = 0; day < 7; day += 1) await writeNotes(2);
    await sql(`SELECT ${cs}.prune_sync_log('0')`);
    await desk.sync();
    expect(mine()).toBe(15);
    expect(findings()).toEqual([]);
  });

  test('and its backups carry that', async () => {
    await writeNotes(2);
    await desk.sync();
    desk.reopen();
    expect(mine()).toBe(2);
  });
});

describe('with the next pull a desktop notices', () => {
  test.each([
    ['with its head', () => `${rowsFrom(4)}; ${headIsRow(3)}`],
    ['and its head left', () => rowsFrom(4)],
  ])('that the end of a chain was cut, %s', async (_what, change) => {
    await writeNotes(5);
    await desk.sync();
    await tamper(change());
    await desk.sync();
    expect(findings()).toMatchObject([{ chain, accountId: chain, problem: 'cut' }]);
    expect(words()[0]).toMatch(/^The audit of Acme was cut: .* This computer remembers row 5, seen on /);
  });

  test('that all of a chain is gone', async () => {
    await writeNotes(2);
    await desk.sync();
    await tamper(`${rowsFrom(1)}; DELETE FROM ${cs}.audit_heads WHERE chain = ${chain}`);
    await desk.sync();
    expect(words()[0]).toMatch(/^The audit of Acme is gone/);
  });

  test('that a chain was cut and has gone on since', async () => {
    await writeNotes(5);
    await desk.sync();
    await tamper(`${rowsFrom(4)}; ${headIsRow(3)}`);
    await writeNotes(4);
    await desk.sync();
    expect(findings()).toMatchObject([{ chain, problem: 'rewritten' }]);
  });

  test('that the last row was written anew', async () => {
    await writeNotes(2);
    await desk.sync();
    await tamper(`UPDATE ${cs}.audit_log SET app = '9' WHERE chain = ${chain} AND number = 2;
      UPDATE ${cs}.audit_log l SET hash = ${cs}.audit_hash(l) WHERE chain = ${chain} AND number = 2; ${headIsRow(2)}`);
    await desk.sync();
    expect(findings()).toMatchObject([{ chain, problem: 'rewritten' }]);
  });

  test('that the company’s own chain was cut', async () => {
    await sql(`UPDATE ${cs}.operation_limits SET per_minute = per_minute + 1`);
    await desk.sync();
    await tamper(`DELETE FROM ${cs}.audit_log WHERE chain = 0 AND number = (SELECT max(number) FROM ${cs}.audit_log WHERE chain = 0);
      UPDATE ${cs}.audit_heads SET (number, hash) = (SELECT number, hash FROM ${cs}.audit_log WHERE chain = 0 ORDER BY number DESC LIMIT 1) WHERE chain = 0`);
    await desk.sync();
    expect(findings()).toMatchObject([{ chain: 0, accountId: null }]);
    expect(words()[0]).toMatch(/^The audit of the company was cut/);
  });

  test('nothing wrong with a neighbour’s chain, nor with one that it doesn’t see', async () => {
    await writeNotes(2);
    await writeNotes(2, 'bolt');
    await desk.sync();
    await tamper(`DELETE FROM ${cs}.audit_log WHERE chain = 2;
      UPDATE ${cs}.audit_heads SET number = 0, hash = NULL WHERE chain = 2`);
    await desk.sync();
    expect(findings()).toEqual([]);
  });
});

describe('what was noticed', () => {
  beforeEach(async () => {
    await writeNotes(5);
    await desk.sync();
    await tamper(`${rowsFrom(4)}; ${headIsRow(3)}`);
    await desk.sync();
  });

  test('stays, with what is remembered, however the chain goes on', async () => {
    await writeNotes(9);
    await desk.sync();
    await desk.sync();
    expect(findings()).toHaveLength(1);
    expect(mine()).toBe(5);
  });

  test('is over once the chain was anchored anew with what this desktop remembers', async () => {
    await anchor(rememberedAsFile());
    await desk.sync();
    expect(findings()).toEqual([]);
    expect(mine()).toBe(6);
    await writeNotes(1);
    await desk.sync();
    expect(findings()).toEqual([]);
    expect(mine()).toBe(7);
  });

  test('is over as well where whoever anchored it remembered less', async () => {
    await anchor([{ chain, number: 4, hash: 'ab'.repeat(32) }]);
    await desk.sync();
    expect(findings()).toEqual([]);
    expect(mine()).toBe(5);
  });

  test('is noticed again where the chain is cut once more', async () => {
    await anchor(rememberedAsFile());
    await desk.sync();
    await tamper(`${rowsFrom(6)}; ${headIsRow(3)}`);
    await desk.sync();
    expect(findings()).toMatchObject([{ chain, problem: 'cut' }]);
  });
});

test('a head that was set back and is itself again is well again', async () => {
  await writeNotes(5);
  await desk.sync();
  await tamper(headIsRow(3));
  await desk.sync();
  expect(findings()).toMatchObject([{ chain, problem: 'cut' }]);
  await tamper(headIsRow(5));
  await desk.sync();
  expect(findings()).toEqual([]);
});

describe('an account that is lost', () => {
  beforeEach(async () => {
    await writeNotes(3);
    await desk.sync();
    await give(2);
    await desk.sync();
  });

  test('is no cut chain', () => {
    expect(findings()).toEqual([]);
    expect(mine()).toBe(3);
  });

  test('and gained again goes on from what was remembered', async () => {
    await writeNotes(2);
    await give(1);
    await desk.sync();
    expect(findings()).toEqual([]);
    expect(mine()).toBe(5);
  });

  test('and gained again after it was cut is found to be', async () => {
    await tamper(`${rowsFrom(3)}; ${headIsRow(2)}`);
    await give(1);
    await desk.sync();
    expect(findings()).toMatchObject([{ chain, problem: 'cut' }]);
  });

  test('and another that comes into sight is remembered from then on', async () => {
    await writeNotes(2, 'bolt');
    await sql(`UPDATE ${cs}.audit_heads SET xid = '3'`);
    await give(1, 2);
    await desk.sync();
    expect(remembered()).toMatchObject({ 2: 2 });
  });
});

test('an admin who sees every account remembers all chains, and each has its turn', async () => {
  const admin = openDesk(team.logins.ada);
  try {
    await sql(
      `INSERT INTO ${cs}.organizations (organization_id, external_id, name) SELECT 1000 + n, 'x' || n, 'X ' || n FROM generate_series(1, 450) n`,
    );
    await sql(
      `SELECT ${cs}.write_audit(organization_id, 'note.add', '{}', NULL) FROM ${cs}.organizations WHERE external_id LIKE 'x%'`,
    );
    await admin.sync();
    const last = 1450;
    expect(remembered(admin)[last]).toBe(1);
    await tamper(
      `UPDATE ${cs}.audit_heads SET number = 0, hash = NULL WHERE chain = ${last}; DELETE FROM ${cs}.audit_log WHERE chain = ${last}`,
    );
    for (let pull = 0; pull < 3; pull += 1) await admin.sync();
    expect(findings(admin)).toEqual(
      expect.arrayContaining([expect.objectContaining({ chain: last, problem: 'cut' })]),
    );
  } finally {
    admin.close();
  }
});

test('a dump of yesterday that was restored is noticed, and is well once it was anchored anew', async () => {
  await writeNotes(2);
  const yesterday = `${team.company.database}_yesterday`;
  await team.server.admin.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${team.company.database}'`,
  );
  await team.server.admin.query(`CREATE DATABASE ${yesterday} TEMPLATE ${team.company.database}`);
  const restored = new URL(team.logins.ann.url);
  restored.pathname = `/${yesterday}`;
  const { Client } = (await import('pg')).default;
  const owner = new Client(team.company.url.replace(team.company.database, yesterday));
  const ada = await team.logins.ada.connect();
  try {
    await apply(ada, [note('today', { account: account() }), note('today, too', { account: account() })]);
    await desk.sync();
    await owner.connect();
    await desk.sync({ connect: { url: restored.href } });
    expect(findings()).toMatchObject([{ chain, problem: 'cut' }]);
    await owner.query(`SELECT ${cs}.re_anchor_audit('the dump of yesterday was restored', $1)`, [
      JSON.stringify(rememberedAsFile()),
    ]);
    await desk.sync({ connect: { url: restored.href } });
    expect(findings()).toEqual([]);
  } finally {
    await owner.end();
    await ada.end();
    await team.server.admin.query(`DROP DATABASE ${yesterday} WITH (FORCE)`);
  }
});
