import { expect, test } from 'vitest';
import { attachFile, detachFile } from '../../src-main/actions/notes/attachments';
import { addNote, removeNote } from '../../src-main/actions/notes/notes';
import { sendAgain } from '../../src-main/actions/operations/set-backs';
import {
  missingFiles,
  mostKept,
  readFileContent,
  settleFiles,
} from '../../src-main/store/attachments/held-files';
import { readNotes } from '../../src-main/store/notes/read-notes';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { mostAttachmentBytes } from '../../src-preload/contract/attachments';
import { digestOf, pngFile } from '../support/files';
import { accountAt, attachTo, decidingAt, setBacksOf, writeNote } from './support/decide';
import { type Desk, openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 4, scope: 'book' });
const day = 86_400_000;

async function withColleague(act: (colleague: Desk) => Promise<void>): Promise<void> {
  const colleague = openDesk(await here.company.createLogin({ role: 'admin', scope: 'all' }));
  try {
    await act(colleague);
  } finally {
    colleague.close();
  }
}
const filesAt = (desk: Desk, organizationId = accountAt(here.desk)) =>
  readNotes(desk.store.read, { organizationId }).notes.flatMap(({ files }) => files);
const shown = (desk: Desk, organizationId?: number) =>
  filesAt(desk, organizationId).map(
    ({ name, isPending, isHere }) => `${name}${isPending ? ' *' : ''}${isHere ? '' : ' away'}`,
  );
const contentAt = (desk: Desk, content: Buffer) => readFileContent(desk.store.read, digestOf(content));
const count = (desk: Desk, table: string) =>
  desk.store.read.prepared<[], number>(`select count(*) from ${table}`).pluck().get();
const settle = (desk: Desk, now: number) =>
  writeTransaction(desk.store, 'files.settle', (tx) => settleFiles(tx, now));

test('a file that is attached offline waits, goes up once with its note, and opens at a colleague’s without the company', async () => {
  await here.desk.sync();
  const content = pngFile(1);
  const noteId = writeNote(here.desk, 'See the plan');
  attachTo(here.desk, noteId, 'plan.png', content);
  expect(shown(here.desk)).toEqual(['plan.png *']);
  here.desk.reopen();
  expect(contentAt(here.desk, content)).toEqual(content);
  await here.desk.sync();
  await here.desk.sync();
  expect(shown(here.desk)).toEqual(['plan.png']);
  await here.desk.expectEqual();
  const { rows } = await here.company.admin.query('SELECT content FROM customer_success.note_attachments');
  expect(rows).toEqual([{ content }]);
  await withColleague(async (colleague) => {
    await colleague.sync();
    expect(shown(colleague)).toEqual(['plan.png']);
    expect(contentAt(colleague, content)).toEqual(content);
  });
});

test('the outbox has no bytes of it, and once it is in the copy nothing of it waits', async () => {
  await here.desk.sync();
  const content = pngFile(2);
  attachTo(here.desk, writeNote(here.desk, 'x'), 'a.png', content);
  const patches = here.desk.store.read
    .prepared<[], string>(`select patch from operations where kind = 'attachment.add'`)
    .pluck()
    .all();
  expect(patches).toHaveLength(1);
  expect(patches[0]).not.toContain(content.toString('base64').slice(0, 40));
  await here.desk.sync();
  await here.desk.sync();
  expect([count(here.desk, 'waiting_files'), count(here.desk, 'kept_files')]).toEqual([0, 1]);
  expect(contentAt(here.desk, content)).toEqual(content);
});

