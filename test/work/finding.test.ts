import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readFoundAccounts, readFoundContacts } from '../../src-main/store/accounts/read-found';
import { managers, organizations, users } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { createNameFinder, type NameFinder } from '../../src-main/work/finding/name-finder';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_000;
let temporary: TemporaryStore;
let names: NameFinder;
beforeEach(() => {
  temporary = temporaryStore();
  names = createNameFinder(temporary.store.read);
});
afterEach(() => temporary.remove());

const account = (name: string, organization: Partial<typeof organizations.$inferInsert> = {}) =>
  addAccount(temporary.store, today, { organization: { name, ...organization } });
let nextUser = 1;
const contact = (organizationId: number, name: string, email: string | null = null) => {
  const userId = nextUser++;
  addContact(temporary.store, { userId, organizationId, name, email });
  return userId;
};
const found = (query: string, limit = 10) => {
  names.read(Number.POSITIVE_INFINITY);
  const { accounts, contacts } = names.best(query, limit);
  return {
    accounts: readFoundAccounts(temporary.store.read, accounts, today).map(({ name }) => name),
    contacts: readFoundContacts(temporary.store.read, contacts).map(({ name }) => name),
  };
};
const accountsWith = (query: string) =>
  readFoundAccounts(temporary.store.read, names.accountsWith(query), today).map(({ name }) => name);

describe('the command palette', () => {
  it('finds accounts and contacts by any part of their names, those that begin with it first', () => {
    const east = account('East Harbour');
    account('Enharboured');
    account('Harbour Freight');
    contact(east, 'Ines Harbourne', 'ines@north.example');
    contact(east, 'Harbo Urne');
    expect(found('harbour')).toEqual({
      accounts: ['Harbour Freight', 'East Harbour', 'Enharboured'],
      contacts: ['Ines Harbourne'],
    });
    expect(found('ines north').contacts).toEqual(['Ines Harbourne']);
    expect(found('south ines').contacts).toEqual([]);
    expect(found('  ')).toEqual({ accounts: [], contacts: [] });
  });

  it('names what fits as well in the order of the alphabet, and no more than asked for', () => {
    for (const name of ['Delta', 'Alpha', 'Charlie', 'Bravo']) account(`Team ${name}`);
    expect(found('team', 3).accounts).toEqual(['Team Alpha', 'Team Bravo', 'Team Charlie']);
  });

  it('names those of one name in the order of their numbers, found anew or not', () => {
    const people = [account('Twin'), account('Twin'), account('Twin')].map((id) => [
      contact(id, 'Jo Twin'),
      id,
    ]);
    names.read(Number.POSITIVE_INFINITY);
    expect(names.best('twin', 10)).toEqual({
      accounts: people.map(([, id]) => id),
      contacts: people.map(([who]) => who),
    });
  });

  it('tells a contact’s title and account', () => {
    const id = account('Acme', { segment: 'Mid-market', lifecycleStage: 'growth' });
    const user = contact(id, 'Anna');
    writeTransaction(temporary.store, 'test.title', (tx) => {
      tx.update(users).set({ title: 'CTO' }).where(eq(users.userId, user)).run();
    });
    expect(readFoundContacts(temporary.store.read, names.best('anna', 5).contacts)).toEqual([
      { id: user, accountId: id, name: 'Anna', detail: 'CTO, Acme' },
    ]);
    expect(readFoundAccounts(temporary.store.read, [id], today)).toEqual([
      { id, name: 'Acme', detail: 'Mid-market, growth' },
    ]);
  });

  it('tells the stage that lists show: who came back is no longer churned, who was to leave has left', () => {
    const back = addAccount(temporary.store, today, {
      organization: { name: 'Back', lifecycleStage: 'churned' },
      summary: { standing: 'customer' },
    });
    const gone = addAccount(temporary.store, today, {
      organization: { name: 'Gone', lifecycleStage: 'growth' },
      summary: { standing: 'leaving', lifeDay: today - 1 },
    });
    const leaving = addAccount(temporary.store, today, {
      organization: { name: 'Leaving', lifecycleStage: 'growth' },
      summary: { standing: 'leaving', lifeDay: today },
    });
    const told = readFoundAccounts(temporary.store.read, [back, gone, leaving], today);
    expect(told.map(({ detail }) => detail)).toEqual(['adoption', 'churned', 'growth']);
  });

  it('forgives a slip of the fingers only where nothing is called that', () => {
    account('Krüger AG');
    account('Kröger GmbH');
    expect(found('krueger').accounts).toEqual(['Krüger AG']);
    expect(found('kruegr').accounts).toEqual(['Krüger AG']);
    expect(found('krger').accounts.sort()).toEqual(['Kröger GmbH', 'Krüger AG']);
    contact(1, 'Krger');
    names.changed([1]);
    expect(found('krger')).toEqual({ accounts: [], contacts: ['Krger'] });
  });
});

describe('the search of the list', () => {
  it('takes words in any order over name, contact, owner, country and id', () => {
    writeTransaction(temporary.store, 'test.owner', (tx) => {
      tx.insert(managers).values({ managerId: 1, email: 'olga@s.example', name: 'Olga Owner' }).run();
    });
    const acme = account('Acme', { ownerId: 1, country: 'Norway', externalId: 'X-77', segment: 'SMB' });
    const other = account('Acme Two', { country: 'Chile' });
    contact(acme, 'Anna Berg', 'anna@acme.example');
    contact(acme, 'Bob');
    contact(other, 'Anna Lind');
    for (const query of [
      'x-77',
      'norway',
      'olga',
      'owner acme',
      'berg',
      'anna@acme.example',
      'bob anna',
      'smb',
    ])
      expect(accountsWith(query), query).toEqual(['Acme']);
    expect(accountsWith('anna acme')).toEqual(['Acme', 'Acme Two']);
    expect(accountsWith('anna chile')).toEqual(['Acme Two']);
    expect(accountsWith('bob chile')).toEqual([]);
    expect(accountsWith('nobody')).toEqual([]);
  });

  it('forgives no slip: a list is a figure', () => {
    account('Krüger AG');
    expect(accountsWith('kruegr')).toEqual([]);
  });
});

