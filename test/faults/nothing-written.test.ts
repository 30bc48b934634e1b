import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src-main/lib/create-log';
import { companyForEachTest } from '../support/company-for-each-test';
import { type RunningHost, startHost } from '../support/running-host';
import { fillCompany } from '../sync/support/company';

/** Each begins with it, so that one search finds whatever was written down of them: too long for chance in encrypted bytes. */
const mark = 'QzxWrittenDown';
const password = `${mark}Password1`;

const here = companyForEachTest();
let folder: string;
let host: RunningHost | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'steward-written-'));
});
afterEach(async () => {
  await host?.close();
  host = null;
  rmSync(folder, { recursive: true, force: true });
});

/** A company in which whatever a customer or a person wrote is marked. */
async function markedCompany(): Promise<{ login: string; url: string }> {
  const { admin } = here.company;
  await fillCompany(admin, 3);
  await admin.query(`
    update customer_success.organizations set name = '${mark}Account ' || organization_id;
    update customer_success.users set name = '${mark}Person ' || user_id, email = '${mark}' || user_id || '@x.example';
    update customer_success.support_tickets set subject = '${mark}Subject';
    update customer_success.survey_responses set comment = '${mark}Comment'`);
  const { login, url } = await here.company.createLogin({ role: 'admin', scope: 'all' });
  await admin.query(`alter role ${login} password '${password}'`);
  const marked = new URL(url);
  marked.password = password;
  return { login, url: marked.href };
}

/** A day with everything that goes wrong: calls that are refused, tables that are gone, lines and logins that break. */
async function badDay(running: RunningHost, { login, url }: { login: string; url: string }): Promise<void> {
  const { admin } = here.company;
  const wrong = new URL(url);
  wrong.password = `${mark}Wrong`;
  await running.ask('account.addNote', { id: 1, text: `${mark}Note`, contactId: null });
  for (const [path, input] of [
    ['account.addNote', { id: 1, text: `${mark}Note`.repeat(4000), contactId: null }],
    ['account.addNote', { id: `${mark}Id`, text: null }],
    ['accounts.list', { filter: { search: `${mark}"'; select` }, sort: mark }],
    ['accounts.export', { filter: {}, sort: { key: 'arr', descending: true }, columns: [] }],
    ['team.unlock', { login, password: `${mark}Keeper` }],
    ['settings.testConnection', { url: wrong.href }],
    ['palette.search', { text: `${mark}Account` }],
    [`${mark}.path`, {}],
  ] as const)
    await running.call(path, input);
  // A row that no copy can take, a table that changed, and a session that ended in its middle.
  await admin.query(`alter table customer_success.users alter column name drop not null;
    update customer_success.users set name = repeat('${mark}', 100000) where user_id = 1`);
  await running.call('monitor.syncNow');
  await admin.query('alter table customer_success.features rename column kind to sort');
  await running.call('monitor.syncNow');
  await admin.query('alter table customer_success.features rename column sort to kind');
  // A rule of the company's own that repeats what it reads.
  await admin.query(`
    create function customer_success.loud(name text) returns boolean language plpgsql as $$
    begin raise exception 'not for %', name using detail = name; end $$;
    grant execute on function customer_success.loud(text) to public;
    create policy loud on customer_success.users as restrictive for select using (customer_success.loud(name));
    update customer_success.users set name = name || '!' where user_id = 2`);
  await running.call('monitor.syncNow');
  await admin.query('drop policy loud on customer_success.users');
  await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where usename = $1', [login]);
  await running.call('settings.setConnection', { url: wrong.href });
  await running.call('monitor.syncNow');
  await running.call('settings.setConnection', { url });
  await vi.waitFor(async () => expect(await running.call('monitor.syncNow')).toMatchObject({ ok: true }), {
    timeout: 30_000,
  });
}

test('a bad day leaves no password and nothing that a customer wrote in any file but the encrypted copy, and none of it there', async () => {
  const company = await markedCompany();
  const logFile = join(folder, 'steward.log');
  const log = createLog(pino.destination({ dest: logFile, sync: true, mkdir: true }));
  host = await startHost(
    company.url,
    ({ kind }) => (kind === 'save-path' ? `/${mark}/no/folder.csv` : null),
    {
      folder,
      log,
    },
  );
  await host.scored();
  await badDay(host, company);
  const lines = readFileSync(logFile, 'utf8');
  expect(lines.split('\n').length).toBeGreaterThan(3);
  expect(lines).toMatch(/"msg":"sync failed"/);
  await host.leave();
  host = null;
  const written = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  expect(written.length).toBeGreaterThan(1);
  for (const file of written) expect([file, readFileSync(file).includes(mark)]).toEqual([file, false]);
});
