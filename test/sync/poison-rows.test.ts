import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrateCompany } from '../../src-main/company/migrate-company';
import { fillCompany } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const cs = 'customer_success';

async function run(sql: string): Promise<void> {
  await here.company.admin.query(sql);
}

function aside(): string[] {
  return here.desk.store.read
    .prepared<[], string>(`select table_name || ' ' || key || ': ' || reason from set_aside_rows order by id`)
    .pluck()
    .all();
}

function count(table: string): unknown {
  return here.desk.store.read.prepared(`select count(*) from ${table}`).pluck().get();
}

/** What a check of the whole copy complains of. */
async function complaints(): Promise<string[]> {
  const lines: string[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) });
  expect(await here.desk.sync({ verify: true, log })).toMatchObject({ rows: 0 });
  return lines;
}

const terms = (column: string, value: string) =>
  `update ${cs}.subscriptions set ${column} = ${value} where organization_id = 2`;
const contact = (column: string, value: string) =>
  `update ${cs}.users set ${column} = ${value} where external_id = 'u1' and organization_id = 2`;

const poison: [string, string, string][] = [
  ['a number too large', terms('quantity', '10::numeric ^ 400'), 'quantity is NaN'],
  ['a number too small', terms('quantity', `'1e-400'`), 'quantity is NaN'],
  ['a share too small', terms('discount', `'1e-324'`), 'discount is NaN'],
  ['no number', terms('quantity', `'NaN'`), 'quantity is NaN'],
  ['a day of the year 10000', terms('renews_on', `'10000-01-01'`), 'renews_on lies outside'],
  ['a day of the year 300000', terms('renews_on', `'300000-01-01'`), 'renews_on lies outside'],
  ['the last day there is', terms('renews_on', `'5874897-12-31'`), 'renews_on lies outside'],
  ['a day before all years', terms('renews_on', `'0001-12-31 BC'`), 'renews_on lies outside'],
  ['the first day there is', terms('renews_on', `'4714-11-24 BC'`), 'renews_on lies outside'],
  ['an endless day', terms('renews_on', `'infinity'`), 'renews_on is Infinity'],
  [
    'an instant of the year 10000',
    contact('deactivated_at', `'10000-01-01 00:00:00.001+00'`),
    'deactivated_at lies outside',
  ],
  [
    'the last instant there is',
    contact('deactivated_at', `'294276-12-31 23:59:59.999999+00'`),
    'deactivated_at lies outside',
  ],
  [
    'the first instant there is',
    contact('created_at', `'4714-11-24 00:00:00+00 BC'`),
    'created_at lies outside',
  ],
  ['an instant before all time', contact('created_at', `'-infinity'`), 'created_at is -Infinity'],
];

describe.each(poison)('%s', (_what, change, reason) => {
  test('is set aside with its row, loaded or pulled; the rest flows and every check is quiet', async () => {
    await here.desk.sync();
    await run(change);
    await run(`update ${cs}.users set title = 'Head'`);
    await here.desk.sync();
    expect(aside()).toEqual([expect.stringContaining(reason)]);
    expect(
      here.desk.store.read.prepared(`select count(*) from users where title = 'Head'`).pluck().get(),
    ).toBeGreaterThan(7);
    expect(await complaints()).toEqual([]);
    await run(`select ${cs}.start_new_epoch()`);
    await here.desk.sync();
    expect(aside()).toEqual([expect.stringContaining(reason)]);
    expect(await complaints()).toEqual([]);
  });
});

test('the ends of the calendar are held and compare equal, to the millisecond', async () => {
  await run(
    terms('started_on', `'0001-01-01', renews_on = '9999-12-31', quantity = '1e-300', discount = '1e-299'`),
  );
  await run(
    contact(
      'created_at',
      `'0001-01-01 00:00:00.000999+00', deactivated_at = '9999-12-31 23:59:59.999999+00'`,
    ),
  );
  await run(
    `update ${cs}.users set created_at = '2255-06-05 23:47:34.740993+00', deactivated_at = '8016-02-03 04:05:06.007008+00' where external_id = 'u2'`,
  );
  await run(
    `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at)
     values (2, 1, '9999-12-31 23:59:59.999999+00'), (2, 1, '9999-12-31 00:00:00.000001+00'), (2, 1, '2300-01-02 03:04:05.006999+00')`,
  );
  await here.desk.sync();
  expect(aside()).toEqual([]);
  await here.desk.expectEqual();
  expect(await complaints()).toEqual([]);
  await run(`update ${cs}.activity_events set value = 1 where occurred_at > now()`);
  await here.desk.sync();
  await here.desk.expectEqual();
});

