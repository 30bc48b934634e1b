import { expect, test } from 'vitest';
import { apply, applyOne, note, operation } from '../support/team';
import { teamForEachTest } from '../support/team-for-each-test';

const team = teamForEachTest({ limits: true });

const notes = (count: number) => Array.from({ length: count }, () => note('x'));
const stored = async () =>
  (await team.company.admin.query('SELECT count(*)::int AS n FROM customer_success.operations')).rows[0].n;

/** Lets the calls of the login, or of everybody, be older. */
async function later(seconds: number) {
  await team.company.admin.query(
    `UPDATE customer_success.operation_calls SET called_at = called_at - $1 * interval '1 second'`,
    [seconds],
  );
}

test('a login may send 60 single operations in any minute; the next is told when to come again', async () => {
  const began = Date.now();
  for (let n = 0; n < 60; n += 1) {
    expect(await applyOne(team.clients.ann, note('x'))).toMatchObject({ outcome: 'applied' });
  }
  const refused = note('too many');
  const answer = await applyOne(team.clients.ann, refused);
  expect(answer).toMatchObject({ op_id: refused.op_id, outcome: 'later', reason: null, xid: null });
  const { retry_at, retry_in_ms } = answer.answer as { retry_at: number; retry_in_ms: number };
  expect(retry_in_ms).toBeGreaterThan(60_000 - (Date.now() - began) - 1000);
  expect(retry_in_ms).toBeLessThanOrEqual(60_000);
  expect(Math.abs(retry_at - Date.now() - retry_in_ms)).toBeLessThan(10_000);
  // Colleagues and batches have allowances of their own.
  expect(await applyOne(team.clients.bob, note('x', { account: 'bolt' }))).toMatchObject({
    outcome: 'applied',
  });
  expect(await apply(team.clients.ann, notes(2))).toMatchObject([
    { outcome: 'applied' },
    { outcome: 'applied' },
  ]);
  expect(await stored()).toBe(63);
  // Nothing of it was stored: it is taken as new, once there is room.
  await later(61);
  expect(await applyOne(team.clients.ann, refused)).toMatchObject({ outcome: 'applied' });
});

test('a login may send ten batches in any minute, of up to 500 each', async () => {
  for (let n = 0; n < 10; n += 1) await apply(team.clients.ann, notes(n === 0 ? 500 : 2));
  const batch = notes(3);
  const answers = await apply(team.clients.ann, batch);
  expect(answers.map(({ op_id, outcome }) => [op_id, outcome])).toEqual(
    batch.map(({ op_id }) => [op_id, 'later']),
  );
  expect(await stored()).toBe(518);
});

test('calls whose operations are refused count; those that were put off don’t', async () => {
  await team.company.admin.query(
    `UPDATE customer_success.operation_limits SET per_minute = 2 WHERE calls = 'single'`,
  );
  for (const asked of [note(''), operation('no.kind', {})]) {
    expect(await applyOne(team.clients.ann, asked)).toMatchObject({ outcome: 'refused' });
  }
  await later(30);
  for (let n = 0; n < 5; n += 1) {
    expect(await applyOne(team.clients.ann, note('x'))).toMatchObject({ outcome: 'later' });
  }
  await later(31);
  expect(await applyOne(team.clients.ann, note('x'))).toMatchObject({ outcome: 'applied' });
});

test('colleagues at one address share a larger allowance', async () => {
  await team.company.admin.query(
    `UPDATE customer_success.operation_limits SET per_minute = 3 WHERE calls = 'single of an address'`,
  );
  for (const who of ['ann', 'ann', 'ada'] as const) {
    expect(await applyOne(team.clients[who], note('x'))).toMatchObject({ outcome: 'applied' });
  }
  for (const who of ['ann', 'bob', 'ada'] as const) {
    expect(await applyOne(team.clients[who], note('x'))).toMatchObject({ outcome: 'later' });
  }
});

test('in whatever order colleagues call, and however long they wait, no minute holds more than may be', async () => {
  await team.company.admin.query(
    `UPDATE customer_success.operation_limits SET per_minute = CASE calls WHEN 'single' THEN 3 ELSE 4 END WHERE calls LIKE 'single%'`,
  );
  const taken = { ann: [] as number[], ada: [] as number[] };
  const seen = new Set<string>();
  let clock = 0;
  for (let step = 0; step < 60; step += 1) {
    // In twenties of seconds, to which what the calls take does not add up.
    const waited = step % 5 === 4 ? 20 : 0;
    await later(waited);
    clock += waited;
    const who = (step * 5) % 3 === 0 ? 'ada' : 'ann';
    const within = (calls: readonly number[]) => calls.filter((at) => clock - at < 60).length;
    const may = within(taken[who]) < 3 && within([...taken.ann, ...taken.ada]) < 4;
    const { outcome } = await applyOne(team.clients[who], note('x'));
    expect(outcome).toBe(may ? 'applied' : 'later');
    if (may) taken[who].push(clock);
    seen.add(`${who} ${outcome}`);
  }
  expect(seen.size).toBe(4);
});

const backfilled = (text: string) => ({ ...note(text), origin: 'backfill' });
const byRule = (text: string) => ({ ...note(text), origin: 'rule' });

