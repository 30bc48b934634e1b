import type pg from 'pg';
import { describe, expect, test } from 'vitest';
import { type AskedOperation, apply, applyOne, note, operation, type Team } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();

const refused = (reason: string, answer: object = {}) => ({ outcome: 'refused', reason, answer });
const applied = (version?: number) => ({
  outcome: 'applied',
  ...(version === undefined ? {} : { answer: { version } }),
});

/** Sends it and has it taken. */
async function taken(client: pg.Client, asked: AskedOperation): Promise<string> {
  expect(await applyOne(client, asked)).toMatchObject({ outcome: 'applied' });
  return asked.op_id;
}

async function rowsOf(sql: string, ...values: unknown[]) {
  return (await team.company.admin.query(sql, values)).rows;
}

describe('a note', () => {
  const change = (entry: string, text: string, base_version: number) =>
    operation('note.change', { text }, { entry, base_version });

  test('is changed by its author and by an admin, by nobody else', async () => {
    const entry = await taken(team.clients.ada, note('from Ada'));
    expect(await applyOne(team.clients.ann, change(entry, 'x', 1))).toMatchObject(
      refused('role', { needs: 'admin' }),
    );
    const own = await taken(team.clients.ann, note('from Ann'));
    expect(await applyOne(team.clients.ann, change(own, 'again', 1))).toMatchObject(applied(2));
    expect(await applyOne(team.clients.ada, change(own, 'by Ada', 2))).toMatchObject(applied(3));
    expect(
      await rowsOf('SELECT text, author::text FROM customer_success.notes WHERE note_id = $1', own),
    ).toEqual([{ text: 'by Ada', author: team.logins.ann.login }]);
  });

  test('changed twice from one version keeps the first, and says what lost', async () => {
    const entry = await taken(team.clients.ann, note('0'));
    await taken(team.clients.ann, change(entry, 'first', 1));
    expect(await applyOne(team.clients.ann, change(entry, 'second', 1))).toMatchObject({
      outcome: 'merged',
      answer: { version: 2, lost: { text: 'second' } },
    });
    // The same text is no clash, and neither is a change of the version that stands.
    expect(await applyOne(team.clients.ann, change(entry, 'first', 1))).toMatchObject(applied(2));
    expect(await applyOne(team.clients.ann, change(entry, 'second', 2))).toMatchObject(applied(3));
  });

  test.each([
    ['none', null],
    ['zero', 0],
    ['one to come', 2],
  ])('changed from a version that is %s is refused', async (_what, base) => {
    const entry = await taken(team.clients.ann, note('0'));
    expect(await applyOne(team.clients.ann, { ...change(entry, 'x', 1), base_version: base })).toMatchObject(
      refused('invalid', { field: 'base_version' }),
    );
  });

  test('that was removed stays removed, and is changed no more', async () => {
    const entry = await taken(team.clients.ann, note('0'));
    expect(await applyOne(team.clients.ann, operation('note.remove', {}, { entry }))).toMatchObject(
      applied(2),
    );
    expect(await applyOne(team.clients.ann, operation('note.remove', {}, { entry }))).toMatchObject(
      applied(2),
    );
    expect(await applyOne(team.clients.ann, change(entry, 'x', 2))).toMatchObject(refused('gone'));
  });

  test('of another account is not there', async () => {
    const entry = await taken(team.clients.bob, note('Bolt', { account: 'bolt' }));
    expect(await applyOne(team.clients.ann, change(entry, 'x', 1))).toMatchObject(refused('gone'));
    expect(await applyOne(team.clients.ann, { ...change(entry, 'x', 1), account: 'bolt' })).toMatchObject(
      refused('not_yours'),
    );
  });

  test('is about a contact of its account, and of no other', async () => {
    const about = (contact: string) => operation('note.add', { text: 'x', contact });
    const entry = await taken(team.clients.ann, about('user of 1'));
    expect(await rowsOf('SELECT user_id FROM customer_success.notes WHERE note_id = $1', entry)).toEqual([
      { user_id: 1 },
    ]);
    for (const other of ['user of 2', 'nobody']) {
      expect(await applyOne(team.clients.ann, about(other))).toMatchObject(
        refused('invalid', { field: 'contact' }),
      );
    }
  });

  test.each([
    ['of 10,000 characters', 'é'.repeat(10_000), null],
    ['of one more', 'é'.repeat(10_001), 'invalid'],
    ['of more bytes than any text may have', 'é'.repeat(30_000), 'too_large'],
    ['with a bell in it', 'a\u0007', 'invalid'],
    ['of lines and tabs', 'a\n\tb\r\n', null],
    ['with SQL in it', `'); DROP TABLE customer_success.notes; --`, null],
  ])('%s', async (_what, text, reason) => {
    expect(await applyOne(team.clients.ann, note(text))).toMatchObject({ reason });
  });
});

