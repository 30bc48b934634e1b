import { beforeEach, describe, expect, test } from 'vitest';
import { changeZone } from '../../src-main/company/change-zone';
import { createCompany } from '../../src-main/company/create-company';
import { diagnose } from '../../src-main/company/diagnose';
import { calendarOf } from '../../src-main/lib/company-calendar';
import { formatDay } from '../../src-main/lib/day';
import { companyForEachTest } from '../support/company-for-each-test';
import { writeCsvFolder } from '../support/csv-folder';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
const zones = ['Asia/Tokyo', 'America/Los_Angeles', 'Australia/Lord_Howe'];

async function run(sql: string): Promise<void> {
  await here.company.admin.query(sql);
}

/** Events every quarter of an hour for three days around each change of clocks, and around the turn of the year. */
const eventsAroundMidnights = `
  INSERT INTO customer_success.activity_events (organization_id, user_id, feature_id, occurred_at, value)
  SELECT 1 + n % 3, CASE WHEN n % 5 = 0 THEN NULL ELSE 1 + n % 3 END, 1, t, n % 7
    FROM unnest(ARRAY[date '2026-03-07', '2026-11-01', '2026-04-04', '2026-10-03', '2025-12-31']) AS d (day),
         generate_series(d.day - interval '1 day', d.day + interval '2 days', '15 minutes') WITH ORDINALITY AS s (t, n)`;

beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await run('TRUNCATE customer_success.activity_events, customer_success.activity_daily');
});

async function change(zone: string) {
  const client = await here.company.admin.connect();
  try {
    return await changeZone(client, zone);
  } finally {
    await client.query('SELECT pg_advisory_unlock_all()');
    client.release();
  }
}

const counts = `SELECT organization_id, user_id, feature_id, day::text, period_days, events, active_users, value, from_events
                  FROM customer_success.activity_daily ORDER BY 1, 2, 3, 4, 5`;

async function rowsOf(sql: string, values: unknown[] = []): Promise<unknown[]> {
  return (await here.company.admin.query(sql, values)).rows;
}

