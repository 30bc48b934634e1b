import type { PoolClient } from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { erasePerson } from '../../src-main/company/privacy/erase-person';
import { exportPerson } from '../../src-main/company/privacy/export-person';
import { mostAttachmentBytes, mostAttachments } from '../../src-preload/contract/attachments';
import { digestOf, officeFile, pngFile } from '../support/files';
import { applyOne, type Colleague, operation } from '../support/team';
import { teamForAllTests } from '../support/team-for-all-tests';

const team = teamForAllTests();
const send = (asked: ReturnType<typeof operation>, who: Colleague = 'ann') =>
  applyOne(team.clients[who], asked);
const picture = pngFile();

function patchOf(note: string, content: Buffer, more: object = {}) {
  return {
    ...{ note, name: 'plan.png', type: 'image/png', size: content.length, sha256: digestOf(content) },
    ...{ content: content.toString('base64'), ...more },
  };
}
const attach = (note: string, content = picture, more: object = {}) =>
  operation('attachment.add', patchOf(note, content, more));
const text = (said: string) => [Buffer.from(said), { name: 'said.txt', type: 'text/plain' }] as const;

async function note(who: Colleague = 'ann', patch: object = {}): Promise<string> {
  const asked = operation('note.add', { text: 'See the plan', ...patch });
  expect(await send(asked, who)).toMatchObject({ outcome: 'applied' });
  return asked.op_id;
}

async function rows<Row extends object>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await team.company.admin.query<Row>(sql, values)).rows;
}
const kept = (id: string) =>
  rows<{ name: string; content: Buffer | null; sha256: string | null; removed: boolean }>(
    `SELECT name, content, sha256, removed_at IS NOT NULL AS removed FROM customer_success.note_attachments
      WHERE attachment_id = $1`,
    [id],
  );

let noteId: string;
beforeEach(async () => {
  noteId = await note();
});

