import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MailRoom } from '../../src-main/work/templates/mail-room';
import { tryTemplate } from '../../src-main/work/templates/try-template';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';
import { templatePatch } from '../support/templates';

const today = 20_775;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore();
  addAccount(temporary.store, today, { organization: { organizationId: 1 } });
  for (const userId of [7, 8])
    addContact(temporary.store, {
      userId,
      organizationId: 1,
      name: `P${userId}`,
      email: `p${userId}@a.test`,
    });
});
afterEach(() => temporary.remove());

describe('a draft that can’t be compiled', () => {
  const mail = (words: readonly string[]) =>
    ({
      compile: () =>
        Promise.resolve({ html: null, problems: words.map((said) => ({ weight: 'error', words: said })) }),
      render: () => Promise.reject(new Error('nothing is rendered of it')),
    }) as unknown as MailRoom;
  const tried = (...words: string[]) =>
    tryTemplate({ db: temporary.store.read, mail: mail(words), now: today * 86_400_000 }, {
      ...templatePatch(),
      contacts: 10,
    } as never);

  test('goes to none of those it was tried for, and says why for all of them', async () => {
    expect(await tried('Line 3: mj-txt is none.', 'Line 9')).toMatchObject({
      tried: 2,
      rendered: 0,
      refused: [{ words: 'Line 3: mj-txt is none.', count: 2 }],
      words: 'Line 3: mj-txt is none.',
    });
    expect(await tried()).toMatchObject({ words: 'It can’t be compiled.' });
  });
});