/** A second way: the raw events by a zone, counted by SQL alone. */
function countedByHand(zone: string): Promise<unknown[]> {
  return rowsOf(
    `SELECT organization_id, coalesce(user_id, 0) AS user_id, feature_id, (occurred_at AT TIME ZONE $1)::date::text AS day,
            1::smallint AS period_days, count(*)::int AS events, NULL::int AS active_users, sum(value) AS value, true AS from_events
       FROM customer_success.activity_events GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
    [zone],
  );
}

test.each(zones)(
  'in %s events are counted on the company’s day: as they came, anew, as they come, move and go',
  async (zone) => {
    await run(eventsAroundMidnights);
    const before = await rowsOf(counts);
    expect(await change(zone)).toEqual({ from: 'UTC', to: zone, daysWithoutEvents: [] });
    const laid = await rowsOf(counts);
    expect(laid).toEqual(await countedByHand(zone));
    expect(laid).not.toEqual(before);
    await change('UTC');
    expect(await rowsOf(counts)).toEqual(before);

    await change(zone);
    await run(eventsAroundMidnights);
    expect(await rowsOf(counts)).toEqual(await countedByHand(zone));
    await run(`UPDATE customer_success.activity_events SET occurred_at = occurred_at + interval '7 hours' WHERE event_id % 4 = 0;
             DELETE FROM customer_success.activity_events WHERE event_id % 3 = 0`);
    expect(await rowsOf(counts)).toEqual(await countedByHand(zone));
  },
);

test('the desktop’s calendar tells the same days as the database', async () => {
  for (const zone of [
    ...zones,
    'Africa/Cairo',
    'America/St_Johns',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'Antarctica/Troll',
  ]) {
    const calendar = calendarOf(zone);
    const told = (await rowsOf(
      `SELECT extract(epoch FROM t)::float8 * 1000 AS instant, (t AT TIME ZONE $1)::date::text AS day
         FROM generate_series(timestamptz '1971-01-01', '2037-12-31', '2 days 7 hours 29 minutes 59.5 seconds') AS t
        UNION ALL
       SELECT extract(epoch FROM t)::float8 * 1000, (t AT TIME ZONE $1)::date::text
         FROM generate_series(timestamptz '2026-01-01', '2026-12-31', '29 minutes') AS t`,
      [zone],
    )) as { instant: number; day: string }[];
    const other = told.filter(({ instant, day }) => formatDay(calendar.dayOf(instant)) !== day);
    expect({ zone, other }).toEqual({ zone, other: [] });
  }
});

test('a new event names the page of its count and its page of raw events', async () => {
  for (const zone of zones) {
    await change(zone);
    await run('DELETE FROM customer_success.activity_events; DELETE FROM customer_success.sync_log');
    // In each of the zones one of the two lies on another day than in UTC.
    await run(`INSERT INTO customer_success.activity_events (organization_id, feature_id, occurred_at)
               VALUES (1, 1, '2026-06-10 02:00Z'), (1, 1, '2026-06-20 22:00Z')`);
    const named = await rowsOf('SELECT DISTINCT day::text FROM customer_success.sync_log ORDER BY 1');
    const wanted = await rowsOf(
      `SELECT DISTINCT day::text FROM customer_success.activity_events,
         unnest(ARRAY[(occurred_at AT TIME ZONE 'UTC')::date, (occurred_at AT TIME ZONE $1)::date]) AS day ORDER BY 1`,
      [zone],
    );
    expect(named).toEqual(wanted);
    expect(wanted).toHaveLength(3);
  }
});

test('from one end of the world to the other, where a day moves by two', async () => {
  await run(eventsAroundMidnights);
  await change('Pacific/Kiritimati');
  await change('Pacific/Pago_Pago');
  expect(await rowsOf(counts)).toEqual(await countedByHand('Pacific/Pago_Pago'));
});

const notZones = [
  'Mars/Olympus',
  'CET',
  'EST5EDT',
  'PST8PDT,M3.2.0,M11.1.0',
  '+09:00',
  'posix/Asia/Tokyo',
  "Asia/Tokyo'; --",
  '',
];

describe('a change of zone', () => {
  test('leaves counts alone whose events are gone, names their days, and moves the rest around them', async () => {
    await run(eventsAroundMidnights);
    // As when an old month is thrown away: nobody is told, and the counts stay.
    await run(`SET session_replication_role = replica;
               DELETE FROM customer_success.activity_events WHERE occurred_at < '2026-01-01';
               RESET session_replication_role`);
    const gone = await rowsOf(`${counts.replace('ORDER', "WHERE day < '2026-01-01' ORDER")}`);
    const { daysWithoutEvents } = await change('Asia/Tokyo');
    expect(daysWithoutEvents).toEqual([
      { day: '2025-12-30', accounts: 3 },
      { day: '2025-12-31', accounts: 3 },
    ]);
    expect(await rowsOf(`${counts.replace('ORDER', "WHERE day < '2026-01-01' ORDER")}`)).toEqual(gone);
    const later = (rows: unknown[]) => rows.filter((row) => (row as { day: string }).day > '2026-01-01');
    expect(later(await rowsOf(counts))).toEqual(later(await countedByHand('Asia/Tokyo')));
    const total = 'SELECT sum(events)::int AS n FROM customer_success.activity_daily';
    const there = await rowsOf(total);
    await change('UTC');
    expect(await rowsOf(total)).toEqual(there);
  });

  test('comes back to the same bytes also where the events of some days are gone', async () => {
    await run(eventsAroundMidnights);
    await run(`SET session_replication_role = replica;
               DELETE FROM customer_success.activity_events WHERE event_id % 2 = 0 AND occurred_at < '2026-03-08';
               RESET session_replication_role`);
    const before = await rowsOf(counts);
    await change('America/Los_Angeles');
    await change('UTC');
    expect(await rowsOf(counts)).toEqual(before);
  });

  test('leaves the counts alone that the company wrote itself: their days are its own already', async () => {
    await run(`INSERT INTO customer_success.activity_daily (organization_id, feature_id, day, period_days, events, active_users, value)
               VALUES (1, 1, '2026-03-02', 7, 9, 2, 1), (2, 1, '2026-03-02', 1, 4, 1, 0), (3, 1, '2026-03-02', 1, 0, 0, 0)`);
    const before = await rowsOf(counts);
    expect((await change('Asia/Tokyo')).daysWithoutEvents).toEqual([]);
    expect(await rowsOf(counts)).toEqual(before);
  });

  test('counts nothing whose count was deleted', async () => {
    await run(eventsAroundMidnights);
    await run('DELETE FROM customer_success.activity_daily WHERE organization_id = 1');
    await change('Asia/Tokyo');
    expect(await rowsOf('SELECT FROM customer_success.activity_daily WHERE organization_id = 1')).toEqual([]);
  });

  test('raises the format of the schema, takes it back with UTC, and begins a new epoch each time', async () => {
    const meta = 'SELECT schema_version, zone, epoch FROM customer_success.sync_meta';
    const seen = [];
    for (const zone of ['UTC', 'asia/tokyo', 'Europe/Berlin', 'Etc/UTC']) {
      await change(zone);
      seen.push((await rowsOf(meta))[0] as { schema_version: number; zone: string; epoch: string });
    }
    expect(seen.map(({ schema_version, zone }) => [zone, schema_version])).toEqual([
      ['UTC', 1],
      ['Asia/Tokyo', 2],
      ['Europe/Berlin', 2],
      ['UTC', 1],
    ]);
    expect(new Set(seen.map(({ epoch }) => epoch)).size).toBe(4);
  });

  test('to what is no place of the IANA list is refused, and nothing changes', async () => {
    await run(eventsAroundMidnights);
    const before = await rowsOf(counts);
    for (const zone of notZones) await expect(change(zone)).rejects.toMatchObject({ code: 'invalid_input' });
    expect(await rowsOf(counts)).toEqual(before);
    expect(await rowsOf('SELECT customer_success.zone() AS zone')).toEqual([{ zone: 'UTC' }]);
  });

  test('is not passed by on a snapshot of before: such a writer has to try again', async () => {
    const writer = await here.company.admin.connect();
    const write = `INSERT INTO customer_success.activity_events (organization_id, feature_id, occurred_at) VALUES (1, 1, '2026-06-10 20:00Z')`;
    try {
      await writer.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
      await writer.query('SELECT FROM customer_success.organizations');
      await change('Asia/Tokyo');
      await expect(writer.query(write)).rejects.toMatchObject({ code: '40001' });
      await writer.query('ROLLBACK');
      await writer.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; ${write}; COMMIT`);
    } finally {
      writer.release(true);
    }
    expect(await rowsOf('SELECT day::text FROM customer_success.activity_daily')).toEqual([
      { day: '2026-06-11' },
    ]);
  });

  test('waits for nobody’s load, but asks to come back', async () => {
    const other = await here.company.admin.connect();
    try {
      await other.query(`SELECT pg_advisory_lock(hashtext('customer_success.load'), 1)`);
      await expect(change('Asia/Tokyo')).rejects.toMatchObject({ code: 'conflict' });
    } finally {
      await other.query('SELECT pg_advisory_unlock_all()');
      other.release();
    }
  });
});

