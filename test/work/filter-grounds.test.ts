import { afterEach, beforeEach, expect, it } from 'vitest';
import { filterGrounds } from '../../src-main/reports/filter-grounds';
import type { AccountFilter } from '../../src-preload/contract/accounts';
import { type TemporaryStore, temporaryStore } from '../support/store-builder';

let temporary: TemporaryStore;
beforeEach(() => {
  temporary = temporaryStore(Date.now);
  temporary.store.db.client.exec(
    `insert into managers (manager_id, name, email) values (7, 'Ann Ames', 'ann@steward.test')`,
  );
});
afterEach(() => temporary.remove());

const told = (filter: AccountFilter) => filterGrounds(temporary.store.read, filter);

it.each<[AccountFilter, [string, string | number][]]>([
  [{ search: 'acme' }, [['Filter: Search', 'acme']]],
  [{ riskLevels: ['high', 'critical'] }, [['Filter: Risk level', 'high, critical']]],
  [{ ownerIds: [7] }, [['Filter: Owner', 'Ann Ames']]],
  [
    { minArr: 0, maxArr: 5000 },
    [
      ['Filter: ARR from', 0],
      ['Filter: ARR to', 5000],
    ],
  ],
  [
    { noOwner: true, includeChurned: true, fits: 'any' },
    [
      ['Filter: without an owner', 'too'],
      ['Filter: accounts that left', 'too'],
      ['Filter: fits', 'any of the parts'],
    ],
  ],
  [
    { segmentIds: ['0190c3a2-0000-7000-8000-000000000000'] },
    [['Filter: Saved segment', '0190c3a2-0000-7000-8000-000000000000']],
  ],
])('a file says each part that its list is narrowed to: %j', (filter, grounds) => {
  expect(told(filter)).toEqual(grounds);
});

it.each<[AccountFilter]>([
  [{}],
  [{ bands: [], ownerIds: [], segmentIds: [], attributes: [] }],
  [{ noOwner: false, includeChurned: false, fits: 'all' }],
])('what narrows nothing is no part: %j', (filter) => {
  expect(told(filter)).toEqual([['Filter', 'none: all customers that the login may see']]);
});
