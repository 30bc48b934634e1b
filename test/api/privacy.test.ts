import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  certificateSchema,
  erasurePlanSchema,
  exportedPersonSchema,
} from '../../src-preload/contract/privacy';
import type { Role } from '../../src-preload/contract/roles';
import { companyForEachTest } from '../support/company-for-each-test';
import { createKeeper, type Keeper } from '../support/keeper';
import { type RunningHost, startHost } from '../support/running-host';
import { writeThreeAccounts } from '../support/three-accounts';

const here = companyForEachTest();
let keeper: Keeper;
let host: RunningHost;
let me: string;
let folder: string;
let file: string | null;
beforeEach(async () => {
  await writeThreeAccounts(here.company.admin);
  await here.company.admin.query(`
    UPDATE customer_success.users SET name = 'Una Prell', email = 'Una@Acme.test' WHERE user_id = 1;
    UPDATE customer_success.support_tickets SET subject = 'Uni asks, and so does Una Prell' WHERE organization_id = 1`);
  keeper = await createKeeper(here.company);
  folder = mkdtempSync(join(tmpdir(), 'steward-privacy-'));
  file = join(folder, 'una.json');
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true });
  await keeper.drop([]);
});

async function openAs(role: Role): Promise<void> {
  const { login, url } = await here.company.createLogin({ role, scope: 'all' });
  me = login;
  host = await startHost(url, ({ kind }) => (kind === 'save-path' ? file : null));
  // As what somebody is let in comes with the copy.
  await expect.poll(() => host.ask('settings.me'), { timeout: 20_000 }).toMatchObject({ role });
}
const unlock = () => host.ask('team.unlock', { login: keeper.login, password: keeper.password });

async function refusal(path: string, input: unknown) {
  const answer = await host.call(path, input);
  return answer.ok ? 'done' : answer.error.code;
}
const una = { who: { email: 'una@acme.test' }, names: [] };
const users = async () =>
  (await here.company.admin.query('SELECT name, email FROM customer_success.users WHERE user_id = 1')).rows;

test('a contact without an address is meant by the ids of contact and account, alone', async () => {
  await here.company.admin.query(`UPDATE customer_success.users SET email = NULL`);
  const { rows } = await here.company.admin.query<{ contact: string; account: string }>(
    `SELECT u.external_id AS contact, o.external_id AS account FROM customer_success.users u
       JOIN customer_success.organizations o USING (organization_id) WHERE u.user_id = 1`,
  );
  const [who = { contact: '', account: '' }] = rows;
  await openAs('admin');
  await unlock();
  expect(await host.ask('privacy.plan', { who, names: [] })).toMatchObject({
    contacts: [{ account: 'Acme', contact: 1 }],
  });
  expect(await refusal('privacy.erase', { who, names: [], typed: 'una' })).toBe('invalid_input');
  await host.ask('privacy.erase', { who, names: [], typed: who.contact });
  const left = await here.company.admin.query<{ id: number }>(
    `SELECT user_id AS id FROM customer_success.users WHERE erased_at IS NOT NULL`,
  );
  expect(left.rows).toEqual([{ id: 1 }]);
});

test('an admin is told what would go, writes the address once more, and is told who is waited for', async () => {
  await openAs('admin');
  await unlock();
  const plan = erasurePlanSchema.parse(await host.ask('privacy.plan', una));
  expect(plan).toMatchObject({
    contacts: [{ account: 'Acme', contact: 1 }],
    removed: { users: 1, support_tickets: 1 },
  });
  expect(await users()).toEqual([{ name: 'Una Prell', email: 'Una@Acme.test' }]);
  for (const typed of ['', 'una', 'una@acme.tests'])
    expect(await refusal('privacy.erase', { ...una, typed })).toBe('invalid_input');
  expect(await users()).toEqual([{ name: 'Una Prell', email: 'Una@Acme.test' }]);
  const done = certificateSchema.parse(await host.ask('privacy.erase', { ...una, typed: ' UNA@acme.test ' }));
  expect(done.erasures).toMatchObject([
    { account: 'Acme', contact: 1, by: keeper.login, company: plan.removed },
  ]);
  expect(await users()).toEqual([{ name: 'Erased contact', email: null }]);
  // This desktop erases its own copy without being asked.
  const erasures = done.erasures.map(({ erasure }) => erasure);
  await expect
    .poll(
      async () => {
        const now = certificateSchema.parse(await host.ask('privacy.status', { erasures }));
        return now.erasures.map(({ done: copies, waitsFor }) => [copies.map(({ login }) => login), waitsFor]);
      },
      { timeout: 20_000 },
    )
    .toEqual([[[me], []]]);
  expect(certificateSchema.parse(await host.ask('privacy.status', { erasures: null })).erasures).toHaveLength(
    1,
  );
});

test('an admin saves all that is held about a contact, with other names, in a file of their own', async () => {
  await openAs('admin');
  await unlock();
  writeFileSync(file ?? '', 'of before');
  chmodSync(file ?? '', 0o644);
  const saved = exportedPersonSchema.parse(await host.ask('privacy.export', { ...una, names: ['Uni'] }));
  expect(saved).toMatchObject({
    path: file,
    contacts: [{ account: 'Acme', contact: 1 }],
    rows: { users: 1, support_tickets: 1, survey_responses: 1 },
  });
  expect(statSync(file ?? '').mode & 0o777).toBe(0o600);
  const held = readFileSync(file ?? '', 'utf8');
  expect(held).toContain('Uni asks, and so does Una Prell');
  expect(await users()).toEqual([{ name: 'Una Prell', email: 'Una@Acme.test' }]);
  file = null;
  expect(await host.ask('privacy.export', una)).toMatchObject({ path: null });
});

test('nobody is exported or erased by a manager, while it is locked, or by an address that nobody has', async () => {
  const paths = ['privacy.plan', 'privacy.erase', 'privacy.export', 'privacy.status'] as const;
  const input = { ...una, typed: una.who.email, erasures: null };
  await openAs('manager');
  await unlock();
  for (const path of paths) expect([path, await refusal(path, input)]).toEqual([path, 'forbidden']);
  await host.close();
  await openAs('admin');
  for (const path of paths) expect([path, await refusal(path, input)]).toEqual([path, 'forbidden']);
  await unlock();
  const nobody = { who: { email: 'nobody@acme.test' }, names: [], typed: 'nobody@acme.test' };
  for (const path of paths.slice(0, 3)) expect(await refusal(path, nobody)).toBe('not_found');
  expect(await users()).toEqual([{ name: 'Una Prell', email: 'Una@Acme.test' }]);
});