test('an answer that was lost is given again, though the bytes are gone here, and after a restored dump it goes up again', async () => {
  await here.desk.sync();
  const content = pngFile(3);
  const id = attachTo(here.desk, writeNote(here.desk, 'x'), 'a.png', content);
  await expect(
    here.desk.syncOver((connection) => connection, {
      onStep: (step) => {
        if (step === 'answered') throw new Error('cut');
      },
    }),
  ).rejects.toThrow('cut');
  await here.desk.sync();
  expect(setBacksOf(here.desk)).toEqual([]);
  // The dump has forgotten it.
  await here.company.admin.query(
    `DELETE FROM customer_success.note_attachments; DELETE FROM customer_success.operations WHERE op_id = '${id}'`,
  );
  await here.company.admin.query('SELECT customer_success.start_new_epoch()');
  await here.desk.sync();
  await here.desk.sync();
  expect(shown(here.desk)).toEqual(['a.png']);
  // The dump remembers it, and this desk has its bytes no more.
  here.desk.store.db.client.exec('delete from kept_files; delete from waiting_files');
  await here.company.admin.query('SELECT customer_success.start_new_epoch()');
  await here.desk.sync();
  await here.desk.sync();
  expect(setBacksOf(here.desk)).toEqual([]);
  expect(shown(here.desk)).toEqual(['a.png']);
});

test('one that the company refuses comes back with its name, keeps its bytes, and can be sent again', async () => {
  await here.desk.sync();
  const noteId = writeNote(here.desk, 'x');
  for (let nth = 0; nth < 5; nth += 1) attachTo(here.desk, noteId, `${nth}.png`, pngFile(nth));
  await here.desk.sync();
  await here.desk.sync();
  await withColleague(async (colleague) => {
    await colleague.sync();
    const [first] = filesAt(colleague);
    detachFile(decidingAt(here.desk), filesAt(here.desk)[0]?.id ?? '');
    const content = pngFile(9);
    attachTo(here.desk, noteId, 'sixth.png', content);
    detachFile(decidingAt(colleague), first?.id ?? '');
    attachTo(colleague, noteId, 'theirs.png', pngFile(8));
    await colleague.sync();
    await here.desk.sync();
    const [back] = setBacksOf(here.desk);
    expect(back).toMatchObject({ kind: 'attachment.add', title: 'File of a note', text: 'sixth.png' });
    expect(back?.words).toContain('has 5 files already');
    settle(here.desk, Date.now() + 30 * day);
    expect(contentAt(here.desk, content)).toEqual(content);
    await here.desk.sync();
    detachFile(decidingAt(here.desk), filesAt(here.desk)[0]?.id ?? '');
    sendAgain(decidingAt(here.desk), { opId: back?.opId ?? '' });
    await here.desk.sync();
    await here.desk.sync();
    expect(setBacksOf(here.desk)).toEqual([]);
    expect(shown(here.desk)).toContain('sixth.png');
  });
});

test('a file that two desks remove at once is gone on both, and its bytes a day later', async () => {
  await here.desk.sync();
  const content = pngFile(4);
  attachTo(here.desk, writeNote(here.desk, 'x'), 'a.png', content);
  await here.desk.sync();
  await here.desk.sync();
  await withColleague(async (colleague) => {
    await colleague.sync();
    for (const desk of [here.desk, colleague]) {
      detachFile(decidingAt(desk), filesAt(desk)[0]?.id ?? '');
      expect(shown(desk)).toEqual([]);
    }
    for (const desk of [here.desk, colleague, here.desk, colleague]) await desk.sync();
    for (const desk of [here.desk, colleague]) {
      expect(shown(desk)).toEqual([]);
      expect(setBacksOf(desk)).toEqual([]);
      expect(contentAt(desk, content)).toEqual(content);
      settle(desk, Date.now() + 2 * day);
      expect(contentAt(desk, content)).toBeUndefined();
      await desk.expectEqual();
    }
  });
});

