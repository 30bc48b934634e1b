import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addNote } from '../../src-main/actions/notes/notes';
import { addAccountsCommand } from '../../src-main/host/commands/accounts';
import { addSignOutCommand } from '../../src-main/host/commands/sign-out';
import { addSyncCommand } from '../../src-main/host/commands/sync';
import type { Lease } from '../../src-main/lib/sign-in/lease';
import { readLease, writeLease } from '../../src-main/store/desk/lease';
import { keyFromFile } from '../../src-main/store/file/key';
import { openStore } from '../../src-main/store/file/open';
import { holdForService } from '../../src-main/store/file/store-lock';
import { writeTransaction } from '../../src-main/store/write-transaction';
import { decisionsOn } from '../support/action-context';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 3, scope: 'all' });
const day = 86_400_000;

let folder: string;
let file: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-commands-'));
  file = join(folder, 'steward.db');
  await steward('sync', '--url', here.login.url, '--store', file);
});
afterEach(() => {
  process.exitCode = 0;
  rmSync(folder, { recursive: true, force: true });
});

async function steward(...args: string[]): Promise<string> {
  const program = new Command('steward').exitOverride();
  for (const add of [addSyncCommand, addAccountsCommand, addSignOutCommand]) add(program);
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  try {
    await program.parseAsync(args, { from: 'user' });
    return log.mock.calls.map(([line]) => String(line)).join('\n');
  } finally {
    log.mockRestore();
  }
}

function changeLease(change: (lease: Lease) => Lease): void {
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  const lease = readLease(store.read, Date.now());
  if (lease !== null) writeTransaction(store, 'test', (tx) => writeLease(tx, change(lease)));
  store.close();
}

test('a command reads a copy for seven days after the last sync, and then says what to do', async () => {
  const accounts = () => steward('accounts', '--store', file, '--json');
  expect(JSON.parse(await accounts())).toHaveLength(3);
  changeLease((lease) => ({ ...lease, age: 7 * day + 1 }));
  await expect(accounts()).rejects.toThrow(/last let .* in on .*Nothing is lost: run `steward sync`/);
  await steward('sync', '--url', here.login.url, '--store', file);
  expect(JSON.parse(await accounts())).toHaveLength(3);
});

test.each([
  [
    'its membership is gone',
    () => here.company.admin.query('delete from customer_success.memberships'),
    /erased/,
  ],
  [
    'the login may sign in no more',
    () => here.company.admin.query(`alter role ${here.login.login} nologin`),
    /may not sign in any more/,
  ],
])(
  'a sync whose login lost its access because %s leaves neither copy nor key nor backup, and its neighbours alone',
  async (_why, takeBack, said) => {
    for (const name of ['steward.db2', 'other.db']) writeFileSync(join(folder, name), 'x');
    await takeBack();
    const answer = await steward('sync', '--url', here.login.url, '--store', file).catch(String);
    expect(answer).toMatch(said);
    expect(readdirSync(folder).sort()).toEqual(['other.db', 'steward.db2']);
  },
);

test('a login that may not sign in elsewhere leaves the copy of here alone', async () => {
  await here.company.admin.query(`alter role ${here.login.login} nologin`);
  const elsewhere = here.login.url.replace(/\/[^/]*$/, '/postgres');
  await expect(steward('sync', '--url', elsewhere, '--store', file)).rejects.toThrow(/may not sign in/);
  expect(readdirSync(folder)).toContain('steward.db');
});

test('signing out on the command line erases the copy, and first tells what the company does not have', async () => {
  const store = openStore({ file, key: keyFromFile(`${file}.key`, file), now: Date.now });
  addNote(decisionsOn(store, Date.now()), {
    account: { organizationId: 1 },
    text: 'a word',
    contactId: null,
  });
  store.close();
  const letGo = holdForService(file);
  await expect(steward('sign-out', '--store', file, '--lose-unsent')).rejects.toThrow(
    /Another Steward is at work/,
  );
  letGo();
  await expect(steward('sign-out', '--store', file)).rejects.toThrow(
    /1 decision is not at the company yet\. Run `steward sync` first/,
  );
  expect(readdirSync(folder)).toContain('steward.db.key');
  expect(await steward('sign-out', '--store', file, '--lose-unsent')).toMatch(
    /Signed out.*1 decision went with it/,
  );
  expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
});

test('a copy of the command line that is signed out is erased, and comes back only where somebody says so', async () => {
  const sync = (...more: string[]) => steward('sync', '--url', here.login.url, '--store', file, ...more);
  const { rows } = await here.company.admin.query(
    `insert into customer_success.device_sign_outs select login, copy, 'ada' from customer_success.devices returning login`,
  );
  expect(rows).toHaveLength(1);
  expect(await sync()).toMatch(/ada signed this copy out; it was erased with its key/);
  expect(process.exitCode).toBe(1);
  expect(readdirSync(folder)).toEqual(['steward.db.signed-out']);
  await expect(sync()).rejects.toThrow(/ada signed this copy out.*--sign-in-again/);
  expect(readdirSync(folder)).toEqual(['steward.db.signed-out']);
  // As a crash leaves it, between the note and the erasure.
  writeFileSync(file, 'rows');
  writeFileSync(`${file}.key`, 'key');
  await expect(sync()).rejects.toThrow(/signed this copy out/);
  expect(readdirSync(folder)).toEqual(['steward.db.signed-out']);
  expect(await sync('--sign-in-again')).toMatch(/The copy is as of/);
  expect(await sync()).toMatch(/The copy is as of/);
});
