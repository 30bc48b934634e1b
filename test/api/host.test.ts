import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { appRouter } from '../../src-main/api/router';
import { accountOverviewSchema } from '../../src-preload/contract/account';
import { accountListSchema } from '../../src-preload/contract/accounts';
import { monitorSchema } from '../../src-preload/contract/monitor';
import { configVersionSchema, configVersionsSchema } from '../../src-preload/contract/settings';
import { todaySchema } from '../../src-preload/contract/today';
import { callErrorSchema } from '../../src-preload/contract/wire/errors';
import { shellAnswers } from '../support/api-on-store';
import { openCompany } from '../support/open-company';
import { openForTests } from '../support/open-for-tests';
import { micro } from '../support/points';
import { type RunningHost, startHost } from '../support/running-host';
import { fillCompany } from '../sync/support/company';

const there = openForTests(() => openCompany((admin) => fillCompany(admin, 8)));
let host: RunningHost;
const everyAccount = { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 100 };

beforeAll(async () => {
  // So that there is something to do today.
  await there.company.admin.query(
    `update customer_success.subscriptions set renews_on = current_date + 20
      where organization_id = (select min(organization_id) from customer_success.organizations)`,
  );
  host = await startHost(there.managerUrl, () => join(host.folder, 'accounts.csv'));
  await host.scored();
});
afterAll(() => host?.close());

async function accounts() {
  return accountListSchema.parse(await host.ask('accounts.list', everyAccount));
}

