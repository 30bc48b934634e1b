import { beforeEach, describe, expect, test } from 'vitest';
import { companyForEachTest } from '../support/company-for-each-test';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await here.company.admin.query('DELETE FROM customer_success.score_events');
});

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query(sql)).rows;
}

describe('a score event is recorded', () => {
  const events = 'SELECT kind, at, before, after FROM customer_success.score_events ORDER BY score_event_id';

  function addScore(day: string, score: number): Promise<unknown[]> {
    return rows(
      `INSERT INTO customer_success.organization_health_scores (organization_id, day, config_version, score, confidence)
       VALUES (1, '${day}', 1, ${score}, 1)`,
    );
  }

  test('when a score moved by ten points or more since the last one', async () => {
    await addScore('2026-10-05', 50);
    await addScore('2026-10-09', 60.5);
    expect(await rows(events)).toEqual([
      { kind: 'score_change', at: new Date('2026-10-05T00:00:00Z'), before: '60', after: '50' },
      { kind: 'score_change', at: new Date('2026-10-09T00:00:00Z'), before: '50', after: '60.5' },
    ]);
  });

  test('but not when it moved by less, nor for the first score of all', async () => {
    await addScore('2026-10-05', 50.1);
    await addScore('2026-01-01', 10);
    expect(await rows(events)).toEqual([]);
  });

  test('when the risk level changed, and only then', async () => {
    await rows(
      `INSERT INTO customer_success.risk_assessment_history (organization_id, assessed_at, level)
       VALUES (1, '2026-10-03', 'high'), (1, '2026-10-04', 'critical')`,
    );
    expect(await rows(events)).toEqual([
      { kind: 'risk_level_change', at: new Date('2026-10-04T00:00:00Z'), before: 'high', after: 'critical' },
    ]);
  });
});

describe('monthly partitions', () => {
  const partitions = `SELECT tableoid::regclass::text AS partition, count(*)::int AS events
                        FROM customer_success.activity_events WHERE occurred_at < '2020-01-01' GROUP BY 1 ORDER BY 1`;

  test('take in what lay in the default one, and tell desktops of the days that moved, alone', async () => {
    await rows(
      `INSERT INTO customer_success.activity_events (organization_id, feature_id, occurred_at)
       VALUES (1, 1, '2019-04-30 23:59:59+00'), (1, 1, '2019-05-01 00:00:00+00'), (1, 1, '2019-05-31 23:59:59.999+00')`,
    );
    const counts = 'SELECT day::text, events FROM customer_success.activity_daily ORDER BY 1, 2';
    const before = await rows(counts);
    const told = `SELECT table_name, organization_id, day::text FROM customer_success.sync_log ORDER BY log_id`;
    const toldBefore = (await rows(told)).length;
    expect(
      await rows(
        `SELECT customer_success.ensure_partitions('activity_events', '2019-05-07', '2019-06-02') AS made`,
      ),
    ).toEqual([{ made: 2 }]);
    expect(await rows(partitions)).toEqual([
      { partition: 'customer_success.activity_events_2019_05', events: 2 },
      { partition: 'customer_success.activity_events_default', events: 1 },
    ]);
    expect(await rows(counts)).toEqual(before);
    // A pull whose snapshot is older sees the moved rows in neither partition.
    expect((await rows(told)).slice(toldBefore)).toEqual(
      expect.arrayContaining([
        { table_name: 'activity', organization_id: 1, day: '2019-05-01' },
        { table_name: 'activity', organization_id: 1, day: '2019-05-31' },
      ]),
    );
    expect(await rows(told)).toHaveLength(toldBefore + 2);
  });

  test('that exist are left alone', async () => {
    await rows(`SELECT customer_success.ensure_partitions('activity_events', '2019-05-07', '2019-05-07')`);
    expect(
      await rows(
        `SELECT customer_success.ensure_partitions('activity_events', '2019-05-01', '2019-05-31') AS made`,
      ),
    ).toEqual([{ made: 0 }]);
  });

  test('are for the tables that have them', async () => {
    await expect(
      rows(`SELECT customer_success.ensure_partitions('users', '2019-05-01', '2019-05-31')`),
    ).rejects.toThrow(/users is not a table with monthly partitions/);
  });
});

describe('the heavy aggregates', () => {
  test('count users who were active, once each, and take weekly numbers where users are not known', async () => {
    await rows(`
      DELETE FROM customer_success.activity_daily;
      INSERT INTO customer_success.users (user_id, organization_id, external_id, name) VALUES (11, 1, 'x', 'X');
      INSERT INTO customer_success.features (feature_id, external_id, name) VALUES (2, 'export', 'Export');
      INSERT INTO customer_success.activity_daily (organization_id, user_id, feature_id, day, period_days, events, active_users)
      VALUES (1, 1, 1, '2026-10-05', 1, 2, NULL), (1, 1, 1, '2026-10-06', 1, 3, NULL), (1, 11, 2, '2026-10-11', 1, 4, NULL),
             (2, 0, 1, '2026-10-05', 7, 50, 6), (2, 0, 2, '2026-10-05', 7, 20, 9);
      SELECT customer_success.refresh_aggregates()`);
    expect(
      await rows(
        'SELECT organization_id, week::text, events::int, active_users FROM customer_success.weekly_activity_all ORDER BY 1',
      ),
    ).toEqual([
      { organization_id: 1, week: '2026-10-05', events: 9, active_users: 2 },
      { organization_id: 2, week: '2026-10-05', events: 70, active_users: 9 },
    ]);
    expect(
      await rows(
        `SELECT feature_id, month::text, events::int, active_users FROM customer_success.monthly_feature_usage_all
          WHERE organization_id = 1 ORDER BY 1`,
      ),
    ).toEqual([
      { feature_id: 1, month: '2026-10-01', events: 5, active_users: 1 },
      { feature_id: 2, month: '2026-10-01', events: 4, active_users: 1 },
    ]);
  });

  test('leave a record of each refresh', async () => {
    expect(
      await rows(
        'SELECT kind, finished_at >= started_at AS finished FROM customer_success.metrics_aggregation_jobs ORDER BY kind',
      ),
    ).toEqual([
      { kind: 'book_movements', finished: true },
      { kind: 'refresh_aggregates', finished: true },
    ]);
  });
});
