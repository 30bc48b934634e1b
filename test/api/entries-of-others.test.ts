import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiOnStore, apiOnStore } from '../support/api-on-store';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { apply, operation } from '../support/team';
import { fillCompany } from '../sync/support/company';
import { type Desk, openDesk } from '../sync/support/desk';

const there = openForTests(() =>
  openCompany((admin) => fillCompany(admin, 2), { role: 'admin', scope: 'all' }),
);
let desk: Desk;
let api: ApiOnStore;
beforeAll(async () => {
  await there.company.admin.query('update customer_success.operation_limits set per_minute = 1000000');
  const url = new URL(there.managerUrl);
  desk = openDesk({
    login: url.username,
    url: url.href,
    connect: () => Promise.reject(new Error('not here')),
  });
  await desk.sync();
  api = apiOnStore(desk.store, 'nowhere.csv');
  await api.finishJobs();
});
afterAll(() => desk?.close());

const account = { account: 'o1' };
const right = { filter: {}, sort: { key: 'arr', descending: true }, columns: ['arr'] };

/** What the company takes from a colleague with `psql`, or with a newer Steward. */
test.each<[string, unknown, string]>([
  ['a view that holds nothing', { name: 'a', view: {}, shared: true }, 'view.save'],
  ['a view of other columns', { name: 'b', view: { ...right, columns: [1] }, shared: true }, 'view.save'],
  [
    'a view with a filter of later',
    { name: 'c', view: { ...right, filter: { mood: 'grim' } }, shared: true },
    'view.save',
  ],
  [
    'a view sorted by what nobody knows',
    { name: 'd', view: { ...right, sort: { key: 'mood', descending: 1 } }, shared: true },
    'view.save',
  ],
  [
    'a view with a filter of other types',
    { name: 'd2', view: { ...right, filter: { search: 7, riskLevels: 'all' } }, shared: true },
    'view.save',
  ],
  ['a view with a long name', { name: 'e'.repeat(100), view: right, shared: true }, 'view.save'],
  ['a view of the same name', { name: 'e'.repeat(100), view: right, shared: true }, 'view.save'],
  ['a note of many signs', { text: '😀'.repeat(10_000) }, 'note.add'],
  ['a note that begins with spaces', { text: '   x   ' }, 'note.add'],
  ['a pulse of an odd number', { points: 1e-300, reason: '😀'.repeat(500) }, 'pulse.set'],
  ['a score to the end of time', { score: 99.999999, reason: 'r', until_day: '9999-12-31' }, 'override.set'],
  ['a score for the first of days', { score: 0, reason: 'r', until_day: '0001-01-01' }, 'override.set'],
  [
    'a disposition of a kind of later',
    { kind: 'gone to sea', day: '2026-11-28', state: 'done' },
    'today.dispose',
  ],
  [
    'a disposition of the first of days',
    { kind: 'renewal', day: '0001-01-01', state: 'snoozed', until_day: '9999-12-31' },
    'today.dispose',
  ],
  ['a configuration that is none', { config: {}, note: 'mine' }, 'config.publish'],
])('%s, written by a colleague, keeps no screen from answering', async (_what, patch, kind) => {
  const colleague = await (await there.company.createLogin({ role: 'admin', scope: 'all' })).connect();
  const [answer] = await apply(colleague, [operation(kind, patch, account)], { machine: 'm', app: '99' });
  expect(answer).toMatchObject({ outcome: 'applied' });
  await desk.sync();
  await desk.expectEqual().catch((error: Error) => {
    if (error.message !== 'not here') throw error;
  });
  for (const [path, input] of [
    ['accounts.views', undefined],
    ['accounts.list', { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 100 }],
    ['account.notes', { id: 1 }],
    ['account.judgements', { id: 1 }],
    ['account.overview', { id: 1 }],
    ['account.history', { id: 1 }],
    ['today.get', {}],
    ['today.putAway', {}],
    ['today.ofAccount', { id: 1 }],
    ['settings.configs', undefined],
    ['monitor.get', undefined],
    ['monitor.outbox', undefined],
    ['risk.account', { id: 1 }],
  ] as const)
    expect([path, await api.call(path, input)]).toEqual([path, { ok: true, data: expect.anything() }]);
});
