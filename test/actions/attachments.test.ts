import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { attachFile, detachFile } from '../../src-main/actions/notes/attachments';
import { addNote, removeNote } from '../../src-main/actions/notes/notes';
import { readNotes } from '../../src-main/store/notes/read-notes';
import { readTimeline } from '../../src-main/work/timeline/read-timeline';
import { type HeldFile, heldFileSchema, mostAttachments } from '../../src-preload/contract/attachments';
import { decisionsOn } from '../support/action-context';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { digestOf, pngFile } from '../support/files';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = today * 86_400_000 + 9 * 3_600_000;

let temporary: TemporaryStore;
let api: ApiOnStore;
let folder: string;
let id: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  folder = mkdtempSync(join(tmpdir(), 'steward-files-'));
  id = addAccount(temporary.store, today);
  exec(`insert into sync_state (id, login, raw_event_days) values (1, 'ann', 90) on conflict do update set login = 'ann';
        replace into settings (key, value) values ('role', 'manager')`);
  api = apiOnStore(temporary.store, join(folder, 'saved'));
});
afterEach(() => {
  temporary.remove();
  rmSync(folder, { recursive: true });
});

const exec = (sql: string) => temporary.store.db.client.exec(sql);
const context = (at = now) => decisionsOn(temporary.store, at);
async function hold(name: string, content: Buffer): Promise<HeldFile> {
  const answer = await api.call('account.holdFile', { name, content: content.toString('base64') });
  if (!answer.ok) throw new Error(answer.error.message);
  return heldFileSchema.parse(answer.data);
}
const write = (files: readonly HeldFile[] = [], text = 'See') =>
  addNote(context(), { account: { organizationId: id }, contactId: null, text, files });
const notes = () => readNotes(temporary.store.read, { organizationId: id }).notes;
const names = () => notes().map(({ files }) => files.map(({ name }) => name));
const operations = () =>
  temporary.store.db.client
    .prepare<[], { kind: string; patch: string }>('select kind, patch from operations order by seq')
    .all()
    .map(({ kind, patch }) => ({ kind, patch: JSON.parse(patch) as Record<string, unknown> }));

