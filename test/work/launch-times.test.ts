import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseDay } from '../../src-main/lib/day';
import { launchTimes } from '../../src-main/work/messages/launch-times';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

// A Thursday, after work.
const now = Date.parse('2026-12-24T18:00Z');
let temporary: TemporaryStore;
let german: number;
let french: number;
beforeEach(() => {
  temporary = temporaryStore();
  const { store } = temporary;
  german = addAccount(store, parseDay('2026-12-24'), { organization: { country: 'de' } });
  french = addAccount(store, parseDay('2026-12-24'), { organization: { country: 'FR' } });
});
afterEach(() => temporary.remove());

function holiday(day: string, country: string | null): void {
  temporary.store.db.client
    .prepare(
      `insert into holidays (holiday_id, day, name, country, company_row)
       values (lower(hex(randomblob(16))), ?, 'Off', ?, 1)`,
    )
    .run(parseDay(day), country);
}
const week = (days: readonly number[]) =>
  temporary.store.db.client
    .prepare(
      `replace into sending_settings (row_id, quiet_from, quiet_until, caps, worked_days) values (1, 0, 0, '[]', ?)`,
    )
    .run(JSON.stringify(days));
const times = (...accounts: number[]) =>
  launchTimes(temporary.store.read, accounts, now).map(({ key, at }) => [
    key,
    new Date(at).toISOString().slice(0, 16),
  ]);

test('a message is offered for a day that is worked: no holiday of the company or of the account’s country', () => {
  holiday('2026-12-25', null);
  holiday('2026-12-28', 'DE');
  expect(times(german)).toEqual([
    ['best', '2026-12-29T09:00'],
    ['morning', '2026-12-29T09:00'],
  ]);
  expect(times(french)).toEqual([
    ['best', '2026-12-28T09:00'],
    ['morning', '2026-12-28T09:00'],
  ]);
});

test('to accounts in several countries it is offered for a day that is worked in all of them', () => {
  holiday('2026-12-25', 'FR');
  holiday('2026-12-28', 'DE');
  expect(times(german, french)).toEqual([['morning', '2026-12-29T09:00']]);
});

test('the days of the week are the company’s', () => {
  week([7]);
  expect(times(french)[1]).toEqual(['morning', '2026-12-27T09:00']);
  week([1, 2, 3, 4, 5, 6]);
  expect(times(french)[1]).toEqual(['morning', '2026-12-25T09:00']);
});