describe('a manager’s host on a real company', () => {
  it('syncs and scores by itself, and answers Today', async () => {
    const today = await vi.waitUntil(async () => {
      const answer = todaySchema.parse(await host.ask('today.get', {}));
      return answer.scoring ? undefined : answer;
    }, 30_000);
    expect(today.headline).toMatchObject({ accounts: 8, users: 24 });
    expect(
      today.headline.healthy + today.headline.middle + today.headline.poor + today.headline.unscored,
    ).toBe(8);
    expect((await accounts()).total).toBe(8);
  });

  it('shows an account whose contributions add up to its score', async () => {
    const [first] = (await accounts()).rows;
    const { breakdown } = accountOverviewSchema.parse(await host.ask('account.overview', { id: first?.id }));
    expect(breakdown).not.toBeNull();
    const total = breakdown?.measures.reduce((sum, { contribution }) => sum + micro(contribution), 0);
    expect(total).toBe(micro(breakdown?.exactScore ?? -1));
    const tenths = breakdown?.measures.reduce(
      (sum, { shownContribution }) => sum + Math.round(shownContribution * 10),
      0,
    );
    expect(tenths).toBe(Math.round((breakdown?.score ?? -1) * 10));
  });

  it('answers every part of the account’s screen', async () => {
    const [first] = (await accounts()).rows;
    const id = first?.id;
    for (const [path, input] of [
      ['account.history', { id }],
      ['account.change', { id }],
      ['account.usage', { id, days: 90 }],
      ['account.contacts', { id, offset: 0, limit: 50 }],
      ['account.support', { id }],
      ['account.surveys', { id }],
      ['account.subscription', { id }],
    ] as const) {
      expect(await host.call(path, input), path).toMatchObject({ ok: true });
    }
  });

  it('keeps a done item out of the queue, and brings it back on undo', async () => {
    const before = todaySchema.parse(await host.ask('today.get', {}));
    expect(before.items.length).toBeGreaterThan(0);
    const key = before.items[0]?.key ?? '';
    await host.ask('today.done', { key });
    const done = todaySchema.parse(await host.ask('today.get', {}));
    expect(done.items.map((item) => item.key)).not.toContain(key);
    expect(done.doneToday).toBe(before.doneToday + 1);
    await host.ask('today.undo', { key });
    const marked = before.items.map((item) => (item.key === key ? { ...item, isPending: true } : item));
    expect(todaySchema.parse(await host.ask('today.get', {})).items).toEqual(marked);
  });

  it('asks a snooze for a later day and a reason', async () => {
    const response = await host.call('today.snooze', {
      key: '1:silent',
      until: '2001-01-01',
      reason: 'waiting',
    });
    expect(response).toMatchObject({
      ok: false,
      error: { code: 'invalid_input', fields: { until: expect.any(String) } },
    });
    expect(
      await host.call('today.snooze', { key: '1:silent', until: '2999-01-01', reason: '' }),
    ).toMatchObject({ ok: false });
  });

  it('writes a score set by hand under the manager’s login', async () => {
    const [first] = (await accounts()).rows;
    const override = { score: 20, reason: 'The buyer told us', until: '2999-01-01' };
    await host.ask('account.setOverride', { id: first?.id, ...override });
    const { health } = accountOverviewSchema.parse(await host.ask('account.overview', { id: first?.id }));
    expect(health.override).toMatchObject({ ...override, author: new URL(there.managerUrl).username });
    await host.ask('account.withdrawOverride', { id: first?.id });
  });

  it('saves a view once under a name', async () => {
    const view = {
      name: 'At risk',
      filter: { riskLevels: ['high'] },
      sort: { key: 'arr', descending: true },
      columns: ['arr'],
    };
    expect(await host.call('accounts.saveView', view)).toMatchObject({ ok: true });
    expect(await host.call('accounts.saveView', { ...view, name: 'at RISK' })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });

  it('exports the list as a file that no spreadsheet runs', async () => {
    expect(
      await host.ask('accounts.export', { filter: {}, sort: everyAccount.sort, columns: ['arr', 'score'] }),
    ).toMatchObject({ rows: 8 });
    const lines = readFileSync(join(host.folder, 'accounts.csv'), 'utf8').trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      '\uFEFFAccount,ARR,Health score (0-100),Score set by hand,Computed score (0-100),Too little known',
    );
    expect(lines).toHaveLength(9);
    expect(existsSync(join(host.folder, 'accounts.csv.part'))).toBe(false);
  });

  it('previews a change of the score settings without saving it, and saves it as a version', async () => {
    const { current } = configVersionsSchema.parse(await host.ask('settings.configs'));
    const { config } = configVersionSchema.parse(await host.ask('settings.config', { version: current }));
    const harsher = { ...config, bands: { middle: 90, healthy: 99 } };
    expect(await host.call('settings.previewConfig', { config: harsher })).toMatchObject({
      ok: true,
      data: { scored: expect.any(Number) },
    });
    expect(configVersionsSchema.parse(await host.ask('settings.configs')).current).toBe(current);
    expect(
      await host.call('settings.saveConfig', { config: harsher, note: 'Harsher bands', basedOn: current }),
    ).toMatchObject({
      ok: true,
      data: { version: current + 1 },
    });
    expect(
      await host.call('settings.saveConfig', { config, note: 'Too late', basedOn: current }),
    ).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('tells the monitor where everything stands', async () => {
    const monitor = monitorSchema.parse(await host.ask('monitor.get'));
    expect(monitor.sync.asOf).not.toBeNull();
    expect(monitor.store.encrypted).toBe(true);
    expect(monitor.timings.some(({ name }) => name === 'api.today.get')).toBe(true);
  });

  it('refuses a viewer what only a manager may do', async () => {
    const { url } = await there.company.createLogin({ role: 'viewer', scope: 'all' });
    const viewer = await startHost(url);
    try {
      await viewer.scored();
      const answer = await viewer.call('account.setPulse', { id: 1, points: 50, reason: 'a good talk' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
      expect(await viewer.call('accounts.list', everyAccount)).toMatchObject({ ok: true });
    } finally {
      await viewer.close();
    }
  });

  it('shows a manager only the accounts of their own book', async () => {
    const { url } = await there.company.createLogin({ role: 'manager', scope: 'book', managerId: 1 });
    const ann = await startHost(url);
    try {
      await ann.scored();
      const list = accountListSchema.parse(await ann.ask('accounts.list', everyAccount));
      expect(list.total).toBe(4);
      expect(new Set(list.rows.map(({ owner }) => owner))).toEqual(new Set(['Ann']));
    } finally {
      await ann.close();
    }
  });
});

describe('any call whatever', () => {
  const paths = Object.keys(appRouter._def.procedures).filter(
    (path) => path !== 'settings.setConnection' && path !== 'settings.testConnection',
  );
  const leaks = /select |insert |sqlite|\/home|\/tmp|\.ts:|at Object|node_modules|postgres:\/\//i;

  it('is answered with data or a closed code, and never with SQL, a path or a stack', async () => {
    const stranger = await startHost(null, ({ kind }) => shellAnswers[kind] ?? null);
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...paths),
          fc.anything({ withNullPrototype: false }),
          async (path, input) => {
            const response = await stranger.call(path, input);
            if (response.ok) return;
            callErrorSchema.parse(response.error);
            expect(response.error.code, `${path}: ${response.error.message}`).not.toBe('internal');
            expect(response.error.message).not.toMatch(leaks);
          },
        ),
        { numRuns: 400 },
      );
    } finally {
      await stranger.close();
    }
  });
});