describe('a pulse', () => {
  const pulse = (points: unknown, reason: unknown = 'they said so') =>
    operation('pulse.set', { points, reason });

  test.each([0, 0.1, 33.3, 66.66666666666667, 100])('of %d points is kept exactly', async (points) => {
    const entry = await taken(team.clients.ann, pulse(points));
    expect(await rowsOf('SELECT points FROM customer_success.pulses WHERE pulse_id = $1', entry)).toEqual([
      { points },
    ]);
  });

  test.each([-0.1, 100.1, 1e300, '50', null, true, [1]])('of %j points is refused', async (points) => {
    expect(await applyOne(team.clients.ann, pulse(points))).toMatchObject(
      refused('invalid', { field: 'points' }),
    );
  });

  test('taken back twice was taken back once', async () => {
    const entry = await taken(team.clients.ann, pulse(25));
    const withdraw = () => applyOne(team.clients.ann, operation('pulse.withdraw', {}, { entry }));
    expect(await withdraw()).toMatchObject(applied(2));
    const before = await rowsOf(
      'SELECT withdrawn_at FROM customer_success.pulses WHERE pulse_id = $1',
      entry,
    );
    expect(await withdraw()).toMatchObject(applied(2));
    expect(
      await rowsOf('SELECT withdrawn_at FROM customer_success.pulses WHERE pulse_id = $1', entry),
    ).toEqual(before);
  });
});

describe('an override', () => {
  const override = (until_day: unknown, more: Partial<AskedOperation> = {}) =>
    operation('override.set', { score: 40, reason: 'we know better', until_day }, more);
  const standing = () =>
    rowsOf(
      `SELECT override_id AS id FROM customer_success.score_overrides
        WHERE organization_id = 1 AND withdrawn_at IS NULL AND until_day >= current_date`,
    );

  test('takes the place of the one before', async () => {
    await taken(team.clients.ann, override('2999-01-01'));
    const entry = await taken(team.clients.ada, override('2999-01-02'));
    expect(await standing()).toEqual([{ id: entry }]);
  });

  test('that is over when it arrives stands for no day and takes no place', async () => {
    const entry = await taken(team.clients.ann, override('2999-01-01'));
    await taken(team.clients.ann, override('2020-01-01'));
    expect(await standing()).toEqual([{ id: entry }]);
  });

  test.each(['2026-02-30', '28.11.2026', '2026-1-1', 'infinity', '', 20260101, null])(
    'until %j is refused',
    async (day) => {
      expect(await applyOne(team.clients.ann, override(day))).toMatchObject(
        refused('invalid', { field: 'until_day' }),
      );
    },
  );

  test('is taken back by whoever has the account', async () => {
    const entry = await taken(team.clients.ada, override('2999-01-01'));
    await taken(team.clients.ann, operation('override.withdraw', {}, { entry }));
    expect(await standing()).toEqual([]);
  });
});

