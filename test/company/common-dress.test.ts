import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { FileReport, LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-28T12:00:00Z');
const here = companyForEachTest();

const acme = csv('organization_id,name,created_at', 'a,Acme,2026-01-05', 'b,Beta,2026-01-05 00:00:00');
const oneFeature = csv('feature_id,name', 'f,F');

async function load(
  files: Readonly<Record<string, string | Uint8Array>>,
  more: { readonly decimal?: '.' | ','; readonly zone?: string } = {},
): Promise<LoadReport> {
  return createCompany({ url: here.company.url, from: writeCsvFolder(files), now, ...more });
}

function fileOf(report: LoadReport, table: string): FileReport {
  const file = report.files.find((candidate) => candidate.table === table);
  if (file === undefined) throw new Error(`the report has no ${table}`);
  return file;
}

function reasonsOf(report: LoadReport, table: string): string[] {
  return fileOf(report, table).reasons.map(({ reason }) => reason);
}

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query({ text: sql, rowMode: 'array' })).rows;
}

const amounts =
  'SELECT external_id, mrr::float8 FROM customer_success.subscriptions ORDER BY subscription_id';

describe('files as pandas writes them', () => {
  test('with whole numbers as 5.0, days with a midnight, and money with its sign are taken', async () => {
    const report = await load({
      'organizations.csv': acme,
      'features.csv': oneFeature,
      'subscriptions.csv': csv(
        'subscription_id,organization_id,started_on,ended_on,mrr,quantity,unit,billing_months,discount',
        's1,a,2026-01-05,,100.0,10.0,users,1.0,0.1',
        's2,b,2026-01-05,,"1,200",10,users,1,10%',
        's3,a,2026-01-05,,$300,10,users,12,0',
        's4,b,2026-01-05 00:00:00,,300,10,users,12,0',
        's5,a,2026-06-01,2026-05-01,300,10,users,12,0',
      ),
      'activity_daily.csv': csv(
        'organization_id,feature_id,day,period_days,events,active_users',
        'a,f,2026-10-01,1,5.0,2.0',
        'a,f,2026-10-02,1.0,5,2',
        'b,f,2026-10-02 00:00:00,7,1e2,nan',
      ),
      'support_tickets.csv': csv(
        'ticket_id,organization_id,opened_at,resolved_at,satisfaction',
        't1,a,2026-10-01,NaT,4.0',
        't2,a,2026-10-01,,4.5',
      ),
      'survey_responses.csv': csv(
        'response_id,organization_id,kind,score,responded_at',
        'r1,a,nps,9.0,2026-10-01',
      ),
    });
    expect(
      await rows(
        `SELECT external_id, started_on::text, mrr::float8, quantity::float8, billing_months, discount::float8
           FROM customer_success.subscriptions ORDER BY 1`,
      ),
    ).toEqual([
      ['s1', '2026-01-05', 100, 10, 1, 0.1],
      ['s2', '2026-01-05', 1200, 10, 1, 0.1],
      ['s3', '2026-01-05', 300, 10, 12, 0],
      ['s4', '2026-01-05', 300, 10, 12, 0],
    ]);
    expect(reasonsOf(report, 'subscriptions')).toEqual(['ended_on is before started_on']);
    expect(
      await rows(
        'SELECT day::text, period_days, events, active_users FROM customer_success.activity_daily ORDER BY 1, 2',
      ),
    ).toEqual([
      ['2026-10-01', 1, 5, 2],
      ['2026-10-02', 1, 5, 2],
      ['2026-10-02', 7, 100, null],
    ]);
    expect(await rows('SELECT external_id, satisfaction FROM customer_success.support_tickets')).toEqual([
      ['t1', 4],
    ]);
    expect(reasonsOf(report, 'support_tickets')).toEqual(['satisfaction is not a whole number from 1 to 5']);
    expect(await rows('SELECT score FROM customer_success.survey_responses')).toEqual([[9]]);
  });
});

describe('the id of a user that a program wrote as 7.0, because some rows name none', () => {
  const people = {
    'organizations.csv': acme,
    'features.csv': oneFeature,
    'users.csv': csv('user_id,organization_id', '7,a', '8,a', '8.0,b', '7.00,b'),
  };

  test('is the user 7, unless one is called 7.0', async () => {
    const report = await load({
      ...people,
      'activity_daily.csv': csv(
        'organization_id,user_id,feature_id,day,events',
        'a,7.0,f,2026-10-01,5.0',
        'a,,f,2026-10-01,2.0',
        'b,8.0,f,2026-10-01,1.0',
        'b,7.0,f,2026-10-01,1.0',
        'a,8,f,2026-10-02,1.0',
        'a,NULL,f,2026-10-03,1.0',
      ),
    });
    expect(
      await rows(
        `SELECT o.external_id, u.external_id, a.events FROM customer_success.activity_daily a
           JOIN customer_success.organizations o USING (organization_id)
           LEFT JOIN customer_success.users u ON u.user_id = a.user_id ORDER BY a.day, 1, 2`,
      ),
    ).toEqual([
      ['a', '7', 5],
      ['a', null, 2],
      ['b', '8.0', 1],
      // 7.00 is another id, and 7 is nobody there: somebody who is in no list.
      ['b', null, 1],
      ['a', '8', 1],
      ['a', null, 1],
    ]);
    expect(fileOf(report, 'activity_daily')).toMatchObject({
      reasons: [],
      unlisted: { rows: 1, keys: [{ key: '7.0', rows: 1 }] },
    });
  });
});

