import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addNote, removeNote } from '../../src-main/actions/notes/notes';
import { calendarOf } from '../../src-main/lib/company-calendar';
import { formatDay } from '../../src-main/lib/day';
import { useOf } from '../../src-main/lib/rules/fact-use';
import { readAccount } from '../../src-main/store/accounts/read-account';
import { listAccounts } from '../../src-main/store/accounts/read-accounts';
import { writeSyncState } from '../../src-main/store/copy/sync-state';
import { accountColumns } from '../../src-main/store/facts/account-columns';
import { accountFacts } from '../../src-main/store/facts/account-facts';
import { writeTransaction } from '../../src-main/store/write-transaction';
import type { AccountSort } from '../../src-preload/contract/accounts';
import { decisionsOn } from '../support/action-context';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const zones = ['UTC', 'America/New_York', 'Pacific/Auckland'] as const;
const hour = 3_600_000;

let temporary: TemporaryStore;
let accounts: number[];
let made: number;
beforeEach(() => {
  temporary = temporaryStore();
  made = 0;
  accounts = ['Ash', 'Birch', 'Cedar'].map((name) =>
    addAccount(temporary.store, today, { organization: { name } }),
  );
  accounts.forEach((organizationId, place) => {
    addContact(temporary.store, { userId: place + 1, organizationId, name: 'Ada' });
  });
});
afterEach(() => temporary.remove());

const setZone = (zone: string) =>
  writeTransaction(temporary.store, 'zone', (tx) => writeSyncState(tx, { zone }));
const call = (organizationId: number, at: number) =>
  addNote(decisionsOn(temporary.store, at), {
    ...{ account: { organizationId }, contactId: null, text: 'A call' },
    activity: { kind: 'call', at, minutes: null, contacts: [] },
  });
const mail = (organizationId: number, at: number, kind = 'reply') =>
  writeTransaction(temporary.store, 'mail', (tx) =>
    tx
      .prepared<[number, string, number, number, string, number]>(
        `insert into incoming_mails (row_id, mail_id, organization_id, user_id, run_id, kind, came_at, noted_at, did)
         values (?, ?, ?, ?, 'm', ?, ?, 0, '{}')`,
      )
      .run(++made, `m${made}`, organizationId, 1, kind, at),
  );
const list = (sort: AccountSort = { key: 'name', descending: false }) =>
  listAccounts(temporary.store.read, { filter: {}, sort, offset: 0, limit: 9 }, today).rows;
const onScreen = (id: number) => readAccount(temporary.store.read, id, today).lastContact;
function silentDays(zone: string, day: number): (number | null)[] {
  const { read } = temporary.store;
  const source = accountFacts(read).get('talk.silent_days');
  const use = source === undefined ? 'no such fact' : useOf(source.fact, {});
  if (typeof use === 'string') throw new Error(use);
  const columns = accountColumns({
    ...{ db: read, calendar: calendarOf(zone), today, ids: accounts, facts: accountFacts(read) },
    ...{ uses: [use], from: today - 400 },
  });
  return [...columns.figures(use, day)].map((figure) => (Number.isNaN(figure) ? null : figure));
}

test('a call, a meeting or an answer is a contact; a note, a mail that went, bounced or was answered by a machine is none', () => {
  setZone('UTC');
  const [ash = 0, birch = 0] = accounts;
  const at = (day: number) => calendarOf('UTC').startOf(day) + 9 * hour;
  addNote(decisionsOn(temporary.store, at(today - 1)), {
    ...{ account: { organizationId: ash }, contactId: null, text: 'Only a note' },
  });
  mail(ash, at(today - 2), 'bounce');
  mail(ash, at(today - 2), 'out_of_office');
  expect(onScreen(ash)).toBeNull();
  mail(ash, at(today - 40));
  const noteId = call(ash, at(today - 12));
  expect(onScreen(ash)).toBe(formatDay(today - 12));
  expect(list().map(({ lastContact }) => lastContact)).toEqual([formatDay(today - 12), null, null]);
  expect(silentDays('UTC', today)).toEqual([12, null, null]);
  removeNote(decisionsOn(temporary.store, at(today)), noteId);
  expect(onScreen(ash)).toBe(formatDay(today - 40));
  expect(onScreen(birch)).toBeNull();
});

test('those with whom nobody spoke for the longest come first, and those with whom nobody ever did last', () => {
  setZone('UTC');
  const [ash = 0, , cedar = 0] = accounts;
  call(ash, calendarOf('UTC').startOf(today - 5));
  call(cedar, calendarOf('UTC').startOf(today - 50));
  const order = (descending: boolean) => list({ key: 'lastContact', descending }).map(({ name }) => name);
  expect(order(false)).toEqual(['Cedar', 'Ash', 'Birch']);
  expect(order(true)).toEqual(['Ash', 'Cedar', 'Birch']);
});

test('the list, the account’s screen and rules tell the day that the company’s clocks tell, counted again from the rows', () => {
  const talk = fc.record({
    place: fc.nat({ max: 2 }),
    hoursAgo: fc.integer({ min: -30, max: 60 * 24 }),
    isCall: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.array(talk, { maxLength: 8 }), (zone, talks) => {
      setZone(zone);
      writeTransaction(temporary.store, 'clear', (tx) => {
        tx.prepared('delete from notes').run();
        tx.prepared('delete from operations').run();
        tx.prepared('delete from incoming_mails').run();
      });
      const calendar = calendarOf(zone);
      const noon = calendar.startOf(today) + 12 * hour;
      const days: number[][] = [[], [], []];
      for (const { place, hoursAgo, isCall } of talks) {
        const at = noon - hoursAgo * hour;
        (isCall ? call : mail)(accounts[place] as number, at);
        days[place]?.push(calendar.dayOf(at));
      }
      const lastThrough = (day: number) =>
        days.map((own) => own.filter((one) => one <= day).toSorted((a, b) => b - a)[0] ?? null);
      const shown = lastThrough(today).map((day) => (day === null ? null : formatDay(day)));
      expect(list().map(({ lastContact }) => lastContact)).toEqual(shown);
      expect(accounts.map(onScreen)).toEqual(shown);
      for (const day of [today, today - 1, today - 20])
        expect(silentDays(zone, day)).toEqual(
          lastThrough(day).map((last) => (last === null ? null : day - last)),
        );
    }),
    { numRuns: 60 },
  );
});
