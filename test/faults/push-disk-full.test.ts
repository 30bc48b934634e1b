import { expect, test } from 'vitest';
import { apiOnStore } from '../support/api-on-store';
import { outboxStates, shownNotes, writeNote } from '../sync/support/decide';
import { deskForEachTest } from '../sync/support/desk-for-each-test';

const here = deskForEachTest({ accounts: 4, scope: 'book' });

/** SQLite's own limit gives the error of a full disk, at the very place where a full disk would. */
function leaveRoomFor(pages: number): void {
  // What is free inside of the file would be room as well.
  here.desk.store.db.client.exec('vacuum');
  const used = Number(here.desk.store.db.client.pragma('page_count', { simple: true }));
  here.desk.store.db.client.pragma(`max_page_count = ${used + pages}`);
}
const makeRoom = () => here.desk.store.db.client.pragma('max_page_count = 1073741823');

test('what is decided on a full disk is not decided, and whoever decides is told why and what to do', async () => {
  await here.desk.sync();
  const api = apiOnStore(here.desk.store, 'nowhere.csv');
  await api.finishJobs();
  leaveRoomFor(0);
  const long = 'called about the renewal '.repeat(390);
  const write = () => api.call('account.addNote', { id: 2, contactId: null, text: long });
  let written = 0;
  let answer = await write();
  for (; answer.ok; answer = await write()) written += 1;
  expect(answer).toEqual({
    ok: false,
    error: {
      code: 'internal',
      message: 'This machine’s disk is full, so nothing was changed. Free some space and do it again.',
    },
  });
  expect(outboxStates(here.desk)).toEqual(written === 0 ? [] : [`pending ${written}`]);
  expect(shownNotes(here.desk, 2)).toHaveLength(written);
  makeRoom();
  expect(await write()).toMatchObject({ ok: true });
  await here.desk.sync();
  expect(outboxStates(here.desk)).toEqual([`seen ${written + 1}`]);
});

test('answers that a full disk doesn’t hold are asked for again: nothing is lost, nothing doubled', async () => {
  await here.desk.sync();
  for (let n = 0; n < 60; n += 1) writeNote(here.desk, `note ${n} ${'x'.repeat(3_000)}`);
  leaveRoomFor(0);
  await expect(here.desk.sync()).rejects.toThrow('This machine’s disk is full. Free some space.');
  const { rows } = await here.company.admin.query(
    'select count(*)::int as notes from customer_success.notes',
  );
  expect(rows).toEqual([{ notes: 60 }]);
  expect(shownNotes(here.desk, 2)).toHaveLength(60);
  makeRoom();
  await here.desk.sync();
  expect(outboxStates(here.desk)).toEqual(['seen 60']);
  const again = await here.company.admin.query('select count(*)::int as notes from customer_success.notes');
  expect(again.rows).toEqual([{ notes: 60 }]);
  await here.desk.expectEqual();
});