describe('an amount with one comma before three figures', () => {
  const subscriptions = (...cells: string[]) => ({
    'organizations.csv': acme,
    'subscriptions.csv': csv(
      'subscription_id;organization_id;started_on;mrr;discount',
      ...cells.map((cell, index) => `s${index};a;2026-01-05;${cell}`),
    ),
  });

  test('is read with a decimal comma where its column shows one, however far below', async () => {
    const many = Array.from({ length: 300 }, () => '5;0');
    const report = await load(subscriptions('1,234;0', ...many, '1.234,56;0,1', '1.500;'));
    const found = (await rows(amounts)) as [string, number][];
    expect([found[0]?.[1], found[301]?.[1], found[302]?.[1]]).toEqual([1.23, 1234.56, 1500]);
    expect(fileOf(report, 'subscriptions')).toMatchObject({
      setAside: 0,
      delimiter: ';',
      decimalCommas: ['mrr', 'discount'],
    });
  });

  test('is read as thousands where its column shows decimal points', async () => {
    const report = await load(subscriptions('1,234;0', '99.5;0'));
    expect(await rows(amounts)).toEqual([
      ['s0', 1234],
      ['s1', 99.5],
    ]);
    expect(fileOf(report, 'subscriptions').decimalCommas).toEqual([]);
  });

  test('is read as another column of the file shows it, where its own does not', async () => {
    await load(subscriptions('1,234;0,25', '2,500;0,5'));
    expect(await rows(amounts)).toEqual([
      ['s0', 1.23],
      ['s1', 2.5],
    ]);
  });

  test('is set aside with the way out where nothing shows it, and the others are taken', async () => {
    const report = await load(subscriptions('1,234;0', '5;0'));
    expect(await rows(amounts)).toEqual([['s1', 5]]);
    expect(reasonsOf(report, 'subscriptions')).toEqual([
      'mrr is one number with a decimal point and another with a decimal comma; say which with --decimal . or --decimal ,',
    ]);
  });

  test('is read as the person says', async () => {
    await load(subscriptions('1,234;0', '5;0'), { decimal: '.' });
    expect(await rows(amounts)).toEqual([
      ['s0', 1234],
      ['s1', 5],
    ]);
    await load(subscriptions('1,234;0', '1.500;0'), { decimal: ',' });
    expect(await rows(amounts)).toEqual([
      ['s0', 1.23],
      ['s1', 1500],
    ]);
  });

  test('in a column that holds now the one and now the other is set aside, and what has one reading is taken', async () => {
    const report = await load(subscriptions('1,234;0', '9,5;0', '9.5;0', '1.234;0', '1.234,5;0'));
    expect(await rows(amounts)).toEqual([
      ['s1', 9.5],
      ['s2', 9.5],
      ['s4', 1234.5],
    ]);
    expect(fileOf(report, 'subscriptions').setAside).toBe(2);
  });

  test('stands in a column whose evidence a line with a stray quote does not hide', async () => {
    await load({
      'organizations.csv': acme,
      'subscriptions.csv': csv(
        'subscription_id,organization_id,product,started_on,mrr',
        's1,a,"Pro,2026-01-05,5',
        's2,a,Pro,2026-01-05,"1,234"',
        's3,a,Pro,2026-01-05,"1,234,567"',
      ),
    });
    expect(await rows(amounts)).toEqual([
      ['s2', 1234],
      ['s3', 1234567],
    ]);
  });
});

describe('an end that no calendar has', () => {
  test('leaves subscription, account, contact and renewal without one', async () => {
    const report = await load({
      'organizations.csv': csv(
        'organization_id,name,created_at,churned_at',
        'a,Alpha,2025-01-01,',
        'b,Beta,2025-01-01,9999-12-31',
      ),
      'users.csv': csv('user_id,organization_id,deactivated_at', 'u,b,9999-12-31 23:59:59'),
      'subscriptions.csv': csv(
        'subscription_id,organization_id,started_on,ended_on,mrr,renews_on',
        's1,a,2025-01-01,9999-12-31,100,2999-12-31',
        's2,a,2025-01-01,1899-12-31,100,',
      ),
    });
    expect(await rows('SELECT churned_at, lifecycle_stage FROM customer_success.organizations')).toEqual([
      [null, 'adoption'],
      [null, 'adoption'],
    ]);
    expect(await rows('SELECT deactivated_at FROM customer_success.users')).toEqual([[null]]);
    expect(await rows('SELECT ended_on, renews_on FROM customer_success.subscriptions')).toEqual([
      [null, null],
    ]);
    expect(reasonsOf(report, 'subscriptions')).toEqual([
      'ended_on is outside 1970 to 2099; leave it empty for no end',
    ]);
  });
});