describe('what somebody did with Today', () => {
  const done = (more: object = {}) =>
    operation('today.dispose', { kind: 'silent', day: '2026-11-28', state: 'done', ...more });
  const snoozed = { state: 'snoozed', until_day: '2026-12-05', reason: 'on holiday' };

  test('is that login’s alone, a viewer’s too', async () => {
    const entry = await taken(team.clients.vera, done());
    const sql = 'SELECT disposition_id AS id FROM customer_success.today_dispositions';
    expect((await team.clients.vera.query(sql)).rows).toEqual([{ id: entry }]);
    for (const other of ['ann', 'bob', 'ada'] as const) {
      expect((await team.clients[other].query(sql)).rows).toEqual([]);
    }
    expect(await applyOne(team.clients.ann, operation('today.restore', {}, { entry }))).toMatchObject(
      refused('gone'),
    );
  });

  test('gives way to what the same login did later with the same reason and day', async () => {
    await taken(team.clients.ann, done());
    const second = await taken(team.clients.ann, done(snoozed));
    await taken(team.clients.ann, done({ kind: 'renewal' }));
    expect(
      await rowsOf(
        `SELECT disposition_id AS id FROM customer_success.today_dispositions
          WHERE login = $1 AND kind = 'silent' AND removed_at IS NULL`,
        team.logins.ann.login,
      ),
    ).toEqual([{ id: second }]);
    await taken(team.clients.ann, operation('today.restore', {}, { entry: second }));
    expect(await applyOne(team.clients.ann, operation('today.restore', {}, { entry: second }))).toMatchObject(
      applied(),
    );
  });

  test.each([
    [{ state: 'lost' }, 'state'],
    [{ state: 'snoozed' }, 'until_day'],
    [{ ...snoozed, until_day: '2026-11-28' }, 'until_day'],
    [{ until_day: '2026-12-05' }, 'until_day'],
    [{ day: 'today' }, 'day'],
    [{ kind: 7 }, 'kind'],
    [{ mood: 'good' }, 'mood'],
  ])('is refused with %j', async (more, field) => {
    expect(await applyOne(team.clients.ann, done(more))).toMatchObject(refused('invalid', { field }));
  });
});

