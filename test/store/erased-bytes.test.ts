import { afterEach, beforeEach, expect, test } from 'vitest';
import { addNote } from '../../src-main/actions/notes/notes';
import { openFile } from '../../src-main/store/file/connection';
import { decisionsOn } from '../support/action-context';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const everybody = [1, 2, 3, 4, 5, 6];
const erased = [2, 3, 6];
const others = [1, 4, 5];

let temporary: TemporaryStore;
let organizationId: number;
beforeEach(() => {
  temporary = temporaryStore();
  organizationId = addAccount(temporary.store, 20_000);
});
afterEach(() => temporary.remove());

/** No text of a store says it, and none is the beginning of another. */
const nameOf = (number: number) => `Quillfeather${number}`;

/** A contact of that number with a note, which fills a page's rest or pages of its own. */
function come(userId: number): void {
  addContact(temporary.store, { organizationId, userId, name: nameOf(userId) });
  addNote(decisionsOn(temporary.store, 1_700_000_000_000 + userId), {
    account: { organizationId },
    contactId: userId,
    text: `${nameOf(userId)}: ${'so on. '.repeat(userId * 100)}`,
  });
}

/** Whose name stands in a database as it lies there, page by page, with what pages have left over. */
function namedIn(pages: Buffer): number[] {
  const found = pages.toString('latin1').matchAll(/Quillfeather(\d)/g);
  return [...new Set(Array.from(found, ([, number]) => Number(number)))].toSorted();
}
const namedInStore = () => namedIn(temporary.store.db.client.serialize());
function namedInBackup(file: string): number[] {
  const client = openFile({ file, key: temporary.key }, 'write');
  const pages = client.serialize();
  client.close();
  return namedIn(pages);
}

/** Free space keeps what was there: SQLite overwrites what it frees only where it is built or told to. */
const keepFreed = (client: { pragma(words: string): unknown }) => client.pragma('secure_delete = off');

function erase(): void {
  temporary.store.erasePeople(erased.map((userId) => ({ erasure: userId, organizationId, userId })));
}

test('whoever is erased is in no page of the store, nor in what pages have left over of before', () => {
  const { client } = temporary.store.db;
  keepFreed(client);
  for (const number of everybody) come(number);
  expect(namedInStore()).toEqual(everybody);
  erase();
  // The rows are gone; the bytes are not, until the file is rewritten.
  expect(namedInStore()).toEqual(everybody);
  expect(temporary.store.settleErasures()).toBe(true);
  expect(namedInStore()).toEqual(others);
});

test('whoever is erased is in no page of a backup either, also where something had left the backup before', () => {
  for (const number of others) come(number);
  const { file } = temporary.store.backUp();
  const backup = openFile({ file, key: temporary.key }, 'write');
  keepFreed(backup);
  const columns =
    'note_id, company_id, organization_id, organization_external_id, contact, author, text, created_at';
  for (const number of erased) {
    come(number);
    backup
      .prepare(`insert into notes (${columns}, version) values (?, null, ?, 'acct', null, 'Ann', ?, 1, 1)`)
      .run(`left-${number}`, organizationId, `${nameOf(number)} `.repeat(900));
  }
  backup.prepare(`delete from notes where note_id like 'left-%'`).run();
  backup.close();
  expect(namedInBackup(file)).toEqual(everybody);
  erase();
  expect(namedInBackup(file)).toEqual(others);
});
