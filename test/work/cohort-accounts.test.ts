import { afterAll, beforeAll, expect, test } from 'vitest';
import { instantOfDay, parseDay } from '../../src-main/lib/day';
import { cohortAccounts } from '../../src-main/work/reports/cohort-report';
import { fillRow } from '../support/filled-row';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = parseDay('2026-11-16');
let temporary: TemporaryStore;

/** Customers of a month, at how much a month, until the day before one. */
function add(id: number, from: string, mrr: number, until: string | null = null): void {
  const ends = until === null ? null : parseDay(until);
  fillRow(temporary.store, 'organizations', {
    ...{ organization_id: id, name: `A${id}`, lifecycle_stage: 'growth', owner_id: (id % 2) + 1 },
    created_at: instantOfDay(parseDay(from)),
    churned_at: ends === null ? null : instantOfDay(ends),
  });
  fillRow(temporary.store, 'subscriptions', {
    ...{
      organization_id: id,
      started_on: parseDay(from),
      ended_on: ends,
      mrr,
      billing_months: 1,
      discount: 0,
    },
  });
}

beforeAll(() => {
  temporary = temporaryStore(() => instantOfDay(today));
  add(1, '2026-08-01', 100);
  add(2, '2026-08-31', 300);
  add(3, '2026-08-05', 900, '2026-09-10');
  add(4, '2026-08-05', 300);
  add(5, '2026-08-05', 40, '2026-11-01');
  add(6, '2026-07-31', 500);
  add(7, '2026-09-01', 500);
});
afterAll(() => temporary.remove());

const told = async (age: number, scope = {}) =>
  (await cohortAccounts(temporary.store.read, { month: '2026-08', age, ...scope }, today)).rows.map(
    ({ id, isCustomer, revenue }) => [id, isCustomer, revenue],
  );

test('of a cohort who left comes first, then who pays most, and of two who pay the same the first account', async () => {
  expect(await told(0)).toEqual([
    [3, true, 900],
    [2, true, 300],
    [4, true, 300],
    [1, true, 100],
    [5, true, 40],
  ]);
  expect(await told(1)).toEqual([
    [3, false, 0],
    [2, true, 300],
    [4, true, 300],
    [1, true, 100],
    [5, true, 40],
  ]);
});

test('nothing is told of a month that is not over, and of an owner their own accounts alone', async () => {
  expect((await told(2)).length).toBe(5);
  expect(await told(3)).toEqual([]);
  expect((await told(0, { ownerId: 2 })).map(([id]) => id)).toEqual([3, 1, 5]);
  const none = await cohortAccounts(temporary.store.read, { month: '2026-08', age: 0 }, null);
  expect(none).toEqual({ rows: [], total: 0 });
});
