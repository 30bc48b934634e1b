import { expect, test } from 'vitest';
import { addNote } from '../../src-main/actions/notes/notes';
import { decisionsOn } from '../support/action-context';
import { addAccount, addContact, temporaryStore } from '../support/store-builder';

/** A store with an account of Quill Feather (7) and Otto Oak (8). */
function accountOfTwo() {
  const temporary = temporaryStore();
  const { store } = temporary;
  const organizationId = addAccount(store, 20_000);
  for (const [userId, name] of [
    [7, 'Quill Feather'],
    [8, 'Otto Oak'],
  ] as const) {
    const email = `${name.replace(' ', '.').toLowerCase()}@x.test`;
    addContact(store, { userId, organizationId, name, email, externalId: email });
  }
  return { temporary, store, organizationId };
}

test('of what took place with several, who is erased leaves it, and the others and the text stay', () => {
  const { temporary, store, organizationId } = accountOfTwo();
  addNote(decisionsOn(store, 1_700_000_000_000), {
    ...{ account: { organizationId }, contactId: null, text: 'They plan a second site' },
    activity: { kind: 'call', at: 1_600_000_000_000, minutes: 30, contacts: [7, 8] },
  });
  const told = () =>
    JSON.stringify(
      store.db.client
        .prepare('select n.*, p.patch from notes n join operations p on p.entry = n.note_id')
        .all(),
    );
  expect(told()).toContain('quill.feather');
  store.erasePeople([{ erasure: 1, organizationId, userId: 7 }]);
  expect(told()).not.toContain('quill.feather');
  expect(told()).toContain('otto.oak');
  expect(told()).toContain('They plan a second site');
  temporary.remove();
});

test('of a note that mentions several, who is erased is meant no more, and the others and the text stay', () => {
  const { temporary, store, organizationId } = accountOfTwo();
  store.db.client.exec(`insert into managers (manager_id, email, name) values (1, 'ann@x.test', 'Ann')`);
  addNote(decisionsOn(store, 1_700_000_000_000), {
    ...{ account: { organizationId }, contactId: null },
    text: 'Ask @[Quill Feather], @[Nobody], @[Otto Oak] and @[Ann]',
  });
  const told = () =>
    store.db.client
      .prepare('select n.text, n.mentions, p.patch from notes n join operations p on p.entry = n.note_id')
      .get() as { text: string; mentions: string; patch: string };
  expect(told().mentions).toContain('quill.feather');
  store.erasePeople([{ erasure: 1, organizationId, userId: 7 }]);
  const { text, mentions, patch } = told();
  expect(JSON.stringify(told())).not.toContain('quill.feather');
  expect(JSON.parse(mentions)).toEqual([
    null,
    null,
    { contact: 'otto.oak@x.test' },
    { manager: 'ann@x.test', at: 1_700_000_000_000 },
  ]);
  expect(JSON.parse(patch).mentions).toEqual([
    null,
    null,
    { contact: 'otto.oak@x.test' },
    { manager: 'ann@x.test' },
  ]);
  expect(text).toMatch(/@\[Otto Oak\] and @\[Ann\]$/);
  temporary.remove();
});

test('a company that was restored numbers who is erased anew: they stay so, with what was removed of them, and nobody twice', () => {
  const { temporary, store, organizationId } = accountOfTwo();
  const of = (erasure: number, userId: number) => ({
    ...{ erasure, organizationId, userId },
    ...{ uid: `u${userId}`, memory: `m${userId}`, seal: 's' },
  });
  expect(store.hearErasures([of(3, 7)], 'first')).toBe(true);
  const before = store.erasures();
  expect(before).toMatchObject({ through: 3, heard: 'first' });
  expect(Object.keys(before.removed)).toEqual(['3']);
  // Restored, it knows of both, the one of before under another number.
  expect(store.hearErasures([of(5, 7), of(6, 8)], 'second')).toBe(true);
  const after = store.erasures();
  expect(after).toMatchObject({ through: 6, heard: 'second' });
  expect(Object.keys(after.removed)).toEqual(['5', '6']);
  expect(after.removed['5']).toEqual(before.removed['3']);
  // Numbered once more, with nobody new: nothing is removed again.
  expect(store.hearErasures([of(1, 8), of(2, 7)], 'third')).toBe(false);
  const last = store.erasures();
  expect(last).toMatchObject({ through: 2, heard: 'third', acknowledged: null });
  expect(last.removed).toEqual({ 1: after.removed['6'], 2: after.removed['5'] });
  // What it has forgotten stays erased here, and can be told to it.
  expect(store.hearErasures([], 'fourth')).toBe(false);
  expect(store.rememberedErasures().toSorted((one, other) => one.uid.localeCompare(other.uid))).toEqual([
    { uid: 'u7', memory: 'm7', seal: 's' },
    { uid: 'u8', memory: 'm8', seal: 's' },
  ]);
  const named = store.db.client.prepare(
    "select count(*) from users where name in ('Quill Feather', 'Otto Oak')",
  );
  expect(named.pluck().get()).toBe(0);
  temporary.remove();
});