describe('a saved view', () => {
  const view = (more: object = {}) =>
    operation(
      'view.save',
      { name: 'Mine', view: { sort: 'score' }, shared: false, ...more },
      { account: null },
    );
  const change = (entry: string, base_version: number, patch: object) =>
    operation('view.save', patch, { account: null, entry, base_version });
  const remove = (entry: string) => operation('view.remove', {}, { account: null, entry });
  const seen = async (who: keyof Team['clients'], id: string) =>
    (await team.clients[who].query('SELECT name FROM customer_success.saved_views WHERE view_id = $1', [id]))
      .rows.length === 1;

  test('is its login’s, until it is shared', async () => {
    const entry = await taken(team.clients.ann, view());
    expect([await seen('ann', entry), await seen('bob', entry), await seen('ada', entry)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(await applyOne(team.clients.bob, change(entry, 1, { name: 'His' }))).toMatchObject(
      refused('gone'),
    );
    await taken(team.clients.ann, change(entry, 1, { shared: true }));
    expect(await seen('bob', entry)).toBe(true);
    expect(await applyOne(team.clients.bob, change(entry, 2, { name: 'His' }))).toMatchObject(
      refused('role', { needs: 'admin' }),
    );
    expect(await applyOne(team.clients.ada, remove(entry))).toMatchObject(applied(3));
  });

  test('changed on two machines keeps both changes where they are of two fields', async () => {
    const entry = await taken(team.clients.ann, view());
    await taken(team.clients.ann, change(entry, 1, { name: 'Renamed' }));
    expect(await applyOne(team.clients.ann, change(entry, 1, { view: { sort: 'arr' } }))).toMatchObject(
      applied(3),
    );
    expect(
      await applyOne(team.clients.ann, change(entry, 1, { name: 'Other', view: { sort: 'name' } })),
    ).toMatchObject({
      outcome: 'merged',
      answer: { lost: { name: 'Other', view: { sort: 'name' } }, version: 3 },
    });
    expect(
      await rowsOf('SELECT name, view FROM customer_success.saved_views WHERE view_id = $1', entry),
    ).toEqual([{ name: 'Renamed', view: { sort: 'arr' } }]);
  });

  test('is a viewer’s own, but not theirs to share', async () => {
    const entry = await taken(team.clients.vera, view());
    for (const asked of [view({ shared: true }), change(entry, 1, { shared: true })]) {
      expect(await applyOne(team.clients.vera, asked)).toMatchObject(refused('role', { needs: 'manager' }));
    }
  });

  test('that was removed is changed no more', async () => {
    const entry = await taken(team.clients.ann, view());
    await taken(team.clients.ann, remove(entry));
    expect(await applyOne(team.clients.ann, remove(entry))).toMatchObject(applied(2));
    expect(await applyOne(team.clients.ann, change(entry, 2, { name: 'x' }))).toMatchObject(refused('gone'));
  });

  test.each([
    [{ name: '' }, 'name'],
    [{ name: null }, 'name'],
    [{ view: [] }, 'view'],
    [{ view: null }, 'view'],
    [{ shared: 'yes' }, 'shared'],
    [{ owner: 'me' }, 'owner'],
  ])('is refused with %j', async (more, field) => {
    expect(await applyOne(team.clients.ann, view(more))).toMatchObject(refused('invalid', { field }));
  });
});

describe('a configuration of scores', () => {
  const publish = (base_version: number | null, config: unknown = { weights: [20, 30, 15, 15, 20] }) =>
    operation('config.publish', { config, note: 'as agreed' }, { account: null, base_version });

  test('is numbered by the company, published by admins, and made of the one in force', async () => {
    expect(await applyOne(team.clients.ann, publish(null))).toMatchObject(
      refused('role', { needs: 'admin' }),
    );
    expect(await applyOne(team.clients.ada, publish(null))).toMatchObject(applied(1));
    expect(await applyOne(team.clients.ada, publish(null))).toMatchObject(
      refused('conflict', { version: 1 }),
    );
    expect(await applyOne(team.clients.ada, publish(1))).toMatchObject(applied(2));
    expect(await applyOne(team.clients.ada, publish(1))).toMatchObject(refused('conflict', { version: 2 }));
    const sql = 'SELECT version FROM customer_success.score_configurations ORDER BY 1';
    for (const who of ['ann', 'vera'] as const) {
      expect((await team.clients[who].query(sql)).rows).toEqual([{ version: 1 }, { version: 2 }]);
    }
  });
});

describe('entries', () => {
  test('say who wrote them before the team shared them, and who brought them', async () => {
    const asked = note('old', { earlier_author: 'Ann of before' });
    await taken(team.clients.ann, asked);
    expect(
      await rowsOf(
        'SELECT author::text, earlier_author FROM customer_success.notes WHERE note_id = $1',
        asked.op_id,
      ),
    ).toEqual([{ author: team.logins.ann.login, earlier_author: 'Ann of before' }]);
  });

  test('of every kind are known by their table of kinds, and have a function that nobody may call', async () => {
    expect(
      await rowsOf(`SELECT k.kind FROM customer_success.operation_kinds k
        WHERE to_regprocedure(format('customer_success.%I(customer_success.operations, jsonb)', k.function_name)) IS NULL`),
    ).toEqual([]);
    await expect(
      team.clients.ada.query(`SELECT customer_success.op_note_add(NULL, '{}')`),
    ).rejects.toMatchObject({ code: '42501' });
  });

  test('leave their lines for desktops under their number', async () => {
    const asked = [
      operation('pulse.set', { points: 1, reason: 'why' }),
      operation('view.save', { name: 'v', view: {}, shared: true }, { account: null }),
    ];
    const [pulse, view] = await apply(team.clients.ann, asked);
    for (const [table, key, answer] of [
      ['pulses', 'pulse_id', pulse],
      ['saved_views', 'view_id', view],
    ] as const) {
      const { rows } = await team.clients.ann.query(
        `SELECT l.xid::text AS xid FROM customer_success.sync_log l
           JOIN customer_success.${table} t ON t.row_id::text = l.pk AND l.table_name = '${table}' WHERE t.${key} = $1`,
        [answer?.op_id],
      );
      expect(rows).toEqual([{ xid: answer?.xid }]);
    }
  });
});