describe('activity of a day beyond the calendar', () => {
  test.each([
    ['300000-01-01'],
    ['5874897-12-31'],
    ['10000-01-01'],
    ['0044-03-15 BC'],
    ['4714-11-24 BC'],
    ['-infinity'],
  ])('counted on %s: set aside, loaded or pulled, and the rest flows', async (day) => {
    await here.desk.sync();
    await run(
      `insert into ${cs}.activity_daily (organization_id, feature_id, day, events) values (2, 1, '${day}', 2), (2, 1, current_date, 3)`,
    );
    await here.desk.sync();
    expect(aside()).toHaveLength(1);
    const pages = count('activity_daily');
    expect(await complaints()).toEqual([]);
    await run(`select ${cs}.start_new_epoch()`);
    await here.desk.sync();
    expect(aside()).toHaveLength(1);
    expect(count('activity_daily')).toBe(pages);
    expect(await complaints()).toEqual([]);
    await run(`delete from ${cs}.activity_daily where day = '${day}'`);
    await here.desk.sync();
    expect(aside()).toEqual([]);
    await here.desk.expectEqual();
  });

  test.each([
    ['10000-01-01 00:00:00+00'],
    ['294276-12-31 23:59:59.999999+00'],
    ['infinity'],
    ['-infinity'],
    ['4714-11-24 00:00:00+00 BC'],
  ])('an event at %s: its count is set aside, and the rest flows', async (instant) => {
    await here.desk.sync();
    await run(
      `insert into ${cs}.activity_events (organization_id, feature_id, occurred_at) values (2, 1, '${instant}'), (2, 1, now())`,
    );
    await here.desk.sync();
    expect(aside()).toHaveLength(1);
    expect(await complaints()).toEqual([]);
    await run(`delete from ${cs}.activity_events where occurred_at = '${instant}'`);
    await here.desk.sync();
    expect(aside()).toEqual([]);
    await here.desk.expectEqual();
  });
});

test('counts without a value that can be added make no difference at a check', async () => {
  await run(
    `insert into ${cs}.activity_daily (organization_id, feature_id, day, events, value)
     values (2, 1, '2026-03-05', 2, 'Infinity'), (2, 2, '2026-03-05', 2, 7), (4, 2, '2026-03-05', 2, 'NaN')`,
  );
  await here.desk.sync();
  expect(aside()).toHaveLength(2);
  expect(await complaints()).toEqual([]);
});

test('what was mended where no log tells of it is taken back by the check', async () => {
  await run(contact('deactivated_at', `'infinity'`));
  await here.desk.sync();
  expect(aside()).toHaveLength(1);
  await run(
    `set session_replication_role = replica; ${contact('deactivated_at', 'null')}; reset session_replication_role`,
  );
  await here.desk.sync({ verify: true });
  expect(aside()).toEqual([]);
  await here.desk.expectEqual();
});

describe('in a database without an encoding', () => {
  let admin: pg.Client;
  let database: string;
  let url: string;
  beforeEach(async () => {
    database = `${here.company.database}_ascii`;
    await here.server.admin.query(
      `create database ${database} template template0 encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C'`,
    );
    const at = (address: string) => Object.assign(new URL(address), { pathname: `/${database}` }).href;
    admin = new pg.Client({ connectionString: at(here.company.url) });
    await admin.connect();
    await migrateCompany(admin);
    await fillCompany(admin, 4);
    await admin.query(`insert into ${cs}.memberships values ($1, 'manager', 'all', 1)`, [here.login.login]);
    url = at(here.login.url);
  });
  afterEach(async () => {
    await admin.end();
    await here.server.admin.query(`drop database ${database} with (force)`);
  });

  test.each<[string, string, number]>([
    [
      'contact’s name',
      `update ${cs}.users set name = E'M\\xfcller' where organization_id = 2 and external_id = 'u1'`,
      1,
    ],
    [
      'ticket',
      `update ${cs}.support_tickets set subject = E'\\xe2\\x82 half a sign' where organization_id = 2`,
      1,
    ],
    ['account’s segment', `update ${cs}.organizations set segment = E'\\xff' where organization_id = 2`, 1],
    ['colleague’s name', `update ${cs}.managers set name = E'\\xc3' where manager_id = 2`, 1],
  ])('one bad byte in a %s sets that row aside, and the rest flows', async (_what, change, rows) => {
    await here.desk.sync({ connect: { url } });
    await admin.query(change);
    await admin.query(`update ${cs}.users set title = 'Größe – 😀 \ufffd'`);
    await here.desk.sync({ connect: { url } });
    expect(aside()).toHaveLength(rows);
    expect(aside()[0]).toContain('holds bytes that are no UTF-8 text');
    expect(
      here.desk.store.read
        .prepared(`select count(*) from users where title = 'Größe – 😀 \ufffd'`)
        .pluck()
        .get(),
    ).toBeGreaterThan(10);
    expect(await here.desk.sync({ connect: { url }, verify: true })).toMatchObject({ rows: 0 });
    await admin.query(`select ${cs}.start_new_epoch()`);
    await here.desk.sync({ connect: { url } });
    expect(aside()).toHaveLength(rows);
  });
});