describe('a file attached to a note', () => {
  test('is kept as it was, once, whoever asks again', async () => {
    const asked = attach(noteId);
    expect(await send(asked)).toMatchObject({ outcome: 'applied', answer: { entry: asked.op_id } });
    expect(await send(asked)).toMatchObject({ outcome: 'applied' });
    expect(await kept(asked.op_id)).toEqual([
      { name: 'plan.png', content: picture, sha256: digestOf(picture), removed: false },
    ]);
    expect(
      await rows('SELECT FROM customer_success.note_attachments WHERE note_id = $1', [noteId]),
    ).toHaveLength(1);
  });

  test('stands in the audit by its name and digest, and nowhere else with its bytes', async () => {
    const asked = attach(noteId);
    await send(asked);
    const [row] = await rows<{ personal: { after: object } }>(
      'SELECT personal FROM customer_success.audit_log WHERE op_id = $1',
      [asked.op_id],
    );
    expect(row?.personal.after).toEqual({
      ...{ name: 'plan.png', type: 'image/png', size: picture.length, sha256: digestOf(picture) },
    });
    const encoded = picture.toString('base64').slice(0, 60);
    expect(
      await rows(`SELECT FROM customer_success.audit_log l WHERE l::text LIKE '%' || $1 || '%'`, [encoded]),
    ).toEqual([]);
    expect(
      await rows(`SELECT FROM customer_success.operations o WHERE o::text LIKE '%' || $1 || '%'`, [encoded]),
    ).toEqual([]);
  });

  test('that was answered is known again without its bytes', async () => {
    const asked = attach(noteId);
    await send(asked);
    const { content, ...patch } = patchOf(noteId, picture);
    expect(content).not.toBe('');
    expect(await send({ ...asked, patch })).toMatchObject({ outcome: 'applied' });
    expect(await send({ ...asked, patch: { ...patch, name: 'other.png' } })).toMatchObject({
      reason: 'op_id_taken',
    });
  });

  test('need not be sent twice where the account has it, though it was removed; of another account it has to', async () => {
    const content = pngFile(13);
    const first = attach(noteId, content);
    await send(first);
    await send(operation('attachment.remove', {}, { entry: first.op_id }));
    const { content: bytes, ...patch } = patchOf(noteId, content);
    expect(bytes).not.toBe('');
    const again = operation('attachment.add', patch);
    expect(await send(again)).toMatchObject({ outcome: 'applied' });
    expect(await kept(again.op_id)).toMatchObject([{ content, removed: false }]);
    const elsewhere = operation('note.add', { text: 'x' }, { account: 'bolt', number: 2 });
    await send(elsewhere, 'bob');
    const theirs = operation(
      'attachment.add',
      { ...patch, note: elsewhere.op_id },
      { account: 'bolt', number: 2 },
    );
    expect(await send(theirs, 'bob')).toMatchObject({ reason: 'invalid', answer: { field: 'content' } });
  });

  test('of the most bytes is taken, one of a byte more is not', async () => {
    const most = pngFile(mostAttachmentBytes - picture.length);
    expect(most).toHaveLength(mostAttachmentBytes);
    expect(await send(attach(noteId, most))).toMatchObject({ outcome: 'applied' });
    expect(await send(attach(noteId, pngFile(mostAttachmentBytes - picture.length + 1)))).toMatchObject({
      outcome: 'refused',
      answer: { field: 'size' },
    });
  });

  test('is one of five at most; one that was removed makes room', async () => {
    const asked = Array.from({ length: mostAttachments }, () => attach(noteId));
    for (const one of asked) expect(await send(one)).toMatchObject({ outcome: 'applied' });
    expect(await send(attach(noteId))).toMatchObject({ reason: 'invalid', answer: { field: 'note' } });
    await send(operation('attachment.remove', {}, { entry: asked[0]?.op_id ?? '' }));
    expect(await send(attach(noteId))).toMatchObject({ outcome: 'applied' });
  });

  test('of each kind is taken as it begins', async () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    const files: [Buffer, string][] = [
      [Buffer.from('GIF89a\x01\x00\x01\x00', 'latin1'), 'image/gif'],
      [Buffer.from('\xff\xd8\xff\xe0 and more', 'latin1'), 'image/jpeg'],
      [Buffer.from('RIFF\x04\x00\x00\x00WEBPVP8 ', 'latin1'), 'image/webp'],
      [Buffer.from('%PDF-1.7\n'), 'application/pdf'],
    ];
    for (const [content, type] of files)
      expect(await send(attach(noteId, content, { type }))).toMatchObject({ outcome: 'applied' });
    expect(await send(attach(noteId, await officeFile('docx'), { type: word }))).toMatchObject({
      outcome: 'applied',
    });
    const other = await note();
    expect(
      await send(attach(other, Buffer.from('\ufeffa,b\r\n1,ü'), { type: 'text/csv', name: 'a.csv' })),
    ).toMatchObject({ outcome: 'applied' });
  });

  test.each<[string, Buffer, object, string]>([
    ['that is called a picture and is none', Buffer.from('MZ\x90\x00'), {}, 'type'],
    ['of a kind that acts', Buffer.from('<svg/>'), { type: 'image/svg+xml' }, 'type'],
    ['that is a page', Buffer.from(' <!doctype html><p>'), { type: 'text/plain' }, 'type'],
    ['that is a drawing', Buffer.from('\ufeff<svg onload=a()>'), { type: 'text/plain' }, 'type'],
    ['that is no text', Buffer.from([0xc3, 0x28]), { type: 'text/plain' }, 'type'],
    ['of text with a control character', Buffer.from('a\x1bb'), { type: 'text/plain' }, 'type'],
    ['without bytes', Buffer.alloc(0), {}, 'content'],
    ['of another digest', picture, { sha256: '0'.repeat(64) }, 'sha256'],
    ['of another size', picture, { size: 3 }, 'size'],
    ['with a folder in its name', picture, { name: '../x.png' }, 'name'],
    ['with a name that turns', picture, { name: 'a\u202egnp.exe' }, 'name'],
    ['with a longer name', picture, { name: 'x'.repeat(121) }, 'name'],
    ['with a field that is not known', picture, { folder: 'x' }, 'folder'],
    ['of no note', picture, { note: 'x' }, 'note'],
  ])('%s is refused', async (_, content, more, field) => {
    const asked = attach(noteId, content, more);
    expect(await send(asked)).toMatchObject({ outcome: 'refused', reason: 'invalid', answer: { field } });
    expect(await kept(asked.op_id)).toEqual([]);
  });

  test('is attached by who wrote the note, or an admin; never by a viewer, to another’s account or to a note that is gone', async () => {
    expect(await send(attach(noteId), 'ada')).toMatchObject({ outcome: 'applied' });
    expect(await send(attach(await note('ada')))).toMatchObject({ reason: 'role' });
    expect(await send(attach(noteId), 'vera')).toMatchObject({ reason: 'role' });
    expect(await send(attach(noteId), 'bob')).toMatchObject({ reason: 'not_yours' });
    await send(operation('note.remove', {}, { entry: noteId }));
    expect(await send(attach(noteId))).toMatchObject({ reason: 'gone' });
  });

  test('is removed by who attached it or wrote the note, or an admin, and a second time changes nothing', async () => {
    const byAda = attach(noteId);
    await send(byAda, 'ada');
    const remove = operation('attachment.remove', {}, { entry: byAda.op_id });
    expect(await send(remove)).toMatchObject({ outcome: 'applied' });
    const again = operation('attachment.remove', {}, { entry: byAda.op_id });
    expect(await send(again, 'ada')).toMatchObject({ outcome: 'applied' });
    expect(await kept(byAda.op_id)).toMatchObject([{ removed: true }]);
    const hers = attach(await note('ada'));
    await send(hers, 'ada');
    expect(await send(operation('attachment.remove', {}, { entry: hers.op_id }))).toMatchObject({
      reason: 'role',
    });
    expect(await send(operation('attachment.remove', {}, { entry: noteId }))).toMatchObject({
      reason: 'gone',
    });
  });

  test('is read by who sees the account alone', async () => {
    const asked = attach(noteId);
    await send(asked);
    const read = async (who: Colleague) =>
      (
        await team.clients[who].query(
          'SELECT content FROM customer_success.note_attachments WHERE attachment_id = $1',
          [asked.op_id],
        )
      ).rows;
    for (const who of ['ann', 'vera', 'ada'] as const)
      expect(await read(who)).toEqual([{ content: picture }]);
    expect(await read('bob')).toEqual([]);
    await expect(team.clients.ann.query('DELETE FROM customer_success.note_attachments')).rejects.toThrow(
      /permission denied/,
    );
  });
});

