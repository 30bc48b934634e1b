import { expect, it } from 'vitest';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { fillCompany } from '../sync/support/company';
import { knownBook } from './support/books';
import { knownAccounts } from './support/known-book';

const book = knownBook();
const other = openForTests(() => openCompany((admin) => fillCompany(admin, 3)));

/** Through the same door as the screens. */
function ask(path: string, input: unknown): Promise<unknown> {
  return book.window.evaluate(
    async ([asked, given]) => {
      const answer = await window.steward.call(asked as string, given);
      return answer.ok ? answer.data : null;
    },
    [path, input],
  );
}

async function accounts(): Promise<number | undefined> {
  const input = { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 1 };
  return ((await ask('accounts.list', input)) as { total: number } | null)?.total;
}

async function views(): Promise<unknown> {
  const answer = (await ask('accounts.views', {})) as { views: { name: string }[] } | null;
  return answer?.views.map(({ name }) => name);
}

it('each company has a copy of its own, with what was written in it', async () => {
  expect(await accounts()).toBe(knownAccounts);
  const view = { filter: {}, sort: { key: 'name', descending: false }, columns: ['name'] };
  await ask('accounts.saveView', { name: 'My renewals', ...view });
  expect(await views()).toEqual(['My renewals']);

  await ask('settings.setConnection', { url: other.managerUrl });
  await expect.poll(accounts).toBe(3);
  expect(await views()).toEqual([]);

  await ask('settings.setConnection', { url: book.companyUrl });
  await expect.poll(accounts).toBe(knownAccounts);
  expect(await views()).toEqual(['My renewals']);
});
