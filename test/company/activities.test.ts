import { beforeAll, describe, expect, test } from 'vitest';
import { exportPerson } from '../../src-main/company/privacy/export-person';
import { applyOne, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const at = Date.now() - 3_600_000;
const call = { kind: 'call', at, minutes: 30, contacts: [] as string[] };
const written = (activity: unknown, text = 'They will sign') => operation('note.add', { text, activity });
const send = (asked: ReturnType<typeof operation>) => applyOne(team.clients.ann, asked);

async function kept(id: string) {
  const { rows } = await team.company.admin.query<{ text: string; activity: unknown; version: number }>(
    'SELECT text, activity, version FROM customer_success.notes WHERE note_id = $1',
    [id],
  );
  return rows[0];
}

beforeAll(async () => {
  await team.company.admin.query(
    `INSERT INTO customer_success.users (user_id, organization_id, external_id, name)
     VALUES (101, 1, 'jo', 'Jo'), (102, 1, 'kim', 'Kim'), (103, 1, 'lea', 'Lea')`,
  );
});

describe('an activity', () => {
  test('is kept with what took place, when, how long and with whom, each contact once', async () => {
    const asked = written({ ...call, contacts: ['jo', 'kim', 'jo'] });
    expect(await send(asked)).toMatchObject({ outcome: 'applied' });
    expect(await kept(asked.op_id)).toEqual({
      text: 'They will sign',
      version: 1,
      activity: { kind: 'call', at, minutes: 30, contacts: [101, 102] },
    });
  });

  test('may have taken any time and nobody of the list; a note alone is none', async () => {
    const asked = written({ ...call, minutes: null });
    await send(asked);
    expect(await kept(asked.op_id)).toMatchObject({ activity: { minutes: null, contacts: [] } });
    const alone = operation('note.add', { text: 'x' });
    await send(alone);
    expect(await kept(alone.op_id)).toMatchObject({ activity: null });
  });

  test.each([
    ['of a kind that nobody knows', { ...call, kind: 'visit' }, 'kind'],
    ['without a kind', { ...call, kind: null }, 'kind'],
    ['that is still to come', { ...call, at: Date.now() + 3 * 86_400_000 }, 'at'],
    ['of half a minute', { ...call, minutes: 0.5 }, 'minutes'],
    ['longer than a day', { ...call, minutes: 1441 }, 'minutes'],
    ['with somebody of another account', { ...call, contacts: ['nobody'] }, 'contacts'],
    ['with more than can be', { ...call, contacts: Array.from({ length: 51 }, () => 'jo') }, 'contacts'],
    ['with a field that is not known', { ...call, mood: 'good' }, 'mood'],
    ['that is no object', 'call', 'activity'],
    ['that is a list', [call], 'activity'],
  ])('%s is refused', async (_, activity, field) => {
    const asked = written(activity);
    expect(await send(asked)).toMatchObject({ outcome: 'refused', reason: 'invalid', answer: { field } });
    expect(await kept(asked.op_id)).toBeUndefined();
  });

  test('is corrected beside its text, each by itself, and the audit has both', async () => {
    const asked = written(call);
    await send(asked);
    const change = (patch: object, base_version: number) =>
      operation('note.change', patch, { entry: asked.op_id, base_version });
    const corrected = change({ activity: { ...call, minutes: 45, contacts: ['lea'] } }, 1);
    expect(await send(corrected)).toMatchObject({ outcome: 'applied' });
    // Of the text nobody else changed anything since.
    expect(await send(change({ text: 'They signed' }, 1))).toMatchObject({ outcome: 'applied' });
    expect(await kept(asked.op_id)).toMatchObject({
      text: 'They signed',
      version: 3,
      activity: { minutes: 45 },
    });
    const { rows } = await team.company.admin.query<{ personal: unknown; details: unknown }>(
      `SELECT personal, details FROM customer_success.audit_log l WHERE l.op_id = $1`,
      [corrected.op_id],
    );
    expect(JSON.stringify(rows)).toContain('"minutes":30');
  });

  test('that a colleague corrected before stays so, and what lost goes back as it was written', async () => {
    const asked = written(call);
    await send(asked);
    const change = (minutes: number) =>
      operation(
        'note.change',
        { activity: { ...call, minutes, contacts: ['jo'] } },
        { entry: asked.op_id, base_version: 1 },
      );
    await send(change(45));
    expect(await send(change(60))).toMatchObject({
      outcome: 'merged',
      answer: { lost: { activity: { ...call, minutes: 60, contacts: ['jo'] } } },
    });
    expect(await kept(asked.op_id)).toMatchObject({ activity: { minutes: 45 }, version: 2 });
  });
});

test('the export of a person holds the activities in which they took part, and no others', async () => {
  const [joined, other] = [
    written({ ...call, contacts: ['kim', 'lea'] }),
    written({ ...call, contacts: ['jo'] }),
  ];
  for (const asked of [joined, other]) await send(asked);
  const client = await team.company.admin.connect();
  try {
    const told = await exportPerson(client, { contact: 'lea', account: 'acme', names: [] });
    const ids = (told.rows['notes'] ?? []).map((row) => (row as { note_id: string }).note_id);
    expect(ids).toContain(joined.op_id);
    expect(ids).not.toContain(other.op_id);
  } finally {
    client.release();
  }
});

describe('the mentions of a note', () => {
  const emailOf = async (number: number) => {
    const { rows } = await team.company.admin.query(
      'SELECT email FROM customer_success.managers WHERE manager_id = $1',
      [number],
    );
    return { manager: rows[0].email as string };
  };
  const mentionsOf = async (id: string) => {
    const { rows } = await team.company.admin.query(
      'SELECT mentions FROM customer_success.notes WHERE note_id = $1',
      [id],
    );
    return rows[0]?.mentions;
  };
  const noted = (mentions: unknown) => operation('note.add', { text: 'Ask @[Jo]', mentions });

  test('are kept by number, colleagues with since when; who sees nothing of the account is a name alone', async () => {
    const asked = noted([{ contact: 'jo' }, await emailOf(1), null, await emailOf(2), { contact: 'nobody' }]);
    expect(await send(asked)).toMatchObject({ outcome: 'applied' });
    expect(await mentionsOf(asked.op_id)).toEqual([
      { contact: 101 },
      { manager: 1, at: asked.made_at },
      null,
      null,
      null,
    ]);
  });

  test('are none where nobody is known, or none are told', async () => {
    for (const mentions of [[null, { contact: 'nobody' }], [], null]) {
      const asked = noted(mentions);
      expect(await send(asked)).toMatchObject({ outcome: 'applied' });
      expect(await mentionsOf(asked.op_id)).toBeNull();
    }
  });

  test('go with the text: who stays is mentioned since before, who comes is since then, and all else goes', async () => {
    const asked = noted([await emailOf(1)]);
    await send(asked);
    const change = (patch: object, base_version: number, made_at = asked.made_at + 500) =>
      send(operation('note.change', patch, { entry: asked.op_id, base_version, made_at }));
    await change({ text: 'Once more', mentions: [{ contact: 'jo' }, await emailOf(1)] }, 1);
    expect(await mentionsOf(asked.op_id)).toEqual([{ contact: 101 }, { manager: 1, at: asked.made_at }]);
    await change({ activity: { ...call, contacts: [] } }, 2);
    expect(await mentionsOf(asked.op_id)).toHaveLength(2);
    expect(await change({ text: 'Too late', mentions: [] }, 1)).toMatchObject({ outcome: 'merged' });
    expect(await mentionsOf(asked.op_id)).toHaveLength(2);
    await change({ text: 'Nobody' }, 3);
    expect(await mentionsOf(asked.op_id)).toBeNull();
    await change({ text: 'Again', mentions: [await emailOf(1)] }, 4, asked.made_at + 900);
    expect(await mentionsOf(asked.op_id)).toEqual([{ manager: 1, at: asked.made_at + 900 }]);
  });

  test.each([
    ['that are no list', { contact: 'jo' }, 'mentions'],
    ['of nothing', [7], 'mentions'],
    ['of somebody in two ways', [{ contact: 'jo', manager: 'x' }], 'contact'],
    ['with a field that is not known', [{ contact: 'jo', at: 1 }], 'at'],
    ['of a contact without an id', [{ contact: '' }], 'contact'],
    ['of more than can be', Array.from({ length: 51 }, () => null), 'mentions'],
  ])('%s are refused', async (_, mentions, field) => {
    const asked = noted(mentions);
    expect(await send(asked)).toMatchObject({ outcome: 'refused', reason: 'invalid', answer: { field } });
  });

  test('are in the export of a person who is mentioned', async () => {
    const asked = noted([{ contact: 'kim' }]);
    await send(asked);
    const client = await team.company.admin.connect();
    try {
      const ids = async (contact: string) => {
        const told = await exportPerson(client, { contact, account: 'acme', names: [] });
        return (told.rows['notes'] ?? []).map((row) => (row as { note_id: string }).note_id);
      };
      expect(await ids('kim')).toContain(asked.op_id);
      expect(await ids('lea')).not.toContain(asked.op_id);
    } finally {
      client.release();
    }
  });
});
