import { afterEach, beforeEach, expect, test } from 'vitest';
import { followLink, linkOfAccount } from '../../src-main/store/accounts/account-link';
import { writeCompanyId } from '../../src-main/store/copy/company-id';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const company = '5f0c1b5e-3c1d-4c8f-9d3c-0f4a4a4f3a55';
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore();
});
afterEach(() => temporary.remove());

const ofCompany = (id: string) =>
  writeTransaction(temporary.store, 'test company', (tx) => writeCompanyId(tx, id));
const account = (externalId: string) => addAccount(temporary.store, 20_000, { organization: { externalId } });

test('a link names the company and the company’s own id of the account, and leads back to it', () => {
  ofCompany(company);
  account('a');
  const id = account('A/b c!');
  expect(linkOfAccount(temporary.store.read, id)).toBe(`steward://${company}/account/A%2Fb%20c%21`);
  expect(followLink(temporary.store.read, { company, externalId: 'A/b c!' })).toEqual({ leads: 'here', id });
});

test('a link leads nowhere where the copy has no such account, and elsewhere where it is another company’s', () => {
  account('a');
  expect(linkOfAccount(temporary.store.read, 1)).toBeNull();
  expect(followLink(temporary.store.read, { company, externalId: 'a' })).toEqual({ leads: 'elsewhere' });
  ofCompany(company);
  expect(linkOfAccount(temporary.store.read, 77)).toBeNull();
  expect(followLink(temporary.store.read, { company, externalId: 'A' })).toEqual({ leads: 'nowhere' });
  ofCompany('00000000-3c1d-4c8f-9d3c-0f4a4a4f3a55');
  expect(followLink(temporary.store.read, { company, externalId: 'a' })).toEqual({ leads: 'elsewhere' });
});
