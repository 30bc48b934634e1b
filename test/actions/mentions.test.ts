import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { markDone, undoItem } from '../../src-main/actions/desk/today';
import { addNote, changeNote, removeNote } from '../../src-main/actions/notes/notes';
import { readMentionable } from '../../src-main/store/notes/mentions';
import { readNotes } from '../../src-main/store/notes/read-notes';
import { stuckByAccount } from '../../src-main/work/milestones/stuck-plans';
import { readTimeline } from '../../src-main/work/timeline/read-timeline';
import { todayOf } from '../../src-main/work/today/today-of';
import type { Mentionable } from '../../src-preload/contract/mentions';
import { decisionsOn } from '../support/action-context';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

/** A Wednesday: 2026-11-18. */
const today = 20_775;
const day = 86_400_000;
const now = today * day + 9 * 3_600_000;
const bo: Mentionable = { kind: 'colleague', id: 2, name: 'Bo' };

let temporary: TemporaryStore;
let id: number;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  id = addAccount(temporary.store, today);
  temporary.store.db.client.exec(`
    insert into managers (manager_id, email, name) values (1, 'ann@x.test', 'Ann'), (2, 'bo@x.test', 'Bo'), (3, 'zoe@x.test', 'Bob');
    insert into sync_state (id, login, raw_event_days) values (1, 'bo', 90) on conflict do update set login = 'bo';
    update organizations set owner_id = 1`);
  addContact(temporary.store, { userId: 7, organizationId: id, name: 'Ada Lovelace', externalId: 'ada' });
  addContact(temporary.store, { userId: 8, organizationId: id, name: 'Otto Bolt', externalId: 'otto' });
  sitsAs(2);
});
afterEach(() => temporary.remove());

const exec = (sql: string) => temporary.store.db.client.exec(sql);
/** Who is at the desktop, by the manager's number. */
const sitsAs = (manager: number) =>
  exec(`replace into settings (key, value) values ('manager', '${manager}')`);
const context = (at = now) => decisionsOn(temporary.store, at);
/** As a colleague wrote it. */
function write(text: string, meant: Mentionable[] = [], at = now - 3_600_000): string {
  return asAnn(() => addNote(context(at), { account: { organizationId: id }, contactId: null, text, meant }));
}
function asAnn<T>(decide: () => T): T {
  exec(`update sync_state set login = 'ann'`);
  const made = decide();
  exec(`update sync_state set login = 'bo'`);
  return made;
}
const noted = (contactId?: number) =>
  readNotes(temporary.store.read, { organizationId: id, contactId }).notes;
const patches = () =>
  temporary.store.db.client
    .prepare('select patch from operations order by seq')
    .pluck()
    .all()
    .map((patch) => JSON.parse(String(patch)).mentions);
const queue = (ownerId: number | undefined = 2, at = now) =>
  todayOf(temporary.store.read, { limit: 50, ownerId }, at).items;

describe('whom a note mentions', () => {
  it('goes up by address and by the company’s own id, one for each mark', () => {
    write('Ask @[Ada Lovelace] and @[Bo], not @[Nobody]', [
      { kind: 'contact', id: 7, name: 'Ada Lovelace' },
      bo,
    ]);
    expect(patches()).toEqual([[{ contact: 'ada' }, { manager: 'bo@x.test' }, null]]);
    expect(noted()[0]?.mentions).toEqual([{ kind: 'contact', id: 7, name: 'Ada Lovelace' }, bo, null]);
  });

  it('is the only one of that name where nobody was chosen, and nobody where two have it', () => {
    write('@[Otto Bolt] and @[Ann]');
    exec(`update managers set name = 'Otto Bolt' where manager_id = 3`);
    write('@[Otto Bolt]');
    expect(patches()).toEqual([[{ contact: 'otto' }, { manager: 'ann@x.test' }], [null]]);
  });

  it('stays who is meant as they are renamed, also while the text is changed, and goes with its mark', () => {
    const noteId = write('Ask @[Ada Lovelace]');
    exec(`update users set name = 'Ada King' where user_id = 7`);
    changeNote(context(), { noteId, text: 'Please ask @[Ada Lovelace]' });
    expect(noted()[0]?.mentions).toEqual([{ kind: 'contact', id: 7, name: 'Ada King' }]);
    changeNote(context(), { noteId, text: 'Ask nobody' });
    expect(noted()[0]?.mentions).toEqual([]);
  });

  it('has the note among their own, and on their timeline, where they are a contact', () => {
    write('Ask @[Ada Lovelace]');
    expect(noted(7)).toHaveLength(1);
    expect(noted(8)).toEqual([]);
    const told = (contactId: number) =>
      readTimeline(temporary.store.read, { id, contactId, limit: 10 }, now).entries.map(
        ({ detail }) => detail,
      );
    expect(told(7)).toEqual(['Ask @Ada Lovelace']);
    expect(told(8)).toEqual([]);
  });

  it('is nobody any more once they left the copy', () => {
    write('Ask @[Ada Lovelace]');
    exec('delete from users where user_id = 7');
    expect(noted()[0]?.mentions).toEqual([null]);
  });
});

