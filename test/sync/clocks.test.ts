import { describe, expect, test } from 'vitest';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { clockAhead } from './support/clock-ahead';
import { changeUnlogged } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';
const days = (count: number) => count * 86_400_000;

function events(): unknown {
  return here.desk.store.read.prepared('select total(rows) from activity_events').pluck().get();
}

/** A held pull is let through: a window that moved on takes much along. */
function syncAhead(by: number): Promise<unknown> {
  return here.desk.syncOver(clockAhead(by));
}

describe.each([
  ['a day', 1],
  ['a month', 31],
  ['ten years', 3653],
])('a server’s clock that was %s ahead', (_how, ahead) => {
  test('takes no raw events away for good', async () => {
    await here.desk.sync();
    const before = events();
    await syncAhead(days(ahead));
    await here.desk.sync();
    expect(events()).toBe(before);
    await here.desk.expectEqual();
    expect(await here.desk.sync()).toMatchObject({ rows: 0 });
  });

  test('at the first load does no harm', async () => {
    await syncAhead(days(ahead));
    await here.desk.sync();
    await here.desk.expectEqual();
    expect(readSyncState(here.desk.store.read).asOf).toBeLessThanOrEqual(Date.now() + 1000);
  });

  test('does not stop the nightly checks', async () => {
    await syncAhead(days(ahead));
    await here.desk.sync();
    here.desk.store.db.client.exec(`update sync_state set checked_at = checked_at + ${days(ahead)}`);
    await changeUnlogged(here.company.admin, `update ${cs}.organizations set name = 'Unlogged'`);
    await here.desk.sync();
    await here.desk.expectEqual();
    expect(readSyncState(here.desk.store.read).checkedAt).toBeLessThanOrEqual(Date.now() + 1000);
  });

  test('while a load was under way: the load starts over with the window of now', async () => {
    const stop = new AbortController();
    await expect(here.desk.sync({ signal: stop.signal, onProgress: () => stop.abort() })).rejects.toThrow();
    const { load } = readSyncState(here.desk.store.read);
    const later = { ...load, eventsFromDay: (load?.eventsFromDay ?? 0) + ahead };
    here.desk.store.db.client.prepare('update sync_state set load = ?').run(JSON.stringify(later));
    await here.desk.sync();
    await here.desk.expectEqual();
  });
});

test('only the raw events are read again when the clock is put right', async () => {
  await here.desk.sync();
  await syncAhead(days(30));
  const tables = new Set<string>();
  await here.desk.sync({ onProgress: ({ table }) => tables.add(table) });
  expect([...tables]).toEqual(['activity_events']);
});

describe('rows set aside are kept in the order they came, whatever this machine’s clock says:', () => {
  const spoil = `update ${cs}.users set deactivated_at = 'infinity' where external_id = 'u1' and organization_id = 2`;
  const count = () => here.desk.store.read.prepared('select count(*) from set_aside_rows').pluck().get();

  test('a clock that goes back while a load runs forgets none of them', async () => {
    await here.company.admin.query(spoil);
    let now = Date.now();
    await here.desk.sync({
      clock: {
        now: () => {
          now -= 60_000;
          return now;
        },
      },
    });
    expect(count()).toBe(1);
  });

  test('those of a clock that was ahead are forgotten once they are mended', async () => {
    await here.company.admin.query(spoil);
    await here.desk.sync({ clock: { now: () => Date.now() + days(365) } });
    await here.company.admin.query(
      `set session_replication_role = replica; update ${cs}.users set deactivated_at = null; reset session_replication_role;
       select ${cs}.start_new_epoch()`,
    );
    await here.desk.sync();
    expect(count()).toBe(0);
    await here.desk.expectEqual();
  });
});

test('lines that a clock dated ahead do not keep the log from being pruned', async () => {
  await here.company.admin.query(`
    update ${cs}.sync_log set logged_at = now() + interval '1 year';
    select ${cs}.prune_sync_log('1 day');
    update ${cs}.sync_log set logged_at = logged_at - interval '2 days'`);
  await expect
    .poll(async () => {
      await here.company.admin.query(`select ${cs}.prune_sync_log('1 day')`);
      return (await here.company.admin.query(`select from ${cs}.sync_log`)).rowCount;
    })
    .toBe(0);
});
