import { afterEach, beforeEach, expect, test } from 'vitest';
import { retentionsSchema, sweepSchema } from '../../src-preload/contract/retention';
import type { Role } from '../../src-preload/contract/roles';
import { companyForEachTest } from '../support/company-for-each-test';
import { type RunningHost, startHost } from '../support/running-host';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
let host: RunningHost;
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await here.company.admin.query(`INSERT INTO customer_success.set_aside_rows (table_name, reason, rows, set_aside_at)
    VALUES ('users', 'of then', 1, now() - interval '60 days')`);
});
afterEach(() => host.close());

async function openAs(role: Role, scope: 'all' | 'book' = 'all'): Promise<void> {
  const { url } = await here.company.createLogin({ role, scope, ...(scope === 'book' && { managerId: 1 }) });
  host = await startHost(url, () => null);
  await expect.poll(() => host.ask('settings.me'), { timeout: 20_000 }).toMatchObject({ role });
}
const kept = async () => retentionsSchema.parse(await host.ask('retention.get'));
async function refusal(path: string, input: unknown = {}) {
  const answer = await host.call(path, input);
  return answer.ok ? 'done' : answer.error;
}

test('an admin says how long, is told what would go, and lets it go', async () => {
  await openAs('admin');
  expect((await kept()).mayChange).toBe(true);
  expect(await host.ask('retention.set', { kind: 'loads', days: 30 })).toEqual({});
  expect((await kept()).retentions.find(({ kind }) => kind === 'loads')).toMatchObject({ days: 30 });
  const due = { kind: 'loads', rows: { set_aside_rows: 1 }, waits: false };
  expect(sweepSchema.parse(await host.ask('retention.plan', {})).kinds).toContainEqual(due);
  expect(sweepSchema.parse(await host.ask('retention.sweep', {})).kinds).toContainEqual({
    ...due,
    rows: { set_aside_rows: 1, metrics_aggregation_jobs: 0 },
  });
  expect((await kept()).retentions.find(({ kind }) => kind === 'loads')?.lastSweep).toMatchObject({
    rows: { set_aside_rows: 1 },
  });
});

test('fewer days than the least are refused at the field, with the reason', async () => {
  await openAs('admin');
  expect(await refusal('retention.set', { kind: 'audit', days: 30 })).toMatchObject({
    code: 'invalid_input',
    fields: {
      days: 'it is kept at least 730 days, because a contract is renewed each year and may be disputed for one more',
    },
  });
  expect(await refusal('retention.set', { kind: 'audit', days: 1.5 })).toMatchObject({
    code: 'invalid_input',
  });
});

test('an admin of a book, and everybody below, reads it and changes nothing', async () => {
  await openAs('admin', 'book');
  expect((await kept()).mayChange).toBe(false);
  expect(await refusal('retention.set', { kind: 'loads', days: 30 })).toMatchObject({ code: 'forbidden' });
  expect(await refusal('retention.sweep')).toMatchObject({ code: 'forbidden' });
  await host.close();
  await openAs('viewer');
  expect((await kept()).mayChange).toBe(false);
  for (const path of ['retention.plan', 'retention.sweep'])
    expect(await refusal(path)).toMatchObject({ code: 'forbidden' });
});

test('a company of an earlier version is told of in words', async () => {
  await here.company.admin.query('DROP TABLE customer_success.retention_settings CASCADE');
  await openAs('admin');
  expect(await refusal('retention.get')).toMatchObject({ code: 'not_ready' });
});
