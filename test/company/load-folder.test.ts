import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import type { FileReport, LoadReport } from '../../src-main/company/load-report';
import { companyForEachTest } from '../support/company-for-each-test';
import { csv, twoAccounts, writeCsvFolder } from '../support/csv-folder';

const now = () => Date.parse('2026-11-22T12:00:00Z');

const here = companyForEachTest();

async function load(files: Readonly<Record<string, string | Uint8Array>>): Promise<LoadReport> {
  return createCompany({ url: here.company.url, from: writeCsvFolder(files), now });
}

function fileOf(report: LoadReport, table: string): FileReport {
  const file = report.files.find((candidate) => candidate.table === table);
  if (file === undefined) throw new Error(`the report has no ${table}`);
  return file;
}

async function rows(sql: string): Promise<unknown[]> {
  return (await here.company.admin.query(sql)).rows;
}

describe('a folder of good files', () => {
  test('fills the tables, with ids resolved and owners made from their e-mails', async () => {
    const report = await load(twoAccounts);
    expect(report.setAsideFolder).toBeNull();
    expect(report.files.map(({ table, added }) => [table, added])).toEqual([
      ['features', 2],
      ['organizations', 2],
      ['users', 3],
    ]);
    expect(
      await rows(
        `SELECT o.external_id, o.lifecycle_stage, o.created_at, m.email, m.name FROM customer_success.organizations o
           JOIN customer_success.managers m ON m.manager_id = o.owner_id ORDER BY 1`,
      ),
    ).toEqual([
      {
        external_id: 'acme',
        lifecycle_stage: 'adoption',
        created_at: new Date('2025-01-01T00:00:00Z'),
        email: 'ann@x.org',
        name: 'Ann',
      },
      {
        external_id: 'bolt',
        lifecycle_stage: 'adoption',
        created_at: new Date('2025-02-01T06:30:00Z'),
        email: 'bob@x.org',
        name: 'Bob',
      },
    ]);
    expect(
      await rows(
        `SELECT o.external_id AS organization, u.external_id AS id, u.role, u.created_at FROM customer_success.users u
           JOIN customer_success.organizations o USING (organization_id) ORDER BY 1, 2`,
      ),
    ).toEqual([
      { organization: 'acme', id: 'u1', role: 'champion', created_at: new Date('2025-01-01T00:00:00Z') },
      { organization: 'acme', id: 'u2', role: 'member', created_at: new Date('2025-01-01T00:00:00Z') },
      { organization: 'bolt', id: 'u1', role: 'admin', created_at: new Date('2025-02-01T06:30:00Z') },
    ]);
  });

  test('may hold subscriptions, tickets and survey responses', async () => {
    await load({
      ...twoAccounts,
      'subscriptions.csv': csv(
        'subscription_id,organization_id,product,started_on,ended_on,mrr,quantity,unit,billing_months,discount,renews_on',
        's1,acme,Pro,2025-01-01,,1200.505,25,users,12,0.1,2026-12-31',
      ),
      'support_tickets.csv': csv(
        'ticket_id,organization_id,user_id,subject,severity,opened_at,resolved_at,satisfaction',
        't1,acme,u1,"It says ""no"", twice",urgent,2026-11-01 10:00,,',
      ),
      'survey_responses.csv': csv(
        'response_id,organization_id,user_id,kind,score,comment,responded_at',
        'r1,bolt,u1,nps,10,,2026-11-02',
      ),
    });
    expect(
      await rows(
        'SELECT product, mrr, quantity, unit, billing_months, renews_on::text FROM customer_success.subscriptions',
      ),
    ).toEqual([
      {
        product: 'Pro',
        mrr: '1200.51',
        quantity: '25',
        unit: 'users',
        billing_months: 12,
        renews_on: '2026-12-31',
      },
    ]);
    expect(await rows('SELECT subject, severity, opened_at FROM customer_success.support_tickets')).toEqual([
      { subject: 'It says "no", twice', severity: 'urgent', opened_at: new Date('2026-11-01T10:00:00Z') },
    ]);
    expect(await rows('SELECT kind, score FROM customer_success.survey_responses')).toEqual([
      { kind: 'nps', score: 10 },
    ]);
  });

  test('may be packed, begin with a byte order mark, and end lines as Windows does', async () => {
    const report = await load({
      'features.csv.gz': gzipSync(twoAccounts['features.csv']),
      'organizations.csv': `\uFEFF${twoAccounts['organizations.csv'].replaceAll('\n', '\r\n')}`,
      'users.csv': twoAccounts['users.csv'].replaceAll('\n', '\r\n').trimEnd(),
    });
    expect(report.files.map((file) => file.added)).toEqual([2, 2, 3]);
    expect(await rows('SELECT name FROM customer_success.users ORDER BY name')).toEqual([
      { name: 'Udo' },
      { name: 'Uma' },
      { name: 'Una' },
    ]);
  });

  test('may have line ends inside quotes, and the lines are still counted right', async () => {
    const report = await load({
      ...twoAccounts,
      'features.csv': csv('feature_id,name,kind', 'a,"two\nlines",core', 'b,B,wrong'),
    });
    expect(await rows('SELECT name FROM customer_success.features')).toEqual([{ name: 'two\nlines' }]);
    expect(fileOf(report, 'features').reasons).toEqual([
      { reason: 'kind is none of core, outcome, other', rows: 1, firstLine: 4, keys: [] },
    ]);
  });

  test('that is loaded again changes nothing and tells no desktop', async () => {
    await load(twoAccounts);
    const before = await rows('SELECT count(*) FROM customer_success.sync_log');
    const report = await load(twoAccounts);
    expect(report.files.map(({ added, changed, unchanged }) => [added, changed, unchanged])).toEqual([
      [0, 0, 2],
      [0, 0, 2],
      [0, 0, 3],
    ]);
    expect(await rows('SELECT count(*) FROM customer_success.sync_log')).toEqual(before);
  });

  test('that is loaded again with fewer columns leaves the others as they were', async () => {
    await load(twoAccounts);
    const report = await load({
      'organizations.csv': csv('organization_id,name,created_at', 'acme,Acme Ltd,2025-01-01'),
    });
    expect(fileOf(report, 'organizations')).toMatchObject({ changed: 1, unchanged: 0 });
    expect(
      await rows(
        `SELECT name, segment, owner_id IS NULL AS unowned FROM customer_success.organizations WHERE external_id = 'acme'`,
      ),
    ).toEqual([{ name: 'Acme Ltd', segment: 'SMB', unowned: false }]);
  });
});

