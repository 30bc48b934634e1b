import { describe, expect, test } from 'vitest';
import { apply, applyOne, note, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();

const { refused } = {
  refused: (reason: string, answer: object = {}) => ({ outcome: 'refused', reason, answer }),
};

async function notesOf(id: string) {
  const { rows } = await team.company.admin.query(
    'SELECT text, author::text, version, removed_at IS NOT NULL AS removed FROM customer_success.notes WHERE note_id = $1',
    [id],
  );
  return rows;
}

describe('an operation', () => {
  test('takes effect, is answered with the transaction it did so in, and leaves a line for desktops', async () => {
    const asked = note('Called Jo.\nShe is content.');
    const answer = await applyOne(team.clients.ann, asked);
    expect(answer).toMatchObject({
      op_id: asked.op_id,
      outcome: 'applied',
      reason: null,
      answer: { entry: asked.op_id, version: 1 },
    });
    expect(await notesOf(asked.op_id)).toEqual([
      {
        text: 'Called Jo.\nShe is content.',
        author: team.logins.ann.login,
        version: 1,
        removed: false,
      },
    ]);
    const { rows } = await team.clients.ann.query(
      `SELECT l.xid::text FROM customer_success.sync_log l JOIN customer_success.notes n ON n.row_id::text = l.pk
        WHERE l.table_name = 'notes' AND n.note_id = $1`,
      [asked.op_id],
    );
    expect(rows).toEqual([{ xid: answer.xid }]);
  });

  test('that is sent again is answered the same and touches nothing', async () => {
    const asked = note('once');
    const first = await applyOne(team.clients.ann, asked);
    expect(await applyOne(team.clients.ann, asked)).toEqual(first);
    expect(await applyOne(team.clients.ann, { ...asked, number: 77 })).toEqual(first);
    expect(await apply(team.clients.ann, [asked, asked])).toEqual([first, first]);
    expect(await notesOf(asked.op_id)).toHaveLength(1);
  });

  test('that a restored dump remembers is answered by a transaction of its history; one it forgot is taken again', async () => {
    const [kept, forgotten] = [note('kept'), note('forgotten')];
    const [first] = await apply(team.clients.ann, [kept, forgotten]);
    // Numbers of another server: far ahead of this one's.
    await team.company.admin.query(
      `UPDATE customer_success.operations SET xid = '99999999999' WHERE op_id = $1`,
      [kept.op_id],
    );
    await team.company.admin.query('DELETE FROM customer_success.operations WHERE op_id = $1', [
      forgotten.op_id,
    ]);
    await team.company.admin.query('DELETE FROM customer_success.notes WHERE note_id = $1', [
      forgotten.op_id,
    ]);
    const answers = await apply(team.clients.ann, [kept, forgotten]);
    const { rows } = await team.company.admin.query(
      'SELECT pg_visible_in_snapshot(xid, pg_current_snapshot()) AS seen FROM unnest($1::xid8[]) xid',
      [answers.map(({ xid }) => xid)],
    );
    expect(rows).toEqual([{ seen: true }, { seen: true }]);
    expect(answers[0]).toEqual({ ...first, xid: answers[0]?.xid });
    expect(await notesOf(kept.op_id)).toHaveLength(1);
    expect(await notesOf(forgotten.op_id)).toHaveLength(1);
  });

  test('that was refused stays refused, so that a mended one is a new one', async () => {
    const asked = note('   ');
    const first = await applyOne(team.clients.ann, asked);
    expect(first).toMatchObject(
      refused('invalid', { field: 'text', words: 'must be a text that is not empty' }),
    );
    expect(await applyOne(team.clients.ann, asked)).toEqual(first);
    expect(await applyOne(team.clients.ann, { ...asked, patch: { text: 'mended' } })).toMatchObject(
      refused('op_id_taken'),
    );
  });

  test('upon another version is the same decision: what a desktop knew is no part of it', async () => {
    const entry = note('first');
    const change = (text: string, base_version: number, op_id = note('').op_id) =>
      operation('note.change', { text }, { entry: entry.op_id, base_version, op_id, made_at: 5 });
    await applyOne(team.clients.ann, entry);
    const [second, third] = [change('second', 1), change('third', 2)];
    const answers = [await applyOne(team.clients.ann, second), await applyOne(team.clients.ann, third)];
    for (const base_version of [0, 1, 2, 3, 70, 2_000_000_000]) {
      expect(await applyOne(team.clients.ann, { ...second, base_version })).toEqual(answers[0]);
      expect(await applyOne(team.clients.ann, { ...third, base_version })).toEqual(answers[1]);
    }
    const gone = operation('note.change', { text: 'x' }, { entry: note('').op_id, base_version: 3 });
    const refusal = await applyOne(team.clients.ann, gone);
    expect(refusal).toMatchObject(refused('gone'));
    expect(await applyOne(team.clients.ann, { ...gone, base_version: 2 })).toEqual(refusal);
    for (const other of [change('fourth', 2, third.op_id), { ...third, made_at: 6, base_version: 1 }])
      expect(await applyOne(team.clients.ann, other)).toMatchObject(refused('op_id_taken'));
    expect(await applyOne(team.clients.ada, { ...third, base_version: 1 })).toMatchObject(
      refused('op_id_taken'),
    );
    expect(await notesOf(entry.op_id)).toMatchObject([{ text: 'third' }]);
  });

  test('under an id of another login, or with other content, is none', async () => {
    const asked = note('mine');
    await applyOne(team.clients.ann, asked);
    expect(await applyOne(team.clients.ada, asked)).toMatchObject(refused('op_id_taken'));
    for (const other of [{ made_at: 5 }, { patch: { text: 'other' } }, { account: 'bolt' }]) {
      expect(await applyOne(team.clients.ann, { ...asked, ...other })).toMatchObject(refused('op_id_taken'));
    }
    expect(await notesOf(asked.op_id)).toMatchObject([{ text: 'mine' }]);
  });

  test('that is bad stops none of the others, and leaves only its refusal', async () => {
    const good = [note('1'), note('2'), note('3')];
    const bad = [
      note('', { op_id: note('').op_id }),
      operation('note.erase', {}),
      note('x', { account: 'nowhere' }),
      note('x', { patch: 'text' }),
    ];
    const answers = await apply(team.clients.ann, [
      good[0],
      bad[0],
      good[1],
      bad[1],
      bad[2],
      bad[3],
      good[2],
    ]);
    expect(answers.map((answer) => answer.outcome)).toEqual([
      'applied',
      'refused',
      'applied',
      'refused',
      'refused',
      'refused',
      'applied',
    ]);
    expect(answers.map((answer) => answer.reason)).toEqual([
      null,
      'invalid',
      null,
      'unknown_kind',
      'not_yours',
      'invalid',
      null,
    ]);
    for (const { op_id } of good) expect(await notesOf(op_id)).toHaveLength(1);
    for (const { op_id } of bad) expect(await notesOf(op_id)).toEqual([]);
  });

  test('that can’t be read is refused alone, by its place in the list', async () => {
    const [first, last, poison] = [note('before'), note('after'), note('NUL')];
    const list = `[${JSON.stringify(first)}, ${JSON.stringify(poison).replace('NUL', '\\u0000')}, 7, null, {"op_id": 1}, ${JSON.stringify(last)}]`;
    const answers = await apply(team.clients.ann, list);
    expect(answers.map(({ op_id, outcome, reason }) => [op_id, outcome, reason])).toEqual([
      [first.op_id, 'applied', null],
      [poison.op_id, 'refused', 'invalid'],
      [null, 'refused', 'invalid'],
      [null, 'refused', 'invalid'],
      [null, 'refused', 'invalid'],
      [last.op_id, 'applied', null],
    ]);
  });

  test('that the server can’t digest is put off with what follows on its account, and nothing else', async () => {
    await team.company.admin.query(
      `INSERT INTO customer_success.operation_kinds VALUES ('no.function', 'op_no_function', 'manager', 'account', 100)`,
    );
    const asked = [
      note('before'),
      operation('no.function', {}),
      note('elsewhere', { account: 'bolt' }),
      note('after'),
      operation('view.save', { name: 'v', view: {}, shared: false }, { account: null }),
    ];
    const answers = await apply(team.clients.ada, asked);
    expect(answers.map(({ op_id }) => op_id)).toEqual(asked.map(({ op_id }) => op_id));
    expect(answers.map(({ outcome }) => outcome)).toEqual([
      'applied',
      'later',
      'applied',
      'later',
      'applied',
    ]);
    for (const { outcome, reason, answer, xid } of answers.filter((answer) => answer.outcome === 'later')) {
      expect({ outcome, reason, answer, xid }).toEqual({
        outcome: 'later',
        reason: null,
        answer: { retry_at: expect.any(Number), retry_in_ms: expect.any(Number) },
        xid: null,
      });
    }
    expect(await applyOne(team.clients.ada, asked[3] ?? note(''))).toMatchObject({ outcome: 'applied' });
  });

  test('that waits for what somebody else holds is put off with all that follow, and what came before stands', async () => {
    const [held, first] = [note('held'), note('first')];
    await applyOne(team.clients.ann, held);
    const keeper = await team.company.admin.connect();
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM customer_success.notes WHERE note_id = $1 FOR UPDATE', [held.op_id]);
    const answers = await apply(team.clients.ann, [
      first,
      operation('note.change', { text: 'x' }, { entry: held.op_id, base_version: 1 }),
      operation('view.save', { name: 'v', view: {}, shared: false }, { account: null }),
    ]);
    await keeper.query('ROLLBACK');
    keeper.release();
    expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'later', 'later']);
    expect(await notesOf(first.op_id)).toHaveLength(1);
  });

  test('of another company is refused, however right it is', async () => {
    const elsewhere = '0190c3a2-0000-7000-8000-000000000000';
    expect(await applyOne(team.clients.ann, note('x', { company_id: elsewhere }))).toMatchObject(
      refused('other_company'),
    );
    expect(await applyOne(team.clients.ann, note('x', { company_id: team.companyId }))).toMatchObject({
      outcome: 'applied',
    });
  });

  test('whose account has another number than was meant is refused', async () => {
    expect(await applyOne(team.clients.ann, note('x', { number: 1 }))).toMatchObject({ outcome: 'applied' });
    expect(await applyOne(team.clients.ada, note('x', { number: 2 }))).toMatchObject(
      refused('other_account'),
    );
  });

  test('on an account that never was and on one of somebody else are answered the same', async () => {
    const [never, others, nobodys] = [
      await applyOne(team.clients.ann, note('x', { account: 'nowhere' })),
      await applyOne(team.clients.ann, note('x', { account: 'bolt' })),
      await applyOne(team.clients.ann, note('x', { account: 'cove' })),
    ];
    for (const answer of [never, others, nobodys]) expect(answer).toMatchObject(refused('not_yours'));
    expect(others.answer).toEqual(never.answer);
    expect(nobodys.answer).toEqual(never.answer);
    expect(never.answer).toEqual({});
  });

  test('made in the future is made now, and one of long ago stays so', async () => {
    const [ahead, long] = [note('x', { made_at: Date.now() + 86_400_000 }), note('x', { made_at: 1000 })];
    await apply(team.clients.ann, [ahead, long]);
    const { rows } = await team.company.admin.query(
      `SELECT note_id AS id, made_at <= clock_timestamp() AS past, extract(epoch FROM made_at)::float8 AS at
         FROM customer_success.notes WHERE note_id = ANY ($1) ORDER BY made_at`,
      [[ahead.op_id, long.op_id]],
    );
    expect(rows).toMatchObject([
      { id: long.op_id, at: 1 },
      { id: ahead.op_id, past: true },
    ]);
  });

  test('must be of a role that may', async () => {
    expect(await applyOne(team.clients.vera, note('x'))).toMatchObject(refused('role', { needs: 'manager' }));
  });
});

describe('the door', () => {
  test('takes 1 to 500 at once', async () => {
    for (const bad of ['[]', '{}', '7', 'null', JSON.stringify(Array.from({ length: 501 }, () => 1))]) {
      await expect(apply(team.clients.ann, bad)).rejects.toMatchObject({ code: '22023' });
    }
    expect(
      await apply(
        team.clients.ann,
        Array.from({ length: 500 }, () => note('x')),
      ),
    ).toHaveLength(500);
  });

  test('is for members', async () => {
    await expect(apply(team.company.admin, [note('x')])).rejects.toMatchObject({ code: '42501' });
  });

  test('works whatever the session has set', async () => {
    const client = await team.logins.ann.connect();
    await client.query(`SET datestyle = 'German'; SET timezone = 'Asia/Kathmandu'; SET standard_conforming_strings = off;
      SET row_security = off; SET bytea_output = escape; SET search_path = pg_temp; SET extra_float_digits = -5`);
    const asked = note('x\\y');
    expect(await applyOne(client, asked)).toMatchObject({ outcome: 'applied' });
    expect(await notesOf(asked.op_id)).toMatchObject([{ text: 'x\\y' }]);
  });
});
