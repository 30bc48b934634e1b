import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordObjection, takeBackObjection } from '../../src-main/actions/contacts/objection';
import { readObjections } from '../../src-main/store/accounts/objections';
import { decisionsOn } from '../support/action-context';
import { addAccount, addContact, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
const now = today * 86_400_000 + 3_600_000;

let temporary: TemporaryStore;
let rescored: number[];
let id: number;
const contactId = 7;
beforeEach(() => {
  temporary = temporaryStore(() => now);
  rescored = [];
  id = addAccount(temporary.store, today);
  addContact(temporary.store, { userId: contactId, organizationId: id, name: 'Ana' });
});
afterEach(() => temporary.remove());

const context = () =>
  decisionsOn(temporary.store, now, { rescore: (_tx, ids) => rescored.push(...(ids === 'all' ? [] : ids)) });
const about = () => ({ account: { organizationId: id }, contactId });
const record = (sinceDay: number) => recordObjection(context(), { ...about(), sinceDay });
const standing = () => readObjections(temporary.store.read, id).get(contactId);
const sent = () =>
  temporary.store.read
    .prepared<[], { kind: string; patch: string }>('select kind, patch from operations order by seq')
    .all();

describe('an objection to profiling', () => {
  it('stands since the day on which it was said, today at the latest, and the account is scored anew', () => {
    expect(() => record(today + 1)).toThrow(/still ahead/);
    expect(standing()).toBeUndefined();
    record(today);
    expect(standing()).toMatchObject({ since: today, isListed: false });
    expect(rescored).toEqual([id]);
    const [operation] = sent();
    expect(JSON.parse(operation?.patch ?? '{}')).toEqual({
      contact: expect.any(String),
      since_day: '2026-11-18',
    });
  });

  it('that was written down twice stands since the earlier day, and both are taken back at once', () => {
    record(today);
    record(today - 9);
    expect(standing()).toMatchObject({ since: today - 9 });
    takeBackObjection(context(), about());
    expect(standing()).toBeUndefined();
    expect(sent().map(({ kind }) => kind)).toEqual([
      ...['objection.record', 'objection.record'],
      ...['objection.withdraw', 'objection.withdraw'],
    ]);
    expect(() => takeBackObjection(context(), about())).toThrow(/doesn’t object/);
    record(today - 1);
    expect(standing()).toMatchObject({ since: today - 1 });
  });

  it('which the company’s own list says is taken back there alone', () => {
    temporary.store.db.client.prepare('update users set objected_on = ?').run(today - 20);
    record(today - 3);
    expect(standing()).toMatchObject({ since: today - 20, isListed: true });
    expect(() => takeBackObjection(context(), about())).toThrow(/own list/);
    expect(sent().map(({ kind }) => kind)).toEqual(['objection.record']);
  });

  it('is of a contact of the account, and of nobody else', () => {
    const other = addAccount(temporary.store, today);
    const elsewhere = { account: { organizationId: other }, contactId };
    expect(() => recordObjection(context(), { ...elsewhere, sinceDay: today })).toThrow(/not in your copy/);
    expect(sent()).toEqual([]);
  });
});
