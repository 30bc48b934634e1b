import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestCompany, startPostgres, type TestCompany, type TestServer } from '../support/postgres';
import { fillCompany } from '../sync/support/company';
import { knownAccounts } from './support/known-book';
import { type OpenBook, openBook } from './support/open-book';

let book: OpenBook;
let server: TestServer;
let other: TestCompany;
let otherUrl: string;

beforeAll(async () => {
  book = await openBook();
  server = await startPostgres();
  other = await createTestCompany(server);
  await fillCompany(other.admin, 3);
  otherUrl = (await other.createLogin({ role: 'manager', scope: 'all' })).url;
});
afterAll(async () => {
  await book?.close();
  await other?.drop();
  await server?.stop();
});

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

  await ask('settings.setConnection', { url: otherUrl });
  await expect.poll(accounts).toBe(3);
  expect(await views()).toEqual([]);

  await ask('settings.setConnection', { url: book.companyUrl });
  await expect.poll(accounts).toBe(knownAccounts);
  expect(await views()).toEqual(['My renewals']);
});
