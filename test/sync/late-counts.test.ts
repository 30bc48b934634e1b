import { beforeEach, describe, expect, test } from 'vitest';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { acceptHeld } from '../../src-main/sync/pull/accept-held';
import { clockAhead } from './support/clock-ahead';
import { changeUnlogged } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';

async function run(sql: string): Promise<void> {
  await here.company.admin.query(sql);
}

/** Late counts in words: account, days before today, difference, on which day after today it arrived. */
function late(): string[] {
  const today = Math.floor(Date.now() / 86_400_000);
  return here.desk.store.read
    .prepared<[number, number], string>(
      `select organization_id || ': day ' || cast(day - ? as integer) || '/' || period_days || ' ' || printf('%+d', difference)
              || ' on ' || cast(arrived_day - ? as integer) from late_counts order by organization_id, day, period_days, arrived_day`,
    )
    .pluck()
    .all(today, today);
}

const events = (organization: number, daysAgo: number, count: number) =>
  `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at)
   select ${organization}, 1, date_trunc('day', now()) - interval '1 day' * ${daysAgo} + interval '1 minute' * n
     from generate_series(1, ${count}) n`;

test('a first load notes nothing: nobody here knew anything before', async () => {
  await here.desk.sync();
  expect(late()).toEqual([]);
});

describe('after a first pull', () => {
  beforeEach(async () => {
    await here.desk.sync();
  });

  test('events of a day that was over are noted with the day they came', async () => {
    await run(events(2, 1, 3));
    await run(events(4, 200, 5));
    await here.desk.sync();
    expect(late()).toEqual(['2: day -1/1 +3 on 0', '4: day -200/1 +5 on 0']);
  });

  test('those of today are not late', async () => {
    await run(events(2, 0, 3));
    await here.desk.sync();
    expect(late()).toEqual([]);
  });

  test('more of one day add up, and stand apart by the day they came', async () => {
    await run(events(2, 5, 3));
    await here.desk.sync();
    await run(events(2, 5, 4));
    await here.desk.sync();
    expect(late()).toEqual(['2: day -5/1 +7 on 0']);
    await run(events(2, 5, 1));
    await here.desk.syncOver(clockAhead(86_400_000));
    expect(late()).toEqual(['2: day -5/1 +7 on 0', '2: day -5/1 +1 on 1']);
  });

  test('counts taken back are noted as well', async () => {
    await run(events(2, 7, 3));
    await here.desk.sync();
    here.desk.store.db.client.exec('delete from late_counts');
    await run(
      `delete from ${cs}.activity_daily where organization_id = 2 and day = current_date - 7 and period_days = 1`,
    );
    await here.desk.sync();
    expect(late()).toEqual([expect.stringMatching(/^2: day -7\/1 -\d+ on 0$/)]);
  });

  test('a week is over with its last day', async () => {
    await run(
      `insert into ${cs}.activity_daily (organization_id, feature_id, day, period_days, events)
       values (2, 3, current_date - 6, 7, 5), (2, 3, current_date - 7, 7, 6)`,
    );
    await here.desk.sync();
    expect(late()).toEqual(['2: day -7/7 +6 on 0']);
  });

  test('counts whose number stays the same are no news', async () => {
    await run(`update ${cs}.activity_daily set value = value + 1`);
    await here.desk.sync();
    expect(late()).toEqual([]);
  });

  test('the past of an account that comes into sight is not late, and that of one that leaves goes', async () => {
    await run(`update ${cs}.organizations set owner_id = 1 where organization_id = 3`);
    await run(events(3, 5, 1));
    await run(events(2, 5, 1));
    await here.desk.sync();
    expect(late()).toEqual(['2: day -5/1 +1 on 0']);
    await run(`update ${cs}.organizations set owner_id = 2 where organization_id = 2`);
    await here.desk.sync();
    expect(late()).toEqual([]);
  });

  test('what a load brings late is noted as what a pull brings', async () => {
    await run(events(2, 5, 3));
    await run(`update ${cs}.organizations set owner_id = 1 where organization_id = 3`);
    await run(`select ${cs}.start_new_epoch()`);
    await here.desk.sync();
    expect(late()).toEqual(['2: day -5/1 +3 on 0']);
  });

  test('and what only a check finds', async () => {
    await changeUnlogged(
      here.company.admin,
      `update ${cs}.activity_daily set events = events + 2 where organization_id = 2 and period_days = 7 and day = date_trunc('week', now())::date - 14`,
    );
    await here.desk.sync({ verify: true });
    expect(late()).toEqual([expect.stringMatching(/^2: day -\d+\/7 \+2 on 0$/)]);
  });

  test('days that a desktop slept through are not late', async () => {
    here.desk.store.db.client.exec('update sync_state set as_of = as_of - 10 * 86400000');
    await run(events(2, 5, 3));
    await run(events(2, 11, 2));
    await here.desk.sync();
    expect(late()).toEqual(['2: day -11/1 +2 on 0']);
  });

  test('a clock that was ahead has closed no day that is still to come', async () => {
    await here.desk.syncOver(clockAhead(40 * 86_400_000));
    if (acceptHeld(here.desk.store)) await here.desk.syncOver(clockAhead(40 * 86_400_000));
    await here.desk.sync();
    here.desk.store.db.client.exec('update sync_state set as_of = as_of + 40 * 86400000');
    await run(events(2, 0, 3));
    await here.desk.sync();
    expect(late()).toEqual([]);
    expect(readSyncState(here.desk.store.read).asOf).toBeLessThanOrEqual(Date.now() + 1000);
  });

  test('a pull that is held notes nothing until it is let through', async () => {
    await run(`delete from ${cs}.activity_daily`);
    expect(await here.desk.sync()).toMatchObject({ kind: 'held' });
    expect(late()).toEqual([]);
    acceptHeld(here.desk.store);
    await here.desk.sync();
    expect(late().length).toBeGreaterThan(10);
  });
});
