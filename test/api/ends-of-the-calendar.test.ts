import { afterAll, beforeAll, expect, it } from 'vitest';
import { accountListSchema } from '../../src-preload/contract/accounts';
import { monitorSchema } from '../../src-preload/contract/monitor';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { type RunningHost, startHost } from '../support/running-host';
import { fillCompany } from '../sync/support/company';

/** Accounts whose every date and number lies at an end of what a store may hold, and beyond. */
const ends = `
  set search_path = customer_success;
  alter table organizations disable trigger user;
  update organizations set created_at = '0001-01-01', churned_at = '9999-12-31 23:59:59.999' where organization_id = 1;
  update organizations set created_at = '9999-12-31', churned_at = '0001-01-01' where organization_id = 2;
  update organizations set created_at = '0001-01-01' where organization_id = 3;
  update users set created_at = '0001-01-01', deactivated_at = '9999-12-31' where organization_id in (1, 3);
  update users set created_at = '9999-12-31' where organization_id = 2;
  update subscriptions set started_on = '0001-01-01', ended_on = '9999-12-31', renews_on = '9999-12-31',
    payment_failed_at = '0001-01-01', mrr = 999999999999.99, quantity = 1e300 where organization_id in (1, 3);
  update subscriptions set started_on = '9999-12-31', renews_on = '0001-01-01', payment_failed_at = '9999-12-31',
    quantity = '1e-300', discount = '1e-300', billing_months = 2147483647 where organization_id = 2;
  update support_tickets set opened_at = '0001-01-01', resolved_at = '9999-12-31' where organization_id in (1, 3);
  update support_tickets set opened_at = '9999-12-31', resolved_at = null where organization_id = 2;
  update survey_responses set responded_at = '0001-01-01' where organization_id in (1, 3);
  update survey_responses set responded_at = '9999-12-31' where organization_id = 2;
  update intervention_history set started_at = '0001-01-01', ended_at = '9999-12-31' where organization_id in (1, 3);
  update intervention_history set started_at = '9999-12-31', ended_at = null where organization_id = 2;
  insert into activity_daily (organization_id, feature_id, day, period_days, events, value)
  values (1, 1, '0001-01-01', 1, 5, 1e300), (3, 1, '0001-01-01', 7, 5, 1e-300),
    (2, 1, '9999-12-31', 1, 2147483647, -1e300), (3, 2, '9999-12-31', 7, 7, 0);
  insert into activity_events (organization_id, feature_id, occurred_at) values (2, 3, '9999-12-31 23:59:59.999');
  update subscriptions set renews_on = '300000-01-01' where organization_id = 4;
  update users set deactivated_at = '20000-01-01' where organization_id = 4;
  insert into activity_daily (organization_id, feature_id, day, events) values (4, 1, '300000-01-01', 1);
  reset search_path`;

const there = openForTests(() =>
  openCompany(async (admin) => {
    await fillCompany(admin, 6);
    await admin.query(ends);
  }),
);
let host: RunningHost;
beforeAll(async () => {
  host = await startHost(there.managerUrl, () => null);
  await host.scored();
});
afterAll(() => host?.close());

const ofAccount: [string, Record<string, unknown>][] = [
  ['account.overview', {}],
  ['account.history', {}],
  ['account.change', { from: '2026-11-01', to: '2026-11-20' }],
  ['account.usage', { days: 90 }],
  ['account.contacts', { offset: 0, limit: 50 }],
  ['account.support', {}],
  ['account.surveys', {}],
  ['account.subscription', {}],
  ['risk.account', {}],
];

it.each([1, 2, 3, 4, 5])('every screen of account %d shows what the store holds', async (id) => {
  for (const [path, input] of ofAccount) {
    const answer = await host.call(path, { id, ...input });
    if (!answer.ok)
      expect(`${path}: ${answer.error.code} ${answer.error.message}`).toMatch(/not_found|not_ready/);
  }
});

it('lists, Today, risk and Monitor show them, and Monitor what could not be held', async () => {
  const sorted = ['name', 'renewsOn', 'mrr', 'score', 'lastActivity', 'seats'];
  for (const key of sorted) {
    const answer = await host.call('accounts.list', {
      filter: {},
      sort: { key, descending: true },
      offset: 0,
      limit: 100,
    });
    if (!answer.ok) expect(`${key}: ${answer.error.code}`).toBe(`${key}: invalid_input`);
    // One of them left in the year 1.
    else expect(accountListSchema.parse(answer.data).rows).toHaveLength(5);
  }
  for (const [path, input] of [
    ['today.get', {}],
    ['accounts.facets', undefined],
    ['risk.screen', {}],
    ['palette.search', { query: 'Account', limit: 10 }],
  ] as const) {
    const answer = await host.call(path, input);
    expect(answer.ok ? path : `${path}: ${JSON.stringify(answer.error)}`).toBe(path);
  }
  const monitor = monitorSchema.parse(await host.ask('monitor.get'));
  expect(monitor.sync.setAside).toBeGreaterThanOrEqual(5);
});
