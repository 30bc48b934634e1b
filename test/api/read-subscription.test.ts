import { afterEach, beforeEach, expect, it } from 'vitest';
import { parseDay } from '../../src-main/lib/day';
import { readSubscription } from '../../src-main/store/accounts/read-subscription';
import { seatsOfSubscription } from '../../src-main/store/accounts/seats';
import { subscriptions } from '../../src-main/store/schema/company';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore();
});
afterEach(() => temporary.remove());

function term(
  id: number,
  started: string,
  ended: string | null,
  mrr: number,
  quantity: number | null = null,
  unit: string | null = null,
): void {
  writeTransaction(temporary.store, 'test', (tx) =>
    tx
      .insert(subscriptions)
      .values({
        subscriptionId: id,
        organizationId: 1,
        externalId: String(id),
        product: 'plan',
        startedOn: parseDay(started),
        endedOn: ended === null ? null : parseDay(ended),
        mrr,
        quantity,
        unit,
        billingMonths: 1,
        discount: 0,
      })
      .run(),
  );
}

it('adds the terms in force at the first of each month, seats from those that count users', () => {
  term(1, '2026-01-15', '2026-03-01', 100, 5, 'users');
  term(2, '2026-02-01', null, 50, 1000, 'calls');
  const { history, terms } = readSubscription(temporary.store.read, 1, parseDay('2026-03-10'));
  expect(history).toEqual([
    { month: '2026-01-15', mrr: 100, seats: 5 },
    { month: '2026-02-01', mrr: 150, seats: 5 },
    { month: '2026-03-01', mrr: 50, seats: null },
    { month: '2026-03-10', mrr: 50, seats: null },
  ]);
  expect(terms.map(({ id, inForce }) => [id, inForce])).toEqual([
    [2, true],
    [1, false],
  ]);
});

it('counts seats of whatever unit means licensed users, on the screen and in the score', () => {
  const units = ['users', 'Users', ' Seats ', 'LICENCES', 'license', 'per seat', 'GB', 'superusers', null];
  for (const [index, unit] of units.entries()) term(index + 1, '2026-01-15', null, 100, 2 ** index, unit);
  const seats = 1 + 2 + 4 + 8 + 16 + 32;
  const { store } = temporary;
  expect(readSubscription(store.read, 1, parseDay('2026-01-15')).history).toEqual([
    { month: '2026-01-15', mrr: 900, seats },
  ]);
  const inScore = store.read
    .prepared<[], number>(`select sum(${seatsOfSubscription}) from subscriptions`)
    .pluck()
    .get();
  expect(inScore).toBe(seats);
});

it('adds no price of a trial, and its seats only where nothing is paid for', () => {
  term(1, '2026-01-15', '2026-02-15', 0, 3, 'users');
  term(2, '2026-02-01', null, 50, 5, 'users');
  const { history, terms } = readSubscription(temporary.store.read, 1, parseDay('2026-02-10'));
  expect(history).toEqual([
    { month: '2026-01-15', mrr: 0, seats: 3 },
    { month: '2026-02-01', mrr: 50, seats: 5 },
    { month: '2026-02-10', mrr: 50, seats: 5 },
  ]);
  expect(terms.map(({ id, isTrial }) => [id, isTrial])).toEqual([
    [2, false],
    [1, true],
  ]);
});

it('has no history without a term', () => {
  expect(readSubscription(temporary.store.read, 1, 20_000)).toEqual({ terms: [], history: [] });
});
