import { describe, expect, test } from 'vitest';
import { apply, applyOne, note, operation, type Team } from '../support/team';
import { teamForEachTest } from '../support/team-for-each-test';

const team = teamForEachTest();

async function rowsOf(sql: string, ...values: unknown[]) {
  return (await team.company.admin.query(sql, values)).rows;
}
interface Head {
  readonly chain: number;
  readonly number: number;
  readonly hash: string;
}
const heads = () =>
  rowsOf(
    `SELECT chain, number::int, encode(hash, 'hex') AS hash FROM customer_success.audit_heads ORDER BY 1`,
  ) as Promise<Head[]>;
const problems = (remembered: readonly Head[] = []) =>
  rowsOf(
    'SELECT chain, number::int, problem, accepted FROM customer_success.audit_problems($1)',
    JSON.stringify(remembered),
  );
/** As whoever looks after the server could: nothing is in the way. */
async function tamper(sql: string) {
  await team.company.admin.query(
    `SET session_replication_role = replica; ${sql}; RESET session_replication_role`,
  );
}
async function writeNotes(count: number, account = 'acme') {
  await apply(
    team.clients.ada,
    Array.from({ length: count }, (_, n) => note(`note ${n}`, { account })),
  );
}

describe('a chain', () => {
  test('that was just written verifies, be its texts what they may', async () => {
    const texts = ['plain', 'é ü 你好 😀', 'quote " and \\ and \n line', '{"json": [1.50]}', `' OR 1=1 --`];
    await apply(
      team.clients.ann,
      texts.map((text) => note(text)),
    );
    await applyOne(team.clients.ann, operation('pulse.set', { points: 33.3, reason: 'why' }));
    await applyOne(
      team.clients.ada,
      operation('config.publish', { config: { a: 1e300, b: 0.1 } }, { account: null }),
    );
    for (const timezone of ['UTC', 'Asia/Kathmandu']) {
      await team.company.admin.query(
        `SET timezone = '${timezone}'; SET extra_float_digits = -5; SET datestyle = 'German'`,
      );
      expect(await problems()).toEqual([]);
      await team.company.admin.query('RESET ALL');
    }
    expect(await heads()).toMatchObject([{ chain: -1 }, { chain: 0 }, { chain: 1, number: 6 }]);
  });

  test('has a row of each operation that took effect, written with it, and none of those that didn’t', async () => {
    const [kept, bad] = [note('kept'), note('')];
    await apply(team.clients.ann, [kept, bad, kept], { machine: 'desk of Ann', app: '2.0' });
    expect(
      await rowsOf(
        `SELECT number::int, login::text, role, machine, app, kind, op_id, outcome, details, personal
           FROM customer_success.audit_log WHERE chain = 1`,
      ),
    ).toEqual([
      {
        number: 1,
        login: team.logins.ann.login,
        role: 'manager',
        machine: 'desk of Ann',
        app: '2.0',
        kind: 'note.add',
        op_id: kept.op_id,
        outcome: 'applied',
        details: { entry: kept.op_id, version: 1 },
        personal: { before: null, after: { text: 'kept' }, lost: null },
      },
    ]);
    await team.clients.ann.query('BEGIN');
    await applyOne(team.clients.ann, note('taken back'));
    await team.clients.ann.query('ROLLBACK');
    expect(await heads()).toMatchObject([{ chain: -1 }, { chain: 0 }, { chain: 1, number: 1 }]);
  });

  test('says what a change lost, and what was there before', async () => {
    const first = note('0');
    const change = (text: string) =>
      operation('note.change', { text }, { entry: first.op_id, base_version: 1 });
    await apply(team.clients.ann, [first, change('1'), change('2')]);
    expect(
      await rowsOf(
        'SELECT outcome, personal FROM customer_success.audit_log WHERE chain = 1 AND number > 1 ORDER BY number',
      ),
    ).toEqual([
      { outcome: 'applied', personal: { before: { text: '0' }, after: { text: '1' }, lost: {} } },
      { outcome: 'merged', personal: { before: { text: '1' }, after: {}, lost: { text: '2' } } },
    ]);
  });

  test('is added to by loads, and by changes of members, limits, kinds and settings', async () => {
    const before = (await heads()).find(({ chain }) => chain === 0)?.number ?? 0;
    const pipeline = await (await team.company.createLogin({ role: 'loader' })).connect();
    await pipeline.query(`SELECT customer_success.record_load('{"users": {"added": 3}}')`);
    await team.company.admin.query(`
      UPDATE customer_success.memberships SET role = 'admin' WHERE login = '${team.logins.bob.login}';
      UPDATE customer_success.memberships SET role = role;
      DELETE FROM customer_success.memberships WHERE login = '${team.logins.bob.login}';
      UPDATE customer_success.operation_limits SET per_minute = 7 WHERE calls = 'batch';
      UPDATE customer_success.operation_kinds SET least_role = 'viewer' WHERE kind = 'note.add';
      SELECT customer_success.set_zone('Europe/Berlin');
      SELECT customer_success.set_zone('Europe/Berlin');
      SELECT customer_success.set_currency('EUR')`);
    expect(
      await rowsOf(
        `SELECT kind, details, personal #> '{after,role}' AS role FROM customer_success.audit_log
          WHERE chain = 0 AND number > ${before} ORDER BY number`,
      ),
    ).toEqual([
      { kind: 'load', details: { users: { added: 3 } }, role: null },
      { kind: 'member', details: { change: 'update', of: team.logins.bob.login }, role: 'admin' },
      { kind: 'member', details: { change: 'delete', of: team.logins.bob.login }, role: null },
      { kind: 'limit', details: { change: 'update', of: 'batch' }, role: null },
      { kind: 'kind', details: { change: 'update', of: 'note.add' }, role: null },
      {
        kind: 'setting',
        details: {
          before: { zone: 'UTC', currency: null },
          after: { zone: 'Europe/Berlin', currency: null },
        },
        role: null,
      },
      {
        kind: 'setting',
        details: {
          before: { zone: 'Europe/Berlin', currency: null },
          after: { zone: 'Europe/Berlin', currency: 'EUR' },
        },
        role: null,
      },
    ]);
    expect(await problems()).toEqual([]);
  });

  test('of the company is held by no member below an admin, so that a revocation waits for nobody', async () => {
    await team.clients.ann.query('BEGIN');
    await apply(team.clients.ann, [
      operation('view.save', { name: 'v', view: {}, shared: true }, { account: null }),
      operation('config.publish', { config: {} }, { account: null }),
      operation('today.dispose', { kind: 'silent', day: '2026-11-28', state: 'done' }),
      note('held'),
    ]);
    await team.company.admin.query(
      `SET lock_timeout = '2s'; DELETE FROM customer_success.memberships WHERE login = '${team.logins.ann.login}'; RESET lock_timeout`,
    );
    await team.clients.ann.query('COMMIT');
    expect(await problems()).toEqual([]);
  });

  test('of an account that is gone or merged stays, and says so', async () => {
    await writeNotes(1);
    await writeNotes(1, 'bolt');
    await team.company.admin.query(
      'SELECT customer_success.merge_accounts(2, 1); DELETE FROM customer_success.organizations WHERE organization_id = 3',
    );
    expect(
      await rowsOf(
        'SELECT chain, kind, details FROM customer_success.audit_log WHERE chain > 1 ORDER BY 1, number',
      ),
    ).toMatchObject([
      { chain: 2, kind: 'note.add' },
      { chain: 2, kind: 'account.merge', details: { account: 'bolt', into: 1 } },
      { chain: 3, kind: 'account.remove', details: { account: 'cove' } },
    ]);
    expect(await problems()).toEqual([]);
  });

  test('can’t be changed, removed or emptied by its owner by mistake; what people wrote can be erased', async () => {
    await writeNotes(2);
    for (const sql of [
      `UPDATE customer_success.audit_log SET login = 'x'`,
      'UPDATE customer_success.audit_log SET personal = NULL, at = now()',
      `UPDATE customer_success.audit_log SET personal = '{}'`,
      'DELETE FROM customer_success.audit_log',
      'TRUNCATE customer_success.audit_log',
      'DELETE FROM customer_success.audit_heads',
    ]) {
      await expect(team.company.admin.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    }
    await team.company.admin.query('UPDATE customer_success.audit_log SET personal = NULL WHERE chain = 1');
    expect(await problems()).toEqual([]);
    expect(await rowsOf(`SELECT personal FROM customer_success.audit_log WHERE chain = 1`)).toEqual([
      { personal: null },
      { personal: null },
    ]);
  });
});

describe('a chain that was tampered with says which row, by', () => {
  const wrong = (number: number, problem: string) => ({ chain: 1, number, problem, accepted: false });

  test.each([
    ['who', `login = 'somebody'`],
    ['when', `at = at + interval '1 microsecond'`],
    ['what', `details = '{}'`],
    ['what a person wrote', `personal = '{"after": {"text": "other"}}'`],
    ['its digest', `personal = NULL, personal_digest = NULL`],
    ['which operation', 'op_id = NULL'],
    ['where from', `machine = 'elsewhere'`],
  ])('an edit of %s', async (_what, change) => {
    await writeNotes(5);
    await tamper(`UPDATE customer_success.audit_log SET ${change} WHERE chain = 1 AND number = 3`);
    expect(await problems()).toEqual([wrong(3, 'edited')]);
  });

  test('an edit with the hash that fits', async () => {
    await writeNotes(5);
    await tamper(`UPDATE customer_success.audit_log SET app = '9' WHERE chain = 1 AND number = 3;
      UPDATE customer_success.audit_log l SET hash = customer_success.audit_hash(l) WHERE chain = 1 AND number = 3`);
    expect(await problems()).toEqual([wrong(4, 'forked')]);
  });

  test.each([
    ['the first', 1, 2],
    ['one in the middle', 3, 4],
  ])('removing %s', async (_what, gone, next) => {
    await writeNotes(5);
    await tamper(`DELETE FROM customer_success.audit_log WHERE chain = 1 AND number = ${gone}`);
    expect(await problems()).toEqual([wrong(next, 'removed')]);
  });

  test('cutting its end', async () => {
    await writeNotes(5);
    await tamper('DELETE FROM customer_success.audit_log WHERE chain = 1 AND number > 2');
    expect(await problems()).toEqual([wrong(2, 'cut')]);
  });

  test('removing all of it', async () => {
    await writeNotes(5);
    await tamper('DELETE FROM customer_success.audit_log WHERE chain = 1');
    expect(await problems()).toEqual([wrong(0, 'cut')]);
  });

  test('cutting its end and its head, where somebody remembers the head', async () => {
    await writeNotes(5);
    const remembered = await heads();
    await tamper(`DELETE FROM customer_success.audit_log WHERE chain = 1 AND number > 2;
      UPDATE customer_success.audit_heads h SET number = 2,
        hash = (SELECT hash FROM customer_success.audit_log l WHERE l.chain = 1 AND l.number = 2) WHERE chain = 1`);
    expect(await problems()).toEqual([]);
    expect(await problems(remembered)).toEqual([wrong(2, 'cut')]);
    // Going on from there doesn't hide it.
    await writeNotes(5);
    expect(await problems(remembered)).toEqual([wrong(5, 'forked')]);
  });

  test('writing all of it anew, where somebody remembers the head', async () => {
    await writeNotes(2);
    const remembered = await heads();
    await tamper(`UPDATE customer_success.audit_log SET app = '9' WHERE chain = 1 AND number = 1;
      UPDATE customer_success.audit_log l SET hash = customer_success.audit_hash(l) WHERE chain = 1 AND number = 1;
      UPDATE customer_success.audit_log SET previous = (SELECT hash FROM customer_success.audit_log WHERE chain = 1 AND number = 1)
       WHERE chain = 1 AND number = 2;
      UPDATE customer_success.audit_log l SET hash = customer_success.audit_hash(l) WHERE chain = 1 AND number = 2;
      UPDATE customer_success.audit_heads SET hash = (SELECT hash FROM customer_success.audit_log WHERE chain = 1 AND number = 2)
       WHERE chain = 1`);
    expect(await problems()).toEqual([]);
    expect(await problems(remembered)).toEqual([wrong(2, 'forked')]);
  });

  test('a head that is gone or behind; operations go on, or wait', async () => {
    await writeNotes(3);
    await tamper('DELETE FROM customer_success.audit_heads WHERE chain = 1');
    expect(await problems()).toEqual([wrong(3, 'cut')]);
    await writeNotes(1);
    expect(await problems()).toEqual([]);
    await tamper('UPDATE customer_success.audit_heads SET number = 2 WHERE chain = 1');
    expect(await problems()).toEqual([wrong(2, 'forked'), wrong(4, 'forked')]);
    expect(await applyOne(team.clients.ann, note('x'))).toMatchObject({ outcome: 'later' });
  });

  test('until it is anchored anew, which is written in it with its reason', async () => {
    await writeNotes(5);
    const remembered = await heads();
    await tamper('DELETE FROM customer_success.audit_log WHERE chain = 1 AND number IN (2, 5)');
    await expect(rowsOf(`SELECT customer_success.re_anchor_audit(' ')`)).rejects.toMatchObject({
      code: '22023',
    });
    expect(
      await rowsOf(
        `SELECT customer_success.re_anchor_audit('restored from the backup of Friday', $1) AS chains`,
        JSON.stringify(remembered),
      ),
    ).toEqual([{ chains: 1 }]);
    for (const known of [[], remembered]) {
      expect((await problems(known)).every(({ accepted }) => accepted)).toBe(true);
    }
    expect(
      await rowsOf(`SELECT number::int, details FROM customer_success.audit_log WHERE kind = 're-anchor'`),
    ).toEqual([
      {
        number: 6,
        details: {
          reason: 'restored from the backup of Friday',
          problems: 2,
          first: [
            { number: 3, problem: 'removed' },
            { number: 4, problem: 'cut' },
          ],
        },
      },
    ]);
    await writeNotes(1);
    await tamper(`UPDATE customer_success.audit_log SET app = '9' WHERE chain = 1 AND number = 7`);
    expect((await problems()).filter(({ accepted }) => !accepted)).toEqual([wrong(7, 'edited')]);
  });
});

describe('the audit is read', () => {
  const seen = async (who: keyof Team['clients']) =>
    (
      await team.clients[who].query(
        'SELECT DISTINCT chain, login::text FROM customer_success.audit_log ORDER BY 1, 2',
      )
    ).rows;

  test('by each of what they did themselves, by admins of all, and its heads by whoever sees the account', async () => {
    await writeNotes(1, 'cove');
    await applyOne(team.clients.ann, note('x'));
    await applyOne(team.clients.bob, note('x', { account: 'bolt' }));
    expect(await seen('ann')).toEqual([{ chain: 1, login: team.logins.ann.login }]);
    expect(await seen('vera')).toEqual([]);
    const all = (await seen('ada')).map(({ chain }) => chain);
    expect([...new Set(all)]).toEqual([0, 1, 2, 3]);
    for (const [who, chains] of [
      ['vera', [-1, 0, 1]],
      ['bob', [-1, 0, 2]],
      ['ada', [-1, 0, 1, 2, 3]],
    ] as const) {
      const { rows } = await team.clients[who].query(
        'SELECT chain FROM customer_success.audit_heads ORDER BY 1',
      );
      expect(rows.map(({ chain }) => chain)).toEqual(chains);
    }
  });

  test('by whoever was given the account, not by whoever lost it', async () => {
    await applyOne(team.clients.ann, note('x'));
    await team.company.admin.query(
      'UPDATE customer_success.organizations SET owner_id = 2 WHERE organization_id = 1',
    );
    expect(await seen('ann')).toEqual([]);
    await team.company.admin.query(
      'UPDATE customer_success.organizations SET owner_id = 1 WHERE organization_id = 2',
    );
    await applyOne(team.clients.ann, note('x', { account: 'bolt' }));
    await team.company.admin.query('SELECT customer_success.merge_accounts(1, 2)');
    expect((await seen('ann')).map(({ chain }) => chain)).toEqual([1, 2]);
  });

  test('and verified by an admin who sees every account, and by nobody else', async () => {
    const sql = 'SELECT * FROM customer_success.audit_problems()';
    expect((await team.clients.ada.query(sql)).rows).toEqual([]);
    const halfAdmin = await (
      await team.company.createLogin({ role: 'admin', scope: 'book', managerId: 1 })
    ).connect();
    for (const client of [team.clients.ann, halfAdmin]) {
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });
});