describe('a colleague who is mentioned', () => {
  it('has a row on Today for it, of a colleague’s account as well, that says who wrote it and leads to the note', () => {
    const noteId = write('@[Bo], please look');
    expect(queue()).toMatchObject([
      {
        ...{ kind: 'mention', alsoKinds: [], accountId: id, mentionedIn: noteId, launch: 'open_notes' },
        reason: 'ann mentioned you in a note on Nov 18, 2026.',
        suggestion: 'Read what ann wrote, and answer.',
      },
    ]);
    write('@[Bo] and @[Bo] again', [], now - 1000);
    expect(queue()).toMatchObject([
      {
        mentionedIn: noteId,
        reason: 'ann mentioned you in a note on Nov 18, 2026; 1 more note mentions you.',
      },
    ]);
    expect(queue(1)).toMatchObject([{ mentionedIn: noteId }]);
    expect(queue(3)).toEqual([]);
  });

  it('has none for what they wrote themselves, for another’s mention, or where nobody knows who sits there', () => {
    addNote(context(), { account: { organizationId: id }, contactId: null, text: '@[Bo], remember' });
    write('@[Ann]');
    expect(queue()).toEqual([]);
    exec(`delete from settings where key = 'manager'`);
    write('@[Bo]');
    expect(queue(undefined)).toEqual([]);
  });

  it('has seen it once it is done, has it again by undo, and by another note', () => {
    write('@[Bo]');
    const [item] = queue();
    markDone(context(), item?.key ?? '', stuckByAccount);
    expect(queue()).toEqual([]);
    expect(queue(2, now + 3 * day)).toEqual([]);
    undoItem(context(), item?.key ?? '');
    expect(queue()).toHaveLength(1);
    markDone(context(), item?.key ?? '', stuckByAccount);
    const later = write('@[Bo] again', [], now + 1);
    expect(queue(2, now + 2)).toMatchObject([{ mentionedIn: later }]);
  });

  it('is mentioned anew by a change only where they were not before', () => {
    const noteId = write('@[Bo]');
    markDone(context(), queue()[0]?.key ?? '', stuckByAccount);
    asAnn(() => changeNote(context(now + 1000), { noteId, text: '@[Bo], today' }));
    expect(queue(2, now + 2000)).toEqual([]);
    asAnn(() => changeNote(context(now + 3000), { noteId, text: '@[Bo] and @[Bob]' }));
    expect(queue(2, now + 4000)).toEqual([]);
    sitsAs(3);
    expect(queue(3, now + 4000)).toMatchObject([{ mentionedIn: noteId }]);
  });

  it('is so for two weeks at most, and no longer than the note stands', () => {
    const noteId = write('@[Bo]', [], (today - 13) * day);
    expect(queue()).toHaveLength(1);
    exec(
      `update notes set mentions = replace(mentions, '${(today - 13) * day}', '${(today - 13) * day - 1}')`,
    );
    expect(queue()).toEqual([]);
    write('@[Bo]');
    expect(queue()).toHaveLength(1);
    for (const note of noted()) removeNote(context(), note.id);
    expect(noteId).toBeDefined();
    expect(queue()).toEqual([]);
  });
});

describe('who can be mentioned', () => {
  const offered = (words: string) => readMentionable(temporary.store.read, id, words).map(({ name }) => name);

  it('is whoever has a word that begins so: colleagues but oneself, then contacts of the account', () => {
    sitsAs(1);
    expect(offered('')).toEqual(['Bo', 'Bob', 'Ada Lovelace', 'Otto Bolt']);
    expect(offered('bo')).toEqual(['Bo', 'Bob', 'Otto Bolt']);
    expect(offered('lov')).toEqual(['Ada Lovelace']);
    expect(offered('ovel')).toEqual([]);
    expect(offered('an')).toEqual([]);
  });

  it('is found by letters alone: what means something to the search is a letter like others', () => {
    expect(offered('%')).toEqual([]);
    expect(offered('_')).toEqual([]);
    expect(offered('\\')).toEqual([]);
    exec(`update managers set name = '100% Ann' where manager_id = 1`);
    expect(offered('100%')).toEqual(['100% Ann']);
  });

  it('is no contact of another account', () => {
    addContact(temporary.store, { userId: 9, organizationId: id + 1, name: 'Ada Elsewhere' });
    expect(offered('ada')).toEqual(['Ada Lovelace']);
  });
});
