import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, test } from 'vitest';
import { connectCompany } from '../../src-main/company/connect-company';
import { createCompany } from '../../src-main/company/create-company';
import { grantMember } from '../../src-main/company/grant-member';
import { connect } from '../../src-main/sync/wire/connect';
import { startEmbeddedPostgres } from '../../tools/embedded-postgres.mjs';
import { twoAccounts, writeCsvFolder } from '../support/csv-folder';
import { assignment, makeDecoys, oddSettings, oddSettingsTogether } from '../support/odd-settings';
import { openDesk } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';
import { localRows } from './support/oracle';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
const later = () => Date.parse('2026-11-22T12:00:00Z');

/** Loads anew under each setting; pulls and the limits of time are tried in any case. */
const isThorough = process.env['STEWARD_SCHEDULES'] !== undefined;

/** All that a load of the two accounts leaves at the company. */
async function loadedRows(admin: pg.ClientBase | pg.Pool): Promise<unknown> {
  const { rows } = await admin.query(`
    select (select jsonb_agg(to_jsonb(o) - 'organization_id' - 'owner_id' order by o.external_id) from customer_success.organizations o) as organizations,
           (select jsonb_agg(to_jsonb(u) - 'user_id' - 'organization_id' order by u.email, u.external_id) from customer_success.users u) as users,
           (select count(*)::int from customer_success.sync_log) as lines`);
  return rows[0];
}

test('whatever is set for a role, a load and a pull bring the same rows', async () => {
  const { admin } = here.company;
  const { login } = here.login;
  await makeDecoys(admin);
  await here.desk.sync();
  const whole = localRows(here.desk.store.read);
  for (const setting of await oddSettings(admin)) {
    const [name] = setting;
    await admin.query('update customer_success.users set title = $1', [name]);
    await admin.query(`alter role ${login} set ${assignment(setting)}`);
    expect(await here.desk.sync({ verify: true }), name).toMatchObject({ kind: 'applied' });
    await admin.query('update customer_success.users set title = null');
    if (isThorough || name.endsWith('timeout')) here.startOver();
    expect(await here.desk.sync(), name).toMatchObject({ kind: 'applied' });
    await admin.query(`alter role ${login} reset all`);
    expect(localRows(here.desk.store.read), name).toEqual(whole);
  }
  await here.desk.expectEqual();
});

test('whatever is set for a database, all at once, sync and the loader read and write the same', async () => {
  const { admin, database, url } = here.company;
  await makeDecoys(admin);
  await admin.query(
    'truncate customer_success.organizations, customer_success.features, customer_success.managers cascade; truncate customer_success.sync_log',
  );
  const loader = await here.company.createLogin({ role: 'loader' });
  const from = writeCsvFolder(twoAccounts);
  await createCompany({ url: loader.url, from, now: later });
  const usual = await loadedRows(admin);
  await admin.query(
    'truncate customer_success.organizations, customer_success.features, customer_success.managers cascade; truncate customer_success.sync_log',
  );
  for (const setting of await oddSettingsTogether(admin)) {
    await admin.query(`alter database ${database} set ${assignment(setting)}`);
  }
  // The administrator's pool keeps the settings that it began with.
  await createCompany({ url: loader.url, from, now: later });
  expect(await loadedRows(admin)).toEqual(usual);
  await createCompany({ url, from, now: later });
  await here.desk.sync();
  const synced = localRows(here.desk.store.read);
  await admin.query(`alter database ${database} reset all`);
  await here.desk.expectEqual();
  expect(synced).toEqual(localRows(here.desk.store.read));
});

test('whatever a server is set to, a company is made, filled and synced as on any other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steward-odd-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres({ folder: join(folder, 'data'), temporary: true });
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  try {
    await admin.query(`create role ann login password 'secret'`);
    const company = new URL(server.url);
    company.pathname = '/company';
    for (const setting of await oddSettingsTogether(admin))
      await admin.query(`alter system set ${assignment(setting)}`);
    await admin.query('select pg_reload_conf()');
    await createCompany({ url: company.href, from: writeCsvFolder(twoAccounts), now: later });
    const client = await connectCompany(company.href);
    await grantMember(client, { login: 'ann', role: 'manager', scope: 'all' });
    await client.end();
    company.username = 'ann';
    company.password = 'secret';
    const desk = openDesk({ login: 'ann', url: company.href, connect: () => connectCompany(company.href) });
    expect(await desk.sync({ verify: true })).toMatchObject({ kind: 'applied' });
    await desk.expectEqual();
    desk.close();
  } finally {
    await admin.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a loader whose session would pass triggers by is told so, and loads nothing', async () => {
  const loader = await here.company.createLogin({ role: 'loader' });
  await here.company.admin.query(`alter role ${loader.login} set session_replication_role = replica`);
  const load = createCompany({ url: loader.url, from: writeCsvFolder(twoAccounts), now: later });
  await expect(load).rejects.toMatchObject({ code: 'not_ready', message: /pass triggers by/ });
});

test('a login that may have one session alone is told what to ask for', async () => {
  await here.company.admin.query(`alter role ${here.login.login} connection limit 1`);
  await expect(here.desk.sync()).rejects.toMatchObject({
    code: 'offline',
    message: /no connection to spare for this login.*connection limit/,
  });
  const first = await connect({ url: here.login.url });
  await expect(connectCompany(here.login.url)).rejects.toThrow(/no free connection.*connection limit/);
  await first.close();
  await here.company.admin.query(`alter role ${here.login.login} connection limit -1`);
  await here.desk.sync();
  await here.desk.expectEqual();
});
