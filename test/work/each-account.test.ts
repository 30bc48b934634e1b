import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOfDay } from '../../src-main/lib/day';
import { eachAccount, type ReportAccount } from '../../src-main/work/reports/each-account';
import { addAccount, type TemporaryStore, temporaryStore } from '../support/store-builder';

const today = 20_775;
let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore();
});
afterEach(() => temporary.remove());

async function taken(scope = {}) {
  const accounts: ReportAccount[] = [];
  const undated = await eachAccount(temporary.store.read, scope, today, (account) => accounts.push(account));
  return { undated, ids: accounts.map(({ organizationId }) => organizationId) };
}

test('a report takes who is a customer and who left on a known day, and counts who left without one', async () => {
  const churned = { lifecycleStage: 'churned' as const };
  addAccount(temporary.store, today, { organization: { organizationId: 1 } });
  addAccount(temporary.store, today, {
    organization: { organizationId: 2, ...churned, churnedAt: instantOfDay(today - 30) },
  });
  addAccount(temporary.store, today, { organization: { organizationId: 3, ...churned } });
  addAccount(temporary.store, today, { organization: { organizationId: 4, ...churned } });
  expect(await taken()).toEqual({ undated: 2, ids: [1, 2] });
});

test('a report takes each account once, however many there are', async () => {
  for (let id = 1; id <= 501; id += 1)
    addAccount(temporary.store, today, { organization: { organizationId: id } });
  const { ids, undated } = await taken();
  expect(undated).toBe(0);
  expect(ids).toEqual(Array.from({ length: 501 }, (_, at) => at + 1));
});