describe('a file of a note', () => {
  test('is attached with the note that is written, in the order chosen, and goes up behind it', async () => {
    const [one, two] = [await hold('one.png', pngFile(1)), await hold('two.txt', Buffer.from('two'))];
    const noteId = write([one, two]);
    expect(names()).toEqual([['one.png', 'two.txt']]);
    expect(notes()[0]?.files[0]).toMatchObject({
      ...{ type: 'image/png', size: pngFile(1).length, isPending: true, isHere: true, isOwn: true },
    });
    expect(operations().map(({ kind, patch }) => [kind, patch['note'], patch['name']])).toEqual([
      ['note.add', undefined, undefined],
      ['attachment.add', noteId, 'one.png'],
      ['attachment.add', noteId, 'two.txt'],
    ]);
  });

  test('is what its bytes are, whatever the window says of it', async () => {
    const file = await hold('one.png', pngFile(1));
    write([{ ...file, type: 'application/pdf', size: 1 }]);
    expect(operations()[1]?.patch).toMatchObject({ type: 'image/png', size: pngFile(1).length });
  });

  test('that this computer doesn’t have keeps the whole note from being kept', () => {
    const file: HeldFile = { name: 'a.png', type: 'image/png', size: 3, sha256: '0'.repeat(64) };
    expect(() => write([file])).toThrow('“a.png” is not here any more. Choose the file once more.');
    expect([notes(), operations()]).toEqual([[], []]);
  });

  test('is one of five; a sixth is refused by name, and fits once another is removed', async () => {
    const files = await Promise.all(
      Array.from({ length: mostAttachments + 1 }, (_, nth) => hold(`${nth}.png`, pngFile(nth))),
    );
    const noteId = write(files.slice(0, mostAttachments));
    const sixth = files[mostAttachments] as HeldFile;
    expect(() => attachFile(context(), { noteId, file: sixth })).toThrow(
      '“5.png” is one file too many: a note can have 5. Remove another one, or write a second note.',
    );
    detachFile(context(), notes()[0]?.files[0]?.id ?? '');
    attachFile(context(), { noteId, file: sixth });
    expect(names()).toEqual([['1.png', '2.png', '3.png', '4.png', '5.png']]);
  });

  test('is removed once, and not from a note that is gone', async () => {
    const noteId = write([await hold('one.png', pngFile(1))]);
    const attachmentId = notes()[0]?.files[0]?.id ?? '';
    removeNote(context(), noteId);
    expect(() => detachFile(context(), attachmentId)).toThrow('This file was removed already.');
    expect(() =>
      attachFile(context(), { noteId, file: { name: 'a', sha256: digestOf(pngFile(1)) } }),
    ).toThrow('This note was removed already.');
    const other = write([await hold('one.png', pngFile(1))]);
    const [standing] = notes().find((note) => note.id === other)?.files ?? [];
    detachFile(context(), standing?.id ?? '');
    expect(() => detachFile(context(), standing?.id ?? '')).toThrow('This file was removed already.');
    expect(names()).toEqual([[]]);
  });

  test('of a kind that only a newer Steward knows is passed over, and all else of the note is shown', async () => {
    const noteId = write([await hold('one.png', pngFile(1))]);
    exec(`insert into note_attachments (row_id, attachment_id, note_id, organization_id, name, type, size, sha256, author, made_at)
          values (1, 'x', '${noteId}', ${id}, 'a.mp4', 'video/mp4', 1, '${'0'.repeat(64)}', 'bo', 1)`);
    expect(names()).toEqual([['one.png']]);
  });

  test('is told of by the timeline with its size', async () => {
    write([await hold('one.png', pngFile(1)), await hold('two.txt', Buffer.alloc(1_500, 'a'))]);
    const { entries } = readTimeline(temporary.store.read, { id, limit: 10 }, now);
    expect(entries.map(({ sentence }) => sentence)).toEqual([
      `ann wrote a note, with one.png (${pngFile(1).length} bytes), two.txt (2 KB)`,
    ]);
  });
});

describe('a window', () => {
  test('is told why a file can’t be attached', async () => {
    expect(await api.call('account.holdFile', { name: 'a.exe', content: 'TVqQAA==' })).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', message: expect.stringMatching(/^“a\.exe” is of a kind/) },
    });
  });

  test('gets a picture’s bytes to look at, and has any file saved as it was', async () => {
    write([await hold('one.png', pngFile(1))]);
    const input = { id, attachmentId: notes()[0]?.files[0]?.id };
    expect(await api.call('account.file', input)).toEqual({
      ok: true,
      data: { type: 'image/png', content: pngFile(1).toString('base64') },
    });
    expect(await api.call('account.saveFile', input)).toMatchObject({
      data: { path: join(folder, 'saved'), rows: 1 },
    });
    expect(readFileSync(join(folder, 'saved'))).toEqual(pngFile(1));
  });

  test('is told where a file lies whose bytes have not come', async () => {
    const noteId = write();
    exec(`insert into note_attachments (row_id, attachment_id, note_id, organization_id, name, type, size, sha256, author, made_at)
          values (1, '${noteId}', '${noteId}', ${id}, 'a.png', 'image/png', 1, '${'0'.repeat(64)}', 'bo', 1)`);
    expect(notes()[0]?.files).toMatchObject([{ isHere: false, isOwn: false }]);
    expect(await api.call('account.file', { id, attachmentId: noteId })).toMatchObject({ ok: false });
    expect(
      await api.call('account.file', { id, attachmentId: '00000000-0000-4000-8000-000000000000' }),
    ).toMatchObject({
      error: { code: 'not_found', message: 'This file was removed already.' },
    });
  });
});
