import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { storeKey } from '../../src-main/app/store-key';
import { eraseAsAsked } from '../../src-main/lib/copies/erase-copy';
import { accountListSchema } from '../../src-preload/contract/accounts';
import { signInStateSchema } from '../../src-preload/contract/sign-in';
import { companyForEachTest } from '../support/company-for-each-test';
import type { TestLogin } from '../support/postgres';
import { type HostAgain, type RunningHost, startHost } from '../support/running-host';
import { fillCompany } from '../sync/support/company';

const here = companyForEachTest();
const noKeychain = { isReal: () => false, seal: () => Buffer.alloc(0), open: () => '' };

let login: TestLogin;
let userData: string;
let folder: string;
let host: RunningHost;
let ended: PromiseWithResolvers<void>;
beforeEach(async () => {
  await fillCompany(here.company.admin, 4);
  login = await here.company.createLogin({ role: 'manager', scope: 'all', managerId: 1 });
  userData = mkdtempSync(join(tmpdir(), 'steward-revoked-'));
  folder = join(userData, 'store');
  await start(login.url);
  await host.scored();
});
afterEach(async () => {
  await host.close();
  rmSync(userData, { recursive: true, force: true });
});

/** Starts the host as the shell does, with the copy's own key. */
async function start(url: string | null, options: HostAgain = {}): Promise<void> {
  eraseAsAsked(join(folder, 'steward.db'), []);
  mkdirSync(folder, { recursive: true });
  ended = Promise.withResolvers();
  const { key } = storeKey(folder, noKeychain);
  host = await startHost(url, () => null, { folder, key, restart: () => ended.resolve(), ...options });
}

async function startAgain(url: string | null, options?: HostAgain): Promise<void> {
  await host.leave();
  await start(url, options);
}

async function state() {
  return signInStateSchema.parse(await host.ask('signIn.state'));
}

async function phase() {
  return (await state()).sync.phase;
}

function filesOf(path = userData): string[] {
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name.toString()))
    .filter((name) => statSync(name).isFile());
}

const oneAccount = { filter: {}, sort: { key: 'name', descending: false }, offset: 0, limit: 1 };

async function addNote(text: string) {
  const { rows } = accountListSchema.parse(await host.ask('accounts.list', oneAccount));
  await host.ask('account.addNote', { id: rows[0]?.id, text, contactId: null });
}

const membershipGone = () => here.company.admin.query('delete from customer_success.memberships');

/** Everything an old key could open, tried with it. */
function opensWith(key: string): string[] {
  return filesOf().filter((file) => {
    const client = new Database(file, { readonly: true });
    try {
      client.pragma("cipher = 'aegis'");
      client.pragma("algorithm = 'aegis-256'");
      client.pragma(`key = 'raw:${key}'`);
      return client.prepare<[], number>('select count(*) from sqlite_master').pluck().get() !== 0;
    } catch {
      return false;
    } finally {
      client.close();
    }
  });
}

/** A machine that is busy is no fault of the copy. */
const soon = { timeout: 30_000 };

const ways: [string, () => Promise<unknown>][] = [
  ['its membership is gone', membershipGone],
  ['its login may sign in no more', () => here.company.admin.query(`alter role ${login.login} nologin`)],
  [
    'somebody has signed this device out',
    () =>
      here.company.admin.query(
        `insert into customer_success.device_sign_outs select login, copy, 'ada' from customer_success.devices`,
      ),
  ],
];

test.each(ways)(
  'when %s, the copy is erased with its key, its backups and damaged copies, and nothing on the disk reads',
  async (_way, takeBack) => {
    const names = await here.company.admin.query<{ name: string }>(
      'select name from customer_success.organizations',
    );
    await startAgain(null);
    await addNote('A word that nobody has sent');
    await startAgain(login.url.replace(/:\d+\//, ':1/'));
    const oldKey = host.key;
    const file = join(folder, 'steward.db');
    const before = filesOf();
    expect(before.some((name) => name.endsWith('.backup'))).toBe(true);
    expect(opensWith(oldKey)).not.toEqual([]);
    await takeBack();
    await startAgain(login.url);
    await ended.promise;
    await startAgain(login.url);
    expect(host.key).not.toBe(oldKey);
    const secrets = [
      ...names.rows.map(({ name }) => name),
      'A word that nobody has sent',
      oldKey,
      Buffer.from(oldKey, 'hex').toString('latin1'),
    ];
    for (const name of filesOf()) {
      const bytes = readFileSync(name).toString('latin1');
      for (const secret of secrets) expect(bytes.includes(secret), `${secret} in ${name}`).toBe(false);
    }
    expect(opensWith(oldKey)).toEqual([]);
    expect(existsSync(file)).toBe(true);
    const { erased } = await state();
    expect(erased).toMatchObject({ login: login.login, unsent: [{ title: 'Note', count: 1 }] });
    await vi.waitUntil(async () => ['revoked', 'failed', 'idle'].includes(await phase()), soon);
  },
);

test('a crash between the company’s word and the erasure leaves nothing to open: the next start erases first', async () => {
  await membershipGone();
  await startAgain(login.url);
  await ended.promise;
  await host.leave();
  expect(existsSync(join(userData, 'store.erase'))).toBe(true);
  await start(null);
  expect(existsSync(join(userData, 'store.erase'))).toBe(false);
  expect((await state()).sync.asOf).toBeNull();
});

test('a password that is refused is no access taken back, nor is a server that knows the login no more by another address', async () => {
  await here.company.admin.query(`alter role ${login.login} password 'another'`);
  await startAgain(login.url);
  await vi.waitUntil(async () => (await phase()) === 'failed', soon);
  expect((await state()).sync).toMatchObject({
    asOf: expect.any(Number),
    problem: expect.stringMatching(/refuses this login or its password/),
  });
  const own = decodeURIComponent(new URL(login.url).password);
  await here.company.admin.query(`alter role ${login.login} nologin password '${own}'`);
  await startAgain(login.url.replace(/\/[^/]*$/, '/postgres'));
  await vi.waitUntil(async () => (await phase()) === 'failed', soon);
  expect((await state()).sync.asOf).not.toBeNull();
  expect(existsSync(join(userData, 'store.erase'))).toBe(false);
  expect((await state()).erased).toBeNull();
});

test('another login that nobody has let in erases nothing of the one before', async () => {
  const other = await here.company.createLogin({ role: 'manager', scope: 'all' });
  await here.company.admin.query('delete from customer_success.memberships where login = $1', [other.login]);
  await startAgain(other.url);
  await vi.waitUntil(async () => (await phase()) === 'revoked', soon);
  expect((await state()).lock).toMatchObject({ why: 'another login' });
  await startAgain(login.url);
  await vi.waitUntil(async () => (await phase()) === 'idle', soon);
  expect(await state()).toMatchObject({ lock: null, erased: null });
});

test('once the login is let in again, the company is loaded anew and the word of the erasure is gone', async () => {
  const { rows } = await here.company.admin.query(
    'select * from customer_success.memberships where login = $1',
    [login.login],
  );
  await membershipGone();
  await startAgain(login.url);
  await ended.promise;
  await startAgain(null);
  const { role, scope, manager_id: managerId } = rows[0];
  await here.company.admin.query(
    'insert into customer_success.memberships (login, role, scope, manager_id) values ($1, $2, $3, $4)',
    [login.login, role, scope, managerId],
  );
  await startAgain(login.url);
  await vi.waitUntil(async () => (await phase()) === 'idle', soon);
  expect(await state()).toMatchObject({ erased: null, lock: null });
});
