import { beforeEach, describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { FileReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');

const here = companyForEachTest();
beforeEach(async () => {
  await createCompany({
    url: here.company.url,
    now,
    from: writeCsvFolder({
      'features.csv': csv('feature_id,name', 'login,Log in', 'export,Export'),
      'organizations.csv': csv(
        'organization_id,name,created_at',
        'acme,Acme,2025-01-01',
        'bolt,Bolt,2025-01-01',
      ),
      'users.csv': csv('user_id,organization_id', 'u1,acme', 'u2,acme', 'u3,bolt'),
    }),
  });
});

async function loadEvents(...lines: string[]): Promise<FileReport> {
  return loadOne('activity_events', 'event_id,organization_id,user_id,feature_id,occurred_at,value', lines);
}

async function loadCounts(...lines: string[]): Promise<FileReport> {
  return loadOne(
    'activity_daily',
    'organization_id,user_id,feature_id,day,period_days,events,active_users,value',
    lines,
  );
}

async function loadOne(table: string, header: string, lines: readonly string[]): Promise<FileReport> {
  const from = writeCsvFolder({ [`${table}.csv`]: csv(header, ...lines) });
  const { files } = await createCompany({ url: here.company.url, from, now });
  const file = files[0];
  if (file === undefined) throw new Error('nothing was loaded');
  return file;
}

/** Counts in words: `acme u1 login 2026-11-01 1: 2 events`. */
async function counts(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ text: string }>(
    `SELECT concat_ws(' ', o.external_id, coalesce(u.external_id, '-'), f.external_id, d.day, d.period_days) || ': ' || d.events
              || coalesce(' by ' || d.active_users, '') || CASE WHEN d.value <> 0 THEN ' worth ' || d.value ELSE '' END AS text
       FROM customer_success.activity_daily d
       JOIN customer_success.organizations o USING (organization_id)
       JOIN customer_success.features f USING (feature_id)
       LEFT JOIN customer_success.users u USING (user_id) ORDER BY 1`,
  );
  return rows.map((row) => row.text);
}

async function loggedPages(): Promise<string[]> {
  const { rows } = await here.company.admin.query<{ text: string }>(
    `SELECT DISTINCT o.external_id || ' ' || l.day AS text FROM customer_success.sync_log l
       JOIN customer_success.organizations o USING (organization_id) WHERE l.table_name = 'activity' ORDER BY 1`,
  );
  return rows.map((row) => row.text);
}

describe('events', () => {
  test('are counted into their UTC day, by user and feature, with the sum of their values', async () => {
    await loadEvents(
      'e1,acme,u1,login,2026-11-01T09:00:00Z,',
      'e2,acme,u1,login,2026-11-01T23:59:59.999Z,2.5',
      'e3,acme,u1,login,2026-11-02T00:30:00+01:00,-4',
      'e4,acme,,export,2026-11-01,',
      'e5,bolt,u3,login,2026-11-03,',
    );
    expect(await counts()).toEqual([
      'acme - export 2026-11-01 1: 1',
      'acme u1 login 2026-11-01 1: 3 worth -1.5',
      'bolt u3 login 2026-11-03 1: 1',
    ]);
    expect(await loggedPages()).toEqual(['acme 2026-11-01', 'bolt 2026-11-03']);
  });

  test('that come late are counted at their own day, and tell of no other', async () => {
    await loadEvents('e1,acme,u1,login,2026-11-20,');
    await here.company.admin.query('DELETE FROM customer_success.sync_log');
    await loadEvents('e2,acme,u1,login,2024-03-05,');
    expect(await counts()).toEqual(['acme u1 login 2024-03-05 1: 1', 'acme u1 login 2026-11-20 1: 1']);
    expect(await loggedPages()).toEqual(['acme 2024-03-05']);
  });

  test('of an older month go to a partition of that month', async () => {
    await loadEvents('e1,acme,u1,login,2024-03-05,');
    const { rows } = await here.company.admin.query(
      'SELECT tableoid::regclass::text AS partition FROM customer_success.activity_events',
    );
    expect(rows).toEqual([{ partition: 'customer_success.activity_events_2024_03' }]);
  });

  test('with an id that was seen at that instant are duplicates', async () => {
    await loadEvents('e1,acme,u1,login,2026-11-01,');
    const report = await loadEvents(
      'e1,acme,u1,login,2026-11-01,',
      'e2,acme,u1,login,2026-11-01,',
      'e2,acme,u1,login,2026-11-01,',
    );
    expect(report).toMatchObject({ added: 1, duplicates: 2, setAside: 0 });
    expect(await counts()).toEqual(['acme u1 login 2026-11-01 1: 2']);
  });

  test('without an id are kept apart within a file, and known when it is loaded again', async () => {
    const lines = [
      ',acme,u1,login,2026-11-01T10:00:00Z,',
      ',acme,u1,login,2026-11-01T10:00:00Z,',
      ',acme,,login,2026-11-01T10:00:00Z,',
    ];
    expect(await loadEvents(...lines)).toMatchObject({ added: 3, duplicates: 0 });
    expect(await loadEvents(...lines)).toMatchObject({ added: 0, duplicates: 3 });
    expect(await loadEvents(...lines, ',acme,u1,login,2026-11-01T10:00:00Z,')).toMatchObject({
      added: 1,
      duplicates: 3,
    });
    expect(await counts()).toEqual(['acme - login 2026-11-01 1: 1', 'acme u1 login 2026-11-01 1: 3']);
  });

  test('of unknown features and organizations are set aside and counted; those of unknown users are taken', async () => {
    const report = await loadEvents(
      'e1,acme,u3,login,2026-11-01,',
      'e2,acme,u1,fly,2026-11-01,',
      'e3,moon,u1,login,2026-11-01,',
      'e4,acme,u1,login,2026-11-01,',
    );
    expect(report).toMatchObject({
      added: 2,
      setAside: 2,
      unlisted: { rows: 1, keys: [{ key: 'u3', rows: 1 }] },
    });
    expect(report.reasons.map(({ reason, keys }) => [reason, keys])).toEqual([
      ['feature_id is an unknown feature', [{ key: 'fly', rows: 1 }]],
      ['organization_id is an unknown organization', [{ key: 'moon', rows: 1 }]],
    ]);
  });

  test('from the future are set aside, beyond what clocks may differ', async () => {
    const report = await loadEvents(
      'e1,acme,u1,login,2026-11-22T12:59:00Z,',
      'e2,acme,u1,login,2026-11-22T13:01:00Z,',
      'e3,acme,u1,login,2031-01-01,',
    );
    expect(report).toMatchObject({ added: 1, setAside: 2 });
    expect(report.reasons[0]?.reason).toBe('occurred_at is in the future; check the clock of its source');
  });

  test('that are deleted or changed leave or change their counts', async () => {
    await loadEvents(
      'e1,acme,u1,login,2026-11-01,2',
      'e2,acme,u1,login,2026-11-01,3',
      'e3,acme,u2,login,2026-11-01,',
    );
    await here.company.admin.query(
      `DELETE FROM customer_success.activity_events WHERE source_id IN ('e1', 'e3')`,
    );
    expect(await counts()).toEqual(['acme u1 login 2026-11-01 1: 1 worth 3']);
    await here.company.admin.query(
      `UPDATE customer_success.activity_events SET occurred_at = occurred_at + interval '40 days' WHERE source_id = 'e2'`,
    );
    expect(await counts()).toEqual(['acme u1 login 2026-12-11 1: 1 worth 3']);
  });

  test('written by the pipeline straight into the table are refused when they name what does not exist', async () => {
    const { rows } = await here.company.admin.query(
      `SELECT organization_id, feature_id FROM customer_success.organizations, customer_success.features LIMIT 1`,
    );
    const { organization_id, feature_id } = rows[0];
    const insert = `INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at)
                    VALUES ($1, $2, $3, '2026-11-01')`;
    await here.company.admin.query(insert, [organization_id, null, feature_id]);
    await expect(here.company.admin.query(insert, [999, null, feature_id])).rejects.toThrow(
      /organization 999, which does not exist/,
    );
    await expect(here.company.admin.query(insert, [organization_id, null, 999])).rejects.toThrow(
      /feature 999, which does not exist/,
    );
    await expect(here.company.admin.query(insert, [organization_id, 999, feature_id])).rejects.toThrow(
      /user 999, who is not a user of/,
    );
  });

  test('go with their organization', async () => {
    await loadEvents('e1,acme,u1,login,2026-11-01,', 'e2,bolt,u3,login,2026-11-01,');
    await here.company.admin.query(`DELETE FROM customer_success.organizations WHERE external_id = 'acme'`);
    expect(await counts()).toEqual(['bolt u3 login 2026-11-01 1: 1']);
    const { rows } = await here.company.admin.query('SELECT source_id FROM customer_success.activity_events');
    expect(rows).toEqual([{ source_id: 'e2' }]);
  });
});

describe('counts', () => {
  test('may be by day or week, with a user or with a number of active users', async () => {
    await loadCounts(
      'acme,u1,export,2026-11-02,,5,,',
      'acme,,login,2026-11-02,7,40,3,1.5',
      'bolt,,export,2026-11-02,1,9,2,-2.5',
    );
    expect(await counts()).toEqual([
      'acme - login 2026-11-02 7: 40 by 3 worth 1.5',
      'acme u1 export 2026-11-02 1: 5',
      'bolt - export 2026-11-02 1: 9 by 2 worth -2.5',
    ]);
  });

  test('of none are what the company counted, and less than none are set aside', async () => {
    const report = await loadCounts(
      'acme,u1,login,2026-11-01,1,0,,',
      'bolt,,login,2026-11-01,1,0,0,',
      'acme,u2,login,2026-11-01,1,-1,,',
    );
    expect(report).toMatchObject({ added: 2, setAside: 1 });
    expect(await counts()).toEqual(['acme u1 login 2026-11-01 1: 0', 'bolt - login 2026-11-01 1: 0 by 0']);
  });

  test('given again replace the earlier ones, and equal ones are left alone', async () => {
    await loadCounts('acme,,login,2026-11-02,7,40,3,', 'bolt,,login,2026-11-02,7,1,1,');
    await here.company.admin.query('DELETE FROM customer_success.sync_log');
    const report = await loadCounts('acme,,login,2026-11-02,7,41,3,', 'bolt,,login,2026-11-02,7,1,1,');
    expect(report).toMatchObject({ added: 0, changed: 1, unchanged: 1 });
    expect(await counts()).toEqual([
      'acme - login 2026-11-02 7: 41 by 3',
      'bolt - login 2026-11-02 7: 1 by 1',
    ]);
    expect(await loggedPages()).toEqual(['acme 2026-11-02']);
  });

  test.each([
    [
      'a period of another length',
      'acme,,login,2026-11-02,30,1,,',
      'period_days is not a whole number from 1 to 7',
    ],
    [
      'a period of three days',
      'acme,,login,2026-11-02,3,1,,',
      'period_days is neither 1 (a day) nor 7 (a week)',
    ],
    ['a negative count', 'acme,,login,2026-11-02,1,-4,,', 'events is not a whole number from 0 to 999999999'],
    [
      'a day that is still to come',
      'acme,,login,2026-11-24,1,4,,',
      'day is in the future; check the clock of its source',
    ],
    ['no feature', 'acme,,,2026-11-02,1,4,,', 'feature_id is missing'],
  ])('with %s are set aside', async (_name, line, reason) => {
    const report = await loadCounts(line, 'acme,,login,2026-11-01,1,1,,');
    expect(report).toMatchObject({ added: 1, setAside: 1 });
    expect(report.reasons[0]?.reason).toBe(reason);
  });

  test('of what is counted from events already are set aside, for they would count twice', async () => {
    await loadEvents('e1,acme,u1,login,2026-11-04,');
    const report = await loadCounts(
      'acme,,login,2026-11-02,7,40,3,',
      'acme,,login,2026-11-05,1,7,3,',
      'acme,,export,2026-11-04,1,2,1,',
      'acme,u2,login,2026-11-04,1,2,,',
    );
    expect(report).toMatchObject({ added: 2, setAside: 2 });
    expect(await counts()).toEqual([
      'acme - export 2026-11-04 1: 2 by 1',
      'acme - login 2026-11-05 1: 7 by 3',
      'acme u1 login 2026-11-04 1: 1',
    ]);
  });

  test('stop events of the same feature and days from counting twice', async () => {
    await loadCounts('acme,,login,2026-11-02,7,40,3,', 'acme,,export,2026-11-10,1,4,2,');
    const report = await loadEvents(
      'e1,acme,u1,login,2026-11-08,',
      'e2,acme,u1,login,2026-11-09,',
      'e3,acme,u1,export,2026-11-10,',
      'e4,acme,u1,export,2026-11-08,',
    );
    expect(report).toMatchObject({ added: 2, setAside: 2 });
    expect(report.reasons[0]?.reason).toBe(
      'occurred_at is in a day or week whose count of this feature was loaded from activity_daily',
    );
  });

  test('outlive raw events that the company no longer keeps', async () => {
    await loadEvents('e1,acme,u1,login,2026-11-04,');
    await here.company.admin.query('TRUNCATE customer_success.activity_events');
    const report = await loadEvents('e1,acme,u1,login,2026-11-04,');
    expect(report).toMatchObject({ added: 0, setAside: 1 });
    expect(await counts()).toEqual(['acme u1 login 2026-11-04 1: 1']);
  });
});