test('of the company’s functions only those that find months of what lies by the month speak of UTC', async () => {
  const { rows } = await here.company.admin.query<{ name: string }>(
    `SELECT DISTINCT proname AS name FROM pg_proc
      WHERE pronamespace = 'customer_success'::regnamespace AND prosrc ~ '(AT TIME ZONE ''+UTC''+|_at::date|current_date)' ORDER BY 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual([
    ...['ensure_partition', 'log_event_changes', 'log_new_events', 'sweep_chain'],
  ]);
});

describe('a load', () => {
  test('reads times without an offset, and days where a time is wanted, in the company’s zone', async () => {
    await change('America/Los_Angeles');
    const from = writeCsvFolder({
      'organizations.csv':
        'organization_id,name,created_at,churned_at\nacme,Acme,2026-01-05,2026-03-05T23:30:00\n',
    });
    const report = await createCompany({ url: here.company.url, from });
    expect(report.files[0]?.reasons).toEqual([]);
    expect(report.zone).toBe('America/Los_Angeles');
    expect(
      await rowsOf(
        `SELECT to_char(created_at AT TIME ZONE 'UTC', 'DD HH24:MI') AS created, to_char(churned_at AT TIME ZONE 'UTC', 'DD HH24:MI') AS churned
           FROM customer_success.organizations WHERE external_id = 'acme'`,
      ),
    ).toEqual([{ created: '05 08:00', churned: '06 07:30' }]);
  });

  test('sets an event aside where the count of its company day was loaded, and not where that of its UTC day was', async () => {
    await change('Asia/Tokyo');
    await run(
      `INSERT INTO customer_success.activity_daily (organization_id, feature_id, day, events) VALUES (1, 1, '2026-06-11', 5)`,
    );
    const from = writeCsvFolder({
      'activity_events.csv':
        'organization_id,feature_id,occurred_at\nacme,login,2026-06-10T16:00:00Z\nacme,login,2026-06-11T16:00:00Z\n',
    });
    const report = await createCompany({ url: here.company.url, from });
    expect(report.files[0]).toMatchObject({ added: 1, setAside: 1 });
    expect(report.files[0]?.reasons[0]?.firstLine).toBe(2);
  });
});

test('the doctor says where this machine doesn’t know the company’s days', async () => {
  const findings = async () =>
    (await diagnose(here.company.url)).flatMap(({ check, text }) => (check === 'zone' ? [text] : []));
  await change('Europe/Berlin');
  expect(await findings()).toEqual([]);
  await run(`UPDATE customer_success.sync_settings SET zone = 'Mars/Olympus'`);
  expect(await findings()).toEqual([
    'The company counts its days in the time zone Mars/Olympus, which this Steward doesn’t know.',
  ]);
});

test('the doctor names zones of accounts that are none', async () => {
  const zones = async () =>
    (await diagnose(here.company.url)).flatMap(({ check, text }) =>
      check === 'zones of accounts' ? [text] : [],
    );
  await here.company.admin.query(`UPDATE customer_success.organizations SET timezone = 'Asia/Tokyo'`);
  expect(await zones()).toEqual([]);
  await here.company.admin.query(
    `INSERT INTO customer_success.organizations (organization_id, external_id, name, timezone)
     VALUES (91, 'x', 'X', 'EST'), (92, 'y', 'Y', 'EST'), (93, 'z', 'Z', 'Mars/Olympus')`,
  );
  expect(await zones()).toEqual([
    'What 3 accounts have for a time zone is none: “EST” (2 accounts), “Mars/Olympus” (1 account). Their days in a row are the company’s.',
  ]);
});
