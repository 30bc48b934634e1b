import { beforeEach, describe, expect, test } from 'vitest';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { ensureStarterConfig } from '../../src-main/work/scoring/current-config';
import { scoreAsOf } from '../../src-main/work/scoring/score-as-of';
import { changeUnlogged } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';

async function run(sql: string): Promise<void> {
  await here.company.admin.query(sql);
}

const lateCounts = () =>
  here.desk.store.read.prepared<[], number>('select count(*) from late_counts').pluck().get();

beforeEach(async () => {
  await here.desk.sync();
});

describe.each(['Asia/Tokyo', 'America/Los_Angeles'])('a company that moves to %s', (zone) => {
  beforeEach(async () => {
    await run(`select ${cs}.set_zone('${zone}')`);
    await here.desk.sync();
  });

  test('is loaded afresh, with its zone, and what was laid otherwise is not late', async () => {
    await here.desk.expectEqual();
    expect(readSyncState(here.desk.store.read)).toMatchObject({ zone, schemaVersion: 2 });
    expect(lateCounts()).toBe(0);
  });

  test('is pulled by both days of an event: what comes, moves and goes around midnight is in the copy', async () => {
    await run(`insert into ${cs}.activity_events (organization_id, user_id, feature_id, occurred_at)
               select 2, null, 1, now() - interval '2 days' + interval '1 hour' * n from generate_series(1, 24) n`);
    await here.desk.sync();
    await here.desk.expectEqual();
    await run(`update ${cs}.activity_events set occurred_at = occurred_at - interval '9 hours' where organization_id = 2 and event_id % 2 = 0;
               delete from ${cs}.activity_events where organization_id = 2 and event_id % 3 = 0`);
    await here.desk.sync();
    await here.desk.expectEqual();
    const outcome = await here.desk.sync({ verify: true });
    expect(outcome).toMatchObject({ kind: 'applied', rows: 0 });
  });

  test('and back to UTC is read like one that never left', async () => {
    await run(`select ${cs}.set_zone('UTC')`);
    await here.desk.sync();
    await here.desk.expectEqual();
    expect(readSyncState(here.desk.store.read)).toMatchObject({ zone: 'UTC', schemaVersion: 1 });
    expect(lateCounts()).toBe(0);
  });
});

test('a count is late by the day of the company on which it came, be that another one in UTC', async () => {
  // An hour in which it is tomorrow in one of the two zones.
  const zone = new Date().getUTCHours() < 12 ? 'Pacific/Pago_Pago' : 'Pacific/Kiritimati';
  await run(`select ${cs}.set_zone('${zone}')`);
  await here.desk.sync();
  await run(
    `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at) values (2, 1, now() - interval '40 days')`,
  );
  await here.desk.sync();
  const { rows } = await here.company.admin.query<{ day: number; arrived: number }>(
    `select ((now() - interval '40 days') at time zone $1)::date - date '1970-01-01' as day,
            (now() at time zone $1)::date - date '1970-01-01' as arrived`,
    [zone],
  );
  expect(
    here.desk.store.read.prepared('select day, arrived_day as arrived, difference from late_counts').all(),
  ).toEqual([{ ...rows[0], difference: 1 }]);
});

test('a zone that this machine doesn’t know is refused in words, and the copy stays', async () => {
  await changeUnlogged(here.company.admin, `update ${cs}.sync_settings set zone = 'Mars/Olympus'`);
  await expect(here.desk.sync()).rejects.toThrow(
    'Mars/Olympus, which this Steward doesn’t know. Update Steward.',
  );
  expect(readSyncState(here.desk.store.read).zone).toBe('UTC');
});

test('accounts whose events all lie at noon score alike in any zone', async () => {
  const now = Date.now();
  const day = Math.floor(now / 86_400_000) - 3;
  const scores = async (zone: string) => {
    const noon = `(date_trunc('day', now() at time zone 'UTC') - interval '1 day' * (n + 3) + interval '12 hours') at time zone '${zone}'`;
    await changeUnlogged(
      here.company.admin,
      `truncate ${cs}.activity_events, ${cs}.activity_daily, ${cs}.support_tickets, ${cs}.survey_responses;
       update ${cs}.organizations set created_at = timestamp '2025-01-05 12:00' at time zone '${zone}';
       update ${cs}.users set created_at = timestamp '2025-01-05 12:00' at time zone '${zone}'`,
    );
    await run(`select ${cs}.set_zone('${zone}')`);
    await run(`insert into ${cs}.activity_events (organization_id, user_id, feature_id, occurred_at)
               select organization_id, user_id, 1 + user_id % 3, ${noon} from ${cs}.users, generate_series(0, 70) n
                where (n + user_id) % 3 > 0;
               insert into ${cs}.support_tickets (organization_id, external_id, severity, opened_at)
               select organization_id, 't' || organization_id || '-' || n, 'urgent', ${noon} from ${cs}.organizations, generate_series(1, 40, 13) n;
               insert into ${cs}.survey_responses (organization_id, external_id, kind, score, responded_at)
               select organization_id, 'r' || organization_id, 'nps', 5 + organization_id % 5, ${noon}
                 from ${cs}.organizations, generate_series(20, 20) n`);
    here.startOver();
    await here.desk.sync();
    ensureStarterConfig(here.desk.store, now);
    return scoreAsOf(here.desk.store, day, now).map(({ externalId, score, confidence }) => ({
      externalId,
      score,
      confidence,
    }));
  };
  const utc = await scores('UTC');
  expect(utc.every(({ score }) => score !== null)).toBe(true);
  expect(new Set(utc.map(({ score }) => score)).size).toBeGreaterThan(1);
  expect(await scores('Asia/Tokyo')).toEqual(utc);
  expect(await scores('America/Los_Angeles')).toEqual(utc);
});
