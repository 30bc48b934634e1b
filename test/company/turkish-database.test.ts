import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCompany } from '../../src-main/company/create-company';
import { diagnose } from '../../src-main/company/diagnose';
import { grantMember } from '../../src-main/company/grant-member';
import { csv, writeCsvFolder } from '../support/csv-folder';
import { startPostgres, type TestServer } from '../support/postgres';

/** Of a Turkish database, I and i are no capital and small letter of each other. */
const locales = {
  usual: `LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'`,
  turkish: `LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR'`,
};

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres({ ours: true });
});
afterAll(async () => {
  await server.stop();
});

const files = {
  'features.csv': csv('feature_id,name,kind', 'I,IŞIK,CORE', 'i,ışık,OUTCOME', 'ı,Istanbul,Other', 'n,N,NIL'),
  'organizations.csv': csv(
    'organization_id,name,lifecycle_stage,owner_email,created_at,churned_at,timezone',
    'I,Iris,ADOPTION,INFO@IRIS.EXAMPLE,2025-01-01,INFINITY,Europe/Istanbul',
    'i,iris,RENEWAL,info@iris.example,2025-01-01,,NIL',
  ),
  'users.csv': csv('user_id,organization_id,role', 'I,I,ADMIN', 'i,i,CHAMPION'),
  'subscriptions.csv': csv(
    'subscription_id,organization_id,started_on,mrr,quantity,unit,discount',
    'I,I,2025-01-01,"1,234.50",10,LICENCES,10%',
    'i,i,2025-01-01,€ 5,NIL,LICENSED USERS,N/A',
  ),
  'support_tickets.csv': csv('ticket_id,organization_id,severity,opened_at', 'I,I,HIGH,2026-01-05 10:00'),
  'interventions.csv': csv(
    'intervention_id,organization_id,kind,channel,started_at,is_automatic',
    'I,I,CHECK_IN,EMAIL,2026-01-05,TRUE',
    'i,i,TRAINING,WEBINAR,2026-01-05,YES',
  ),
};

async function loadedInto(database: string): Promise<unknown[][]> {
  const url = new URL(server.url);
  url.pathname = `/${database}`;
  const report = await createCompany({
    url: url.href,
    from: writeCsvFolder(files),
    now: () => Date.parse('2026-11-28T12:00:00Z'),
  });
  expect(report.files.flatMap(({ reasons }) => reasons.map(({ reason }) => reason))).toEqual([]);
  expect(report.files.flatMap(({ unknownUnits }) => unknownUnits)).toEqual([]);
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query(`CREATE ROLE "ILGI_${database}" LOGIN`);
    await grantMember(client, {
      login: `ILGI_${database}`,
      role: 'manager',
      scope: 'book',
      managerEmail: 'INFO@Iris.Example',
    });
    const found: unknown[][] = [];
    for (const sql of tables) found.push((await client.query({ text: sql, rowMode: 'array' })).rows);
    // Of the login of this test, a superuser, row security is an error in any database.
    expect(
      (await diagnose(url.href)).filter(({ check, level }) => level === 'error' && check !== 'row security'),
    ).toEqual([]);
    return found;
  } finally {
    await client.end();
  }
}

const tables = [
  'SELECT external_id, name, kind FROM customer_success.features ORDER BY feature_id',
  'SELECT external_id, name, lifecycle_stage, churned_at, timezone, owner_id FROM customer_success.organizations ORDER BY organization_id',
  'SELECT email FROM customer_success.managers ORDER BY manager_id',
  'SELECT external_id, role FROM customer_success.users ORDER BY user_id',
  'SELECT external_id, mrr, quantity, unit, discount FROM customer_success.subscriptions ORDER BY subscription_id',
  'SELECT severity, opened_at FROM customer_success.support_tickets',
  'SELECT kind, channel, is_automatic FROM customer_success.intervention_history ORDER BY 1',
];

test('a database of a Turkish locale takes the same words, numbers and addresses as any other', async () => {
  const loaded: Record<string, unknown[][]> = {};
  for (const [name, locale] of Object.entries(locales)) {
    await server.admin.query(`CREATE DATABASE company_${name} TEMPLATE template0 ENCODING 'UTF8' ${locale}`);
    loaded[name] = await loadedInto(`company_${name}`);
  }
  expect(loaded['turkish']).toEqual(loaded['usual']);
  expect(loaded['turkish']?.[0]).toEqual([
    ['I', 'IŞIK', 'core'],
    ['i', 'ışık', 'outcome'],
    ['ı', 'Istanbul', 'other'],
    ['n', 'N', 'other'],
  ]);
  expect(loaded['turkish']?.[2]).toEqual([['info@iris.example']]);
});