test('a note that is removed and written again has its files, though this desk never had their bytes', async () => {
  await here.desk.sync();
  const content = pngFile(6);
  const noteId = writeNote(here.desk, 'x');
  attachTo(here.desk, noteId, 'a.png', content);
  await here.desk.sync();
  await here.desk.sync();
  here.desk.store.db.client.exec('delete from kept_files');
  const [file] = filesAt(here.desk);
  removeNote(decidingAt(here.desk), noteId);
  await here.desk.sync();
  addNote(decidingAt(here.desk), {
    ...{ account: { organizationId: accountAt(here.desk) }, contactId: null, text: 'x' },
    files: [{ name: 'a.png', sha256: file?.sha256 ?? '' }],
  });
  await here.desk.sync();
  await here.desk.sync();
  expect(setBacksOf(here.desk)).toEqual([]);
  expect(shown(here.desk)).toEqual(['a.png']);
  expect(contentAt(here.desk, content)).toEqual(content);
});

test('bytes come behind all else, a few megabytes a round, the newest first, and no more than there is room for', async () => {
  await here.desk.sync();
  await here.company.admin.query(
    `INSERT INTO customer_success.notes (note_id, organization_id, author, made_at, text)
     SELECT gen_random_uuid(), $1, 'x', now(), 'Note ' || n FROM generate_series(1, 4) n`,
    [accountAt(here.desk)],
  );
  await here.company.admin.query(
    `INSERT INTO customer_success.note_attachments (attachment_id, note_id, organization_id, name, type, size, sha256, content, author, made_at)
     SELECT gen_random_uuid(), note_id, organization_id, n || '.txt', 'text/plain', $1, encode(sha256(c), 'hex'), c, 'x', now() - n * interval '1 minute'
       FROM customer_success.notes, generate_series(1, 3) n, LATERAL (SELECT convert_to(rpad(note_id || ' ' || n, $1), 'UTF8') AS c) b`,
    [mostAttachmentBytes],
  );
  await here.desk.sync();
  expect(filesAt(here.desk)).toHaveLength(12);
  expect(count(here.desk, 'kept_files')).toBe(7);
  const newest = filesAt(here.desk).filter(({ name }) => name === '1.txt');
  expect(newest.every(({ isHere }) => isHere)).toBe(true);
  expect(missingFiles(here.desk.store.read, 7 * mostAttachmentBytes)).toEqual([]);
  expect(missingFiles(here.desk.store.read, mostKept)).toHaveLength(5);
  await here.desk.sync();
  expect(count(here.desk, 'kept_files')).toBe(12);
  await here.desk.expectEqual();
});

test('bytes that are not what the company says of them are not kept', async () => {
  await here.desk.sync();
  const noteId = writeNote(here.desk, 'x');
  await here.desk.sync();
  const content = pngFile(7);
  attachTo(here.desk, noteId, 'a.png', content);
  await here.desk.syncOver((connection) => connection);
  await withColleague(async (colleague) => {
    await colleague.syncOver((connection) => ({
      ...connection,
      query: async <Row extends object>(text: string, values?: readonly unknown[]) => {
        const rows = await connection.query<Row>(text, values);
        return /select content from/.test(text)
          ? rows.map((row) => ({ ...row, content: Buffer.from('x') }))
          : rows;
      },
    }));
    expect(shown(colleague)).toEqual(['a.png away']);
    await colleague.sync();
    expect(shown(colleague)).toEqual(['a.png']);
  });
});

test('an account that leaves the book takes its files along', async () => {
  await here.desk.sync();
  attachTo(here.desk, writeNote(here.desk, 'x'), 'a.png', pngFile(5));
  await here.desk.sync();
  await here.desk.sync();
  await here.company.admin.query(
    'UPDATE customer_success.organizations SET owner_id = 2 WHERE organization_id = $1',
    [accountAt(here.desk)],
  );
  await here.desk.sync();
  expect([count(here.desk, 'note_attachments'), count(here.desk, 'kept_files')]).toEqual([0, 0]);
});

test('a file of a note that is not kept, and of an account that is another’s, is not attached', async () => {
  await here.desk.sync();
  const noteId = writeNote(here.desk, 'x');
  expect(() =>
    attachFile(decidingAt(here.desk), { noteId, file: { name: 'a.png', sha256: '0'.repeat(64) } }),
  ).toThrow('“a.png” is not here any more. Choose the file once more.');
});
