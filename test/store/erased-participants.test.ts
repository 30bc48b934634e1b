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