describe('the files of who is erased', () => {
  const erased = 'Erased on request.';
  async function asKeeper<T>(act: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await team.company.admin.connect();
    try {
      return await act(client);
    } finally {
      client.release();
    }
  }

  test('go with notes about them, and where they are a text that names them; others stay, and none comes back', async () => {
    await rows(`INSERT INTO customer_success.users (user_id, organization_id, external_id, name, email)
                VALUES (201, 1, 'ana', 'Ana Lopez', 'ana@acme.example'), (202, 1, 'kim', 'Kim', NULL)`);
    const about = await note('ann', { contact: 'ana' });
    const [ofNote, names, other, joined] = [
      attach(about, pngFile(1)),
      attach(noteId, ...text('Met ana  LOPEZ there')),
      attach(noteId, ...text('Met Ana there, and Lopez')),
      attach(await note('ann', { text: 'With @[Ana Lopez]', mentions: [{ contact: 'ana' }] }), pngFile(2), {
        name: 'Ana Lopez.png',
      }),
    ];
    for (const one of [ofNote, names, other, joined])
      expect(await send(one)).toMatchObject({ outcome: 'applied' });
    const asked = { contact: 'ana', account: 'acme', names: [] };
    const told = await asKeeper((client) => exportPerson(client, asked));
    const exported = (told.rows['note_attachments'] ?? []) as { attachment_id: string; content: string }[];
    expect(exported.map(({ attachment_id: id }) => id)).toEqual(
      [ofNote, names, joined].map(({ op_id: id }) => id),
    );
    expect(Buffer.from(exported[0]?.content ?? '', 'base64')).toEqual(pngFile(1));
    await asKeeper((client) => erasePerson(client, asked, true));
    const nothing = [{ name: erased, content: null, sha256: null, removed: true }];
    expect(await kept(ofNote.op_id)).toEqual(nothing);
    expect(await kept(names.op_id)).toEqual(nothing);
    expect(await kept(other.op_id)).toMatchObject([{ name: 'said.txt', removed: false }]);
    expect(await kept(joined.op_id)).toMatchObject([{ name: 'Erased contact.png', content: pngFile(2) }]);
    const audit = await rows<{ personal: unknown }>(
      'SELECT personal FROM customer_success.audit_log WHERE op_id = ANY ($1)',
      [[ofNote.op_id, joined.op_id]],
    );
    expect(audit).toEqual([{ personal: null }, { personal: null }]);
    expect(await send(attach(about))).toMatchObject({ reason: 'gone' });
    expect(await send(attach(noteId, ...text('Ana Lopez again')))).toMatchObject({
      answer: { field: 'content' },
    });
  });
});

test('a merge brings the files along with their notes', async () => {
  const asked = attach(noteId);
  await send(asked);
  await rows(`SELECT customer_success.move_entries(1, 3, '{}')`);
  expect(
    await rows(
      'SELECT organization_id AS id FROM customer_success.note_attachments WHERE attachment_id = $1',
      [asked.op_id],
    ),
  ).toEqual([{ id: 3 }]);
  await rows(`SELECT customer_success.move_entries(3, 1, '{}')`);
});

test('files that were removed are swept as what was removed is, and a note takes its own along', async () => {
  const [gone, stands] = [attach(noteId), attach(noteId)];
  for (const one of [gone, stands]) await send(one);
  await send(operation('attachment.remove', {}, { entry: gone.op_id }));
  await rows(`SELECT customer_success.sweep_removed(now() + interval '1 minute', 1000, false)`);
  expect(await kept(gone.op_id)).toEqual([]);
  expect(await kept(stands.op_id)).toHaveLength(1);
  await send(operation('note.remove', {}, { entry: noteId }));
  await rows(`SELECT customer_success.sweep_removed(now() + interval '1 minute', 1000, false)`);
  expect(await kept(stands.op_id)).toEqual([]);
});