test('what is caught up on, and what a rule does, use up no allowance of a person', async () => {
  await team.company.admin.query('UPDATE customer_success.operation_limits SET per_minute = 2');
  for (const caughtUp of [backfilled, byRule]) {
    for (let n = 0; n < 2; n += 1) {
      expect(await apply(team.clients.ann, [caughtUp('x')])).toMatchObject([{ outcome: 'applied' }]);
      expect(await apply(team.clients.ann, [caughtUp('x'), caughtUp('y')])).toMatchObject([
        { outcome: 'applied' },
        { outcome: 'applied' },
      ]);
    }
    expect(await apply(team.clients.ann, [caughtUp('x')])).toMatchObject([{ outcome: 'later' }]);
    expect(await apply(team.clients.ann, [caughtUp('x'), caughtUp('y')])).toMatchObject([
      { outcome: 'later' },
      { outcome: 'later' },
    ]);
  }
  // A person's is whole yet, and so is that of the address.
  for (const who of ['ann', 'ada'] as const) {
    await team.company.admin.query(
      `UPDATE customer_success.operation_limits SET per_minute = 4 WHERE calls LIKE '% of an address'`,
    );
    for (let n = 0; n < 2; n += 1) {
      expect(await applyOne(team.clients[who], note('x'))).toMatchObject({ outcome: 'applied' });
      expect(await apply(team.clients[who], notes(2))).toMatchObject([
        { outcome: 'applied' },
        { outcome: 'applied' },
      ]);
    }
    expect(await applyOne(team.clients[who], note('x'))).toMatchObject({ outcome: 'later' });
  }
});

test.each([
  ['one of a person among what is caught up on', [backfilled('x'), note('y')], 'batch'],
  ['one of a rule among what is caught up on', [backfilled('x'), byRule('y')], 'batch of a rule'],
  ['all of it caught up on', [backfilled('x'), backfilled('y')], 'batch of a backfill'],
  ['one alone that a rule wants', [byRule('x')], 'single of a rule'],
  ['a word that is no origin', [{ ...note('x'), origin: 'administrator' }], 'single'],
  ['no word at all', [{ ...note('x'), origin: { backfill: true } }], 'single'],
  ['an operation that is none', ['backfill'], 'single'],
])('a call counts as the foremost in it: %s', async (_what, operations, calls) => {
  await apply(team.clients.ann, operations);
  const { rows } = await team.company.admin.query('SELECT calls FROM customer_success.operation_calls');
  expect(rows).toEqual([{ calls }]);
});

test('the origin is no part of what is asked: the same operation is answered as before, whoever wants it', async () => {
  const asked = note('once');
  const [first] = await apply(team.clients.ann, [asked]);
  expect(await apply(team.clients.ann, [{ ...asked, origin: 'backfill' }])).toEqual([first]);
  expect(await stored()).toBe(1);
});

test('a call without an allowance is put off, not let through', async () => {
  await team.company.admin.query(
    `DELETE FROM customer_success.operation_limits WHERE calls = 'single of a rule'`,
  );
  expect(await apply(team.clients.ann, [byRule('x')])).toMatchObject([
    { outcome: 'later', answer: { retry_in_ms: 60_000 } },
  ]);
});

test('two sessions of one login have one allowance, however close together', async () => {
  await team.company.admin.query(
    `UPDATE customer_success.operation_limits SET per_minute = 5 WHERE calls = 'single'`,
  );
  const sessions = await Promise.all(Array.from({ length: 4 }, () => team.logins.ann.connect()));
  const answers = await Promise.all(
    sessions.map(async (session) => {
      const told: string[] = [];
      for (let n = 0; n < 4; n += 1) told.push((await applyOne(session, note('x'))).outcome);
      return told;
    }),
  );
  expect(answers.flat().filter((outcome) => outcome === 'applied')).toHaveLength(5);
});

test('a call that waits for another session of its login is put off, not failed', async () => {
  const other = await team.logins.ann.connect();
  await other.query('BEGIN');
  await applyOne(other, note('held'));
  const asked = note('waits');
  expect(await applyOne(team.clients.ann, asked)).toMatchObject({
    outcome: 'later',
    answer: { retry_in_ms: 5000 },
  });
  await other.query('COMMIT');
  expect(await applyOne(team.clients.ann, asked)).toMatchObject({ outcome: 'applied' });
});

test('a call in a transaction that can’t see what others did since is put off', async () => {
  const other = await team.logins.ann.connect();
  await applyOne(other, note('x'));
  await other.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
  await other.query('SELECT');
  await applyOne(team.clients.ann, note('since'));
  expect(await applyOne(other, note('x'))).toMatchObject({ outcome: 'later' });
  await other.query('ROLLBACK');
});

test('calls of two colleagues about the same accounts in another order don’t block each other', async () => {
  await team.company.admin.query('UPDATE customer_success.operation_limits SET per_minute = 10000');
  const both = (first: string, second: string) =>
    Array.from({ length: 40 }, (_, n) => note('x', { account: n % 2 === 0 ? first : second }));
  const ada2 = await team.company.createLogin({ role: 'manager', scope: 'all' });
  const session = await ada2.connect();
  for (let n = 0; n < 5; n += 1) {
    const answers = await Promise.all([
      apply(team.clients.ada, both('acme', 'bolt')),
      apply(session, both('bolt', 'acme')),
    ]);
    expect(answers.flat().every(({ outcome }) => outcome === 'applied')).toBe(true);
  }
});