describe('what can’t be seen around a cell', () => {
  test.each(['\u00A0', '\u2009', '\u202F', '\u200B', '\uFEFF', '\u00A0 \u200B', '\u3000'])(
    'is no part of an id, a day or a word: %j',
    async (unseen) => {
      const report = await load({
        'organizations.csv': csv(
          'organization_id,name,created_at',
          `acme${unseen},Acme${unseen},${unseen}2025-01-01`,
        ),
        'users.csv': csv(
          `user_id,organization_id${unseen},role`,
          `1,acme,${unseen}champion`,
          `"2${unseen}",${unseen}acme,`,
        ),
      });
      expect(report.files.map(({ added, setAside }) => [added, setAside])).toEqual([
        [1, 0],
        [2, 0],
      ]);
      expect(await rows('SELECT external_id, name FROM customer_success.organizations')).toEqual([
        ['acme', 'Acme'],
      ]);
      expect(await rows('SELECT external_id, role FROM customer_success.users ORDER BY 1')).toEqual([
        ['1', 'champion'],
        ['2', 'member'],
      ]);
    },
  );

  test('is shown where it stands within an id that nobody knows', async () => {
    const report = await load({
      'organizations.csv': acme,
      'users.csv': csv('user_id,organization_id', '1,a\u200B b'),
    });
    expect(fileOf(report, 'users').reasons[0]?.keys).toEqual([{ key: 'a⟨U+200B⟩ b', rows: 1 }]);
  });
});

describe('units', () => {
  test('that mean users are users in any word and case, and others are told with their number', async () => {
    const units = [
      'users',
      'Users',
      'user',
      'Seats ',
      'seats',
      'Licences',
      'LICENSES',
      'license',
      'GB',
      'GB',
      'API calls',
      'N/A',
    ];
    const report = await load({
      'organizations.csv': acme,
      'subscriptions.csv': csv(
        'subscription_id,organization_id,started_on,quantity,unit',
        ...units.map((unit, index) => `s${index},a,2026-01-05,10,${unit}`),
      ),
    });
    expect(
      await rows(
        'SELECT unit, count(*)::int FROM customer_success.subscriptions GROUP BY 1 ORDER BY 2 DESC, 1',
      ),
    ).toEqual([
      ['users', 8],
      ['GB', 2],
      ['API calls', 1],
      [null, 1],
    ]);
    expect(fileOf(report, 'subscriptions').unknownUnits).toEqual([
      { unit: 'GB', rows: 2 },
      { unit: 'API calls', rows: 1 },
    ]);
  });
});

describe('a time without an offset', () => {
  const tickets = (...times: string[]) => ({
    'organizations.csv': acme,
    'support_tickets.csv': csv(
      'ticket_id,organization_id,opened_at',
      ...times.map((time, index) => `${index},a,${time}`),
    ),
  });

  test('that lies some hours ahead is said to lack its offset, one with an offset to have a wrong clock', async () => {
    const report = await load(
      tickets(
        '2026-11-28 21:24:18',
        '2026-11-28T21:24:18Z',
        '2026-11-30 21:24:18',
        '2026-11-28 12:59',
        '2026-11-28 13:01',
      ),
    );
    expect(fileOf(report, 'support_tickets').reasons.map(({ reason, rows }) => [reason, rows])).toEqual([
      [
        'opened_at is in the future where it is a time of UTC, as times without an offset are read; write its offset, as in 2026-01-31T10:00:00+02:00',
        2,
      ],
      ['opened_at is in the future; check the clock of its source', 2],
    ]);
    expect(report.zone).toBe('UTC');
  });

  test('is read in the zone that is named, and the report says which', async () => {
    const report = await load(tickets('2026-11-28 21:24:18', '2026-11-28 01:00:00+00:00'), {
      zone: 'Asia/Tokyo',
    });
    expect(await rows('SELECT opened_at FROM customer_success.support_tickets ORDER BY external_id')).toEqual(
      [[new Date('2026-11-28T12:24:18Z')], [new Date('2026-11-28T01:00:00Z')]],
    );
    expect(report).toMatchObject({ zone: 'Asia/Tokyo', setAsideFolder: null });
  });
});