describe('names that change', () => {
  const rename = (id: number, name: string) =>
    writeTransaction(temporary.store, 'test.rename', (tx) => {
      tx.update(organizations).set({ name }).where(eq(organizations.organizationId, id)).run();
    });

  it('are read again when their account changed, and the others are not', () => {
    const far = account('Far Away', { organizationId: 5000 });
    const near = account('Near By', { organizationId: 7 });
    expect(found('far').accounts).toEqual(['Far Away']);
    rename(far, 'Further');
    rename(near, 'Nearer');
    names.changed([far]);
    expect(found('further').accounts).toEqual(['Further']);
    expect(found('nearer').accounts).toEqual([]);
    names.changed('all');
    expect(found('nearer').accounts).toEqual(['Nearer']);
  });

  it('are found from the first change on after accounts came, also beyond the last known', () => {
    expect(found('new').accounts).toEqual([]);
    const id = account('New One', { organizationId: 70_000 });
    names.changed([id]);
    expect(found('new').accounts).toEqual(['New One']);
    expect(accountsWith('one new')).toEqual(['New One']);
  });

  it('are gone when their account is', () => {
    const id = account('Leaver', { organizationId: 900 });
    expect(found('leaver').accounts).toEqual(['Leaver']);
    writeTransaction(temporary.store, 'test.gone', (tx) => {
      tx.delete(organizations).where(eq(organizations.organizationId, id)).run();
    });
    names.changed('all');
    expect(names.best('leaver', 5)).toEqual({ accounts: [], contacts: [] });
    expect(accountsWith('leaver')).toEqual([]);
  });

  it('are read bit by bit: a choice is made from what is there, a list waits for all', () => {
    for (let block = 0; block < 20; block++) account(`Reader ${block}`, { organizationId: 1 + block * 256 });
    expect(names.read(-1)).toBe(false);
    expect(names.read(Number.POSITIVE_INFINITY)).toBe(true);
    names.changed('all');
    names.read(-1);
    expect(accountsWith('reader')).toHaveLength(20);
  });
});

describe('the account that a note is about', () => {
  const mentioned = (text: string, limit = 4) => {
    names.read(Number.POSITIVE_INFINITY);
    const { named, perhaps } = names.mentionedIn(text, limit);
    const told = (ids: readonly number[]) =>
      ids.map((id) => readFoundAccounts(temporary.store.read, [id], today)[0]?.name);
    return { named: told(named), perhaps: told(perhaps) };
  };

  it('is the one whose name stands in it, whatever its letters and marks', () => {
    account('Quiet Mills');
    account('Müller & Söhne');
    expect(mentioned('called QUIET mills: they renew').named).toEqual(['Quiet Mills']);
    expect(mentioned('Met “Muller & Sohne”, all well').named).toEqual(['Müller & Söhne']);
    expect(mentioned('Quiet Mills’s import works').named).toEqual(['Quiet Mills']);
    expect(mentioned('they were quiet, and the mills stood')).toEqual({ named: [], perhaps: [] });
    expect(mentioned('')).toEqual({ named: [], perhaps: [] });
  });

  it('is the one with the longer name, where both stand in it', () => {
    account('Harbour Freight');
    account('Harbour Freight Bremen');
    expect(mentioned('Harbour Freight Bremen asks for more seats').named).toEqual([
      'Harbour Freight Bremen',
      'Harbour Freight',
    ]);
  });

  it('is the one of which the first two words are said', () => {
    account('Harbour Freight International Ltd');
    expect(mentioned('harbour freight pays late').named).toEqual(['Harbour Freight International Ltd']);
  });

  it('is that of a contact with full name or address, never of a first name alone', () => {
    const east = account('East Harbour');
    contact(east, 'Ines Boyd', 'ines@north.example');
    contact(east, 'Madonna');
    expect(mentioned('Ines Boyd left').named).toEqual(['East Harbour']);
    expect(mentioned('a mail from <ines@north.example>.').named).toEqual(['East Harbour']);
    expect(mentioned('Ines left, Madonna stays')).toEqual({ named: [], perhaps: [] });
  });

  it('is only perhaps the one of a single word that is written small, or of a first word', () => {
    account('Notion');
    account('Quick Foods');
    expect(mentioned('Notion asked').named).toEqual(['Notion']);
    expect(mentioned('no notion of it')).toEqual({ named: [], perhaps: ['Notion'] });
    expect(mentioned('Quick call')).toEqual({ named: [], perhaps: ['Quick Foods'] });
    expect(mentioned('a quick call')).toEqual({ named: [], perhaps: [] });
  });

  it('is none of more than are asked for', () => {
    for (const name of ['Alpha', 'Bravo', 'Charlie']) account(`Team ${name}`);
    expect(mentioned('Team Alpha, Team Bravo, Team Charlie', 2).named).toEqual([
      'Team Charlie',
      'Team Alpha',
    ]);
  });
});
