import { describe, expect, test } from 'vitest';
import { clockAhead } from './support/clock-ahead';
import { deskForEachTest } from './support/desk-for-each-test';
import { syncThrough } from './support/sync-through';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';

/** Reasons for a load of some tables, while the others stay at the cursor of the last pull. */
const partialLoads: [string, () => Promise<unknown>][] = [
  ['raw events, after a clock that was ahead', () => here.desk.syncOver(clockAhead(86_400_000))],
  ['a table that the copy never had', async () => forgetTable('intervention_history')],
  ['a table of no account that the copy never had', async () => forgetTable('features')],
];

/** All that the company can do to a table at once, before the load begins. */
const changes: [string, string][] = [
  ['all activity is emptied', `truncate ${cs}.activity_events, ${cs}.activity_daily`],
  ['raw events are emptied', `truncate ${cs}.activity_events`],
  ['counts are emptied', `truncate ${cs}.activity_daily`],
  ['tickets are emptied', `truncate ${cs}.support_tickets`],
  [
    'activity is emptied and written anew',
    `truncate ${cs}.activity_events, ${cs}.activity_daily;
     insert into ${cs}.activity_daily (organization_id, feature_id, day, events)
     select organization_id, 1, current_date - 3, 5 from ${cs}.organizations`,
  ],
  ['an account changes hands', `update ${cs}.organizations set owner_id = 3 - owner_id`],
];

describe.each(partialLoads)('a load of %s', (_what, makeDue) => {
  test.each(changes)('brings the other tables along when %s before it', async (_change, sql) => {
    await here.desk.sync();
    await makeDue();
    await here.company.admin.query(sql);
    await syncThrough(here.desk);
    await here.desk.expectEqual();
    expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });
  });

  test.each(changes)('and when %s while it is under way', async (_change, sql) => {
    await here.desk.sync();
    await makeDue();
    const stop = new AbortController();
    await expect(here.desk.sync({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow();
    await here.company.admin.query(sql);
    await syncThrough(here.desk);
    await here.desk.expectEqual();
    expect(await here.desk.sync({ verify: true })).toMatchObject({ kind: 'applied', rows: 0 });
  });
});

/** The copy as an earlier Steward left it, who did not know the table. */
function forgetTable(table: string): void {
  here.desk.store.db.client.exec(
    `delete from ${table}; delete from sync_tables where table_name = '${table}'`,
  );
}
