import { expect, test } from 'vitest';
import { type AskedOperation, applyOne, type Colleague, note, operation } from '../support/team';
import { teamForEachTest } from '../support/team-for-each-test';

const team = teamForEachTest();

async function taken(who: Colleague, asked: AskedOperation): Promise<string> {
  expect(await applyOne(team.clients[who], asked)).toMatchObject({ outcome: 'applied' });
  return asked.op_id;
}

async function rowsOf(sql: string) {
  return (await team.company.admin.query(sql)).rows;
}

const of = (account: string) => ({ account });
const override = (account: string) =>
  operation('override.set', { score: 9, reason: 'why', until_day: '2999-01-01' }, of(account));
const done = (account: string) =>
  operation('today.dispose', { kind: 'silent', day: '2026-11-28', state: 'done' }, of(account));

/** Everything there is on both accounts, by Ada; then Bolt turns out to be Acme. */
async function mergeBoltIntoAcme() {
  const entries = {
    notes: [
      await taken('ada', note('a')),
      await taken('ada', operation('note.add', { text: 'b', contact: 'user of 2' }, of('bolt'))),
    ],
    pulses: [
      await taken('ada', operation('pulse.set', { points: 1, reason: 'why' })),
      await taken('ada', operation('pulse.set', { points: 2, reason: 'why' }, of('bolt'))),
    ],
    score_overrides: [await taken('ada', override('bolt')), await taken('ada', override('acme'))],
    today_dispositions: [await taken('ada', done('acme')), await taken('ada', done('bolt'))],
  };
  await team.company.admin.query('SELECT customer_success.merge_accounts(2, 1)');
  return entries;
}

test('what was entered on an account that turned out to be another is the other’s', async () => {
  const entries = await mergeBoltIntoAcme();
  for (const table of Object.keys(entries)) {
    expect(
      await rowsOf(
        `SELECT DISTINCT organization_id AS id, count(*) OVER ()::int AS rows FROM customer_success.${table}`,
      ),
    ).toEqual([{ id: 1, rows: 2 }]);
  }
  expect(await rowsOf(`SELECT user_id FROM customer_success.notes WHERE text = 'b'`)).toEqual([
    { user_id: 2 },
  ]);
  // One override stands, the later one; and one disposition of a login, reason and day.
  const standing = (table: string, key: string, ended: string) =>
    rowsOf(`SELECT ${key} AS id FROM customer_success.${table} WHERE ${ended} IS NULL`);
  expect(await standing('score_overrides', 'override_id', 'withdrawn_at')).toEqual([
    { id: entries.score_overrides[1] },
  ]);
  expect(await standing('today_dispositions', 'disposition_id', 'removed_at')).toEqual([
    { id: entries.today_dispositions[1] },
  ]);
});

test('an operation that still names the merged account, by id or number, is about the one it was merged into', async () => {
  await mergeBoltIntoAcme();
  const asked = note('late', { ...of('bolt'), number: 2 });
  await taken('ann', asked);
  expect(
    await rowsOf(`SELECT organization_id AS id FROM customer_success.notes WHERE text = 'late'`),
  ).toEqual([{ id: 1 }]);
  expect(await applyOne(team.clients.ann, note('x', { ...of('acme'), number: 2 }))).toMatchObject({
    outcome: 'applied',
  });
  expect(await applyOne(team.clients.ada, note('x', { ...of('cove'), number: 2 }))).toMatchObject({
    reason: 'other_account',
  });
});

test('a note on a contact who turned out to be another is about the other', async () => {
  await team.company.admin.query(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name) VALUES (9, 1, 'twin', 'Twin')`,
  );
  await taken('ann', operation('note.add', { text: 'x', contact: 'twin' }));
  await team.company.admin.query('SELECT customer_success.merge_contacts(9, 1)');
  expect(await rowsOf('SELECT organization_id, user_id, text FROM customer_success.notes')).toEqual([
    { organization_id: 1, user_id: 1, text: 'x' },
  ]);
  // Whoever still knows the contact by the id of before means the same one.
  await taken('ann', operation('note.add', { text: 'y', contact: 'twin' }));
  expect(await rowsOf('SELECT DISTINCT user_id FROM customer_success.notes')).toEqual([{ user_id: 1 }]);
});

test('a contact who leaves the list leaves the notes, and finds them when back', async () => {
  await taken('ann', operation('note.add', { text: 'x', contact: 'user of 1' }));
  await team.company.admin.query('DELETE FROM customer_success.users WHERE user_id = 1');
  expect(await rowsOf('SELECT user_id FROM customer_success.notes')).toEqual([{ user_id: 1 }]);
  await team.company.admin.query(
    `INSERT INTO customer_success.users (organization_id, external_id, name) VALUES (1, 'user of 1', 'Back')`,
  );
  expect(
    await rowsOf('SELECT u.name FROM customer_success.notes n JOIN customer_success.users u USING (user_id)'),
  ).toEqual([{ name: 'Back' }]);
});

test('with an account its entries go, each with a line for desktops; what was done stays in the audit', async () => {
  await taken('ann', note('x'));
  await taken('ann', operation('pulse.set', { points: 1, reason: 'why' }));
  await team.company.admin.query('DELETE FROM customer_success.organizations WHERE organization_id = 1');
  for (const table of ['notes', 'pulses']) {
    expect(await rowsOf(`SELECT FROM customer_success.${table}`)).toEqual([]);
    expect(
      await rowsOf(
        `SELECT count(*)::int AS lines FROM customer_success.sync_log WHERE table_name = '${table}'`,
      ),
    ).toEqual([{ lines: 2 }]);
  }
  expect(await rowsOf('SELECT kind FROM customer_success.audit_log WHERE chain = 1 ORDER BY number')).toEqual(
    [{ kind: 'note.add' }, { kind: 'pulse.set' }, { kind: 'account.remove' }],
  );
});

test('whoever had an account is told who has it now and since when; nobody else learns that it is there', async () => {
  await team.company.admin.query(
    'UPDATE customer_success.organizations SET owner_id = 2 WHERE organization_id = 1',
  );
  const { outcome, reason, answer } = await applyOne(team.clients.ann, note('x'));
  expect({ outcome, reason, answer }).toEqual({
    outcome: 'refused',
    reason: 'not_yours',
    answer: { owner: 'Bob', since: expect.any(Number) },
  });
  expect((await applyOne(team.clients.bob, note('x', of('cove')))).answer).toEqual({});
  await team.company.admin.query(
    'UPDATE customer_success.organizations SET owner_id = NULL WHERE organization_id = 1',
  );
  expect(Object.keys((await applyOne(team.clients.bob, note('x'))).answer)).toEqual(['since']);
});

test.each([
  [null, null],
  [null, 1],
  [1, null],
  [1, 1],
  [1, 99],
  [99, 1],
])(
  'of accounts %j and %j there is nothing to merge, and nothing is left of the attempt',
  async (merged, stands) => {
    await expect(
      team.company.admin.query('SELECT customer_success.merge_accounts($1, $2)', [merged, stands]),
    ).rejects.toMatchObject({ code: '22023' });
    expect(await rowsOf('SELECT chain FROM customer_success.audit_heads WHERE chain > 0')).toEqual([]);
  },
);