describe('a bad row', () => {
  test('is set aside with its line and reason, and the rest is loaded', async () => {
    const folder = writeCsvFolder({
      ...twoAccounts,
      'subscriptions.csv': csv(
        'subscription_id,organization_id,started_on,ended_on,mrr,discount,billing_months',
        's1,acme,2025-01-01,,100,0,1',
        's2,acme,31/01/2025,,100,0,1',
        's3,acme,2025-02-29,,100,0,1',
        's4,acme,2024-02-29,2024-02-28,100,0,1',
        's5,acme,2025-01-01,,12 00,0,1',
        's6,acme,2025-01-01,,100,1.5,1',
        's7,acme,2025-01-01,,100,0,0',
        's8,nobody,2025-01-01,,100,0,1',
        ',acme,2025-01-01,,100,0,1',
        's10,acme,2025-01-01,,100,0',
      ),
    });
    const report = await createCompany({ url: here.company.url, from: folder, now });
    expect(await rows('SELECT external_id FROM customer_success.subscriptions')).toEqual([
      { external_id: 's1' },
    ]);
    expect(fileOf(report, 'subscriptions')).toMatchObject({ rows: 10, added: 1, setAside: 9 });
    expect(readFileSync(join(folder, 'set-aside', 'subscriptions.csv'), 'utf8').split('\n')).toEqual([
      'line,reason,subscription_id,organization_id,started_on,ended_on,mrr,discount,billing_months',
      '11,6 fields where the header has 7,s10,acme,2025-01-01,,100,0',
      '3,started_on “31/01/2025” is not a day; write 2026-01-31,s2,acme,31/01/2025,,100,0,1',
      '4,started_on “2025-02-29” is not a day; write 2026-01-31,s3,acme,2025-02-29,,100,0,1',
      '5,ended_on “2024-02-28” is before started_on,s4,acme,2024-02-29,2024-02-28,100,0,1',
      '6,mrr “12 00” is not a number from -999999999999 to 999999999999; write 1234.5,s5,acme,2025-01-01,,12 00,0,1',
      '7,discount “1.5” is not a number from 0 to 1; write 1234.5,s6,acme,2025-01-01,,100,1.5,1',
      '8,billing_months “0” is not a whole number from 1 to 1200,s7,acme,2025-01-01,,100,0,0',
      '9,organization_id “nobody” is an unknown organization,s8,nobody,2025-01-01,,100,0,1',
      '10,subscription_id is missing,,acme,2025-01-01,,100,0,1',
      '',
    ]);
  });

  test('that was mended in the set-aside folder loads from there', async () => {
    const folder = writeCsvFolder({
      ...twoAccounts,
      'features.csv': csv('feature_id,name,kind', 'a,A,core', 'b,B,heart'),
    });
    const first = await createCompany({ url: here.company.url, from: folder, now });
    expect(first.setAsideFolder).toBe(join(folder, 'set-aside'));
    const path = join(folder, 'set-aside', 'features.csv');
    writeCsvFolder(
      { 'features.csv': readFileSync(path, 'utf8').replace(',heart', ',core') },
      join(folder, 'set-aside'),
    );
    const second = await createCompany({ url: here.company.url, from: join(folder, 'set-aside'), now });
    expect(fileOf(second, 'features')).toMatchObject({ added: 1, setAside: 0, ignoredColumns: [] });
    expect(await rows('SELECT external_id FROM customer_success.features ORDER BY 1')).toEqual([
      { external_id: 'a' },
      { external_id: 'b' },
    ]);
  });

  test('that was mended badly is set aside again, with its new line and reason', async () => {
    const folder = writeCsvFolder({
      'features.csv': csv('feature_id,name,kind', 'a,A,core', 'b,B,heart', 'c,C,'),
    });
    await createCompany({ url: here.company.url, from: folder, now });
    const again = join(folder, 'set-aside');
    await createCompany({ url: here.company.url, from: again, now });
    expect(readFileSync(join(again, 'set-aside', 'features.csv'), 'utf8')).toBe(
      csv('line,reason,feature_id,name,kind', '2,"kind “heart” is none of core, outcome, other",b,B,heart'),
    );
  });

  test('leaves no set-aside folder behind once all rows are good', async () => {
    const folder = writeCsvFolder(twoAccounts);
    await createCompany({ url: here.company.url, from: folder, now });
    expect(existsSync(join(folder, 'set-aside'))).toBe(false);
  });

  test('with a quote that is never closed takes no other row with it', async () => {
    const report = await load({
      ...twoAccounts,
      'features.csv': csv(
        'feature_id,name,kind',
        'a,A,core',
        'b,"B,core',
        'c,C,core',
        'd,"D, d",other',
        'e,E,core',
      ),
    });
    expect(await rows('SELECT external_id FROM customer_success.features ORDER BY 1')).toEqual(
      ['a', 'c', 'd', 'e'].map((external_id) => ({ external_id })),
    );
    expect(fileOf(report, 'features').reasons.map(({ firstLine, rows }) => [firstLine, rows])).toEqual([
      [3, 1],
    ]);
  });

  test.each([
    [
      'that is not UTF-8',
      Buffer.from('b,M\xfcller,core\n', 'latin1'),
      'not UTF-8 text; save the file as UTF-8',
    ],
    ['with a zero byte', Buffer.from('b,B\0,core\n'), 'a zero byte in the text'],
    ['with a bare carriage return', Buffer.from('b,B\rb,core\n'), 'a carriage return outside quotes'],
    [
      'with the end mark of COPY on a line',
      Buffer.from('b,"B\n\\.\n",core\n'),
      'a line that begins with \\.',
    ],
  ])('%s is set aside and the rest is loaded', async (_name, line, reason) => {
    const report = await load({
      ...twoAccounts,
      'features.csv': Buffer.concat([
        Buffer.from('feature_id,name,kind\na,Älteres,core\nd,Öl,\n'),
        line,
        Buffer.from('c,C,core\n'),
      ]),
    });
    expect(await rows('SELECT external_id FROM customer_success.features ORDER BY 1')).toEqual([
      { external_id: 'a' },
      { external_id: 'c' },
      { external_id: 'd' },
    ]);
    expect(fileOf(report, 'features').reasons).toEqual([{ reason, rows: 1, firstLine: 4, keys: [] }]);
  });

  test('that names the same row as a later one gives way to it', async () => {
    const report = await load({
      ...twoAccounts,
      'features.csv': csv('feature_id,name', 'a,First', 'b,B', 'a,Last'),
    });
    expect(await rows(`SELECT name FROM customer_success.features WHERE external_id = 'a'`)).toEqual([
      { name: 'Last' },
    ]);
    expect(fileOf(report, 'features')).toMatchObject({ added: 2, setAside: 1 });
    expect(fileOf(report, 'features').reasons[0]?.firstLine).toBe(2);
  });

  test('that only the database refuses is found and set aside, and the rest is loaded', async () => {
    await here.company.admin.query(
      `ALTER TABLE customer_success.features ADD CONSTRAINT no_poison CHECK (name NOT LIKE 'Poison%')`,
    );
    const lines = Array.from({ length: 100 }, (_, i) => `f${i},${i % 40 === 7 ? 'Poison' : 'Feature'} ${i}`);
    const folder = writeCsvFolder({ ...twoAccounts, 'features.csv': csv('feature_id,name', ...lines) });
    const report = await createCompany({ url: here.company.url, from: folder, now });
    expect(fileOf(report, 'features')).toMatchObject({ added: 97, setAside: 3 });
    expect(
      readFileSync(join(folder, 'set-aside', 'features.csv'), 'utf8')
        .split('\n')
        .slice(1),
    ).toEqual([
      expect.stringMatching(/^9,"?refused by the database: .*no_poison.*,f7,Poison 7$/),
      expect.stringMatching(/^49,"?refused by the database: .*no_poison.*,f47,Poison 47$/),
      expect.stringMatching(/^89,"?refused by the database: .*no_poison.*,f87,Poison 87$/),
      '',
    ]);
  });

  test('is also counted in the database, by reason and unknown id', async () => {
    await load({
      ...twoAccounts,
      'activity_events.csv': csv(
        'organization_id,user_id,feature_id,occurred_at',
        'ghost,u1,login,2026-11-01',
        'ghost,u1,login,2026-11-02',
        'acme,u1,teleport,2026-11-02',
        'acme,u1,login,2026-11-02',
      ),
    });
    expect(
      await rows(
        'SELECT table_name, reason, key, rows, first_line FROM customer_success.set_aside_rows ORDER BY key',
      ),
    ).toEqual([
      {
        table_name: 'activity_events',
        reason: 'organization_id is an unknown organization',
        key: 'ghost',
        rows: '2',
        first_line: '2',
      },
      {
        table_name: 'activity_events',
        reason: 'feature_id is an unknown feature',
        key: 'teleport',
        rows: '1',
        first_line: '4',
      },
    ]);
  });
});

test('files and columns that mean nothing here are named in the report', async () => {
  const report = await load({
    ...twoAccounts,
    'features.csv': csv('feature_id,name,colour', 'a,A,red'),
    'invoices.csv': csv('id', '1'),
  });
  expect(report.ignoredFiles).toEqual(['invoices.csv']);
  expect(fileOf(report, 'features').ignoredColumns).toEqual(['colour']);
});

test('the pipeline’s own login can load, with no right but to write', async () => {
  const pipeline = await here.company.createLogin({ role: 'loader' });
  const report = await createCompany({ url: pipeline.url, from: writeCsvFolder(twoAccounts), now });
  expect(report.files.map((file) => file.added)).toEqual([2, 2, 3]);
});

// Pruning spares what a transaction anywhere on the server may still have to read: then look again.
test('a database that the server lacks is made, and its log begins after the load', {
  retry: 3,
}, async () => {
  const address = new URL(here.company.url);
  address.pathname = `/${here.company.database}_made`;
  const report = await createCompany({ url: address.href, from: writeCsvFolder(twoAccounts), now });
  const client = new pg.Client({ connectionString: address.href });
  await client.connect();
  const { rows } = await client.query(
    `SELECT (SELECT count(*)::int FROM customer_success.users) AS users,
            (SELECT count(*)::int FROM customer_success.sync_log) AS log,
            min_retained_xid <= pg_snapshot_xmin(pg_current_snapshot()) AS readable FROM customer_success.sync_meta`,
  );
  await client.end();
  await here.company.admin.query(`DROP DATABASE ${here.company.database}_made WITH (FORCE)`);
  expect(report.schema.from).toBe(0);
  expect(rows).toEqual([{ users: 3, log: 0, readable: true }]);
});
