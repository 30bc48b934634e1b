import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { beforeEach, expect, test } from 'vitest';
import { type LeaseControl, startLease } from '../../src-main/host/lease-control';
import { readLease } from '../../src-main/store/desk/lease';
import { writeTransaction } from '../../src-main/store/write-transaction';
import type { Lock } from '../../src-preload/contract/sign-in';
import { writeNote } from './support/decide';
import { deskKey } from './support/desk';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 3, scope: 'all' });
const hour = 3_600_000;
const day = 24 * hour;

let now: number;
let login: string | null;
let told: (Lock | null)[];
beforeEach(() => {
  now = Date.now();
  login = here.login.login;
  told = [];
});

/** The lease as a start of the host finds it. */
function start(): LeaseControl {
  return startLease({
    store: here.desk.store,
    key: deskKey,
    now: () => now,
    ran: () => 0,
    login: () => login,
    onLock: (lock) => told.push(lock),
  });
}

/** As the host does when the server lets the login in. */
function synced(lease: LeaseControl) {
  return here.desk.sync({
    onLetIn: ({ login, at }) => lease.signedIn({ login, at, place: 'db:5432/company' }),
  });
}

test('a copy is open for seven days after its login was let in, locked on the eighth, and open again once it is let in', async () => {
  const lease = start();
  await synced(lease);
  expect(lease.opensUntil()).toBe(now + 7 * day);
  now += 7 * day;
  expect(lease.lock()).toBeNull();
  now += 2 * 60_000;
  expect(lease.lock()).toMatchObject({ why: 'too long', login, waiting: 0, clockWentBackFrom: null });
  expect(lease.opensUntil()).toBeNull();
  await synced(lease);
  expect(lease.lock()).toBeNull();
  expect(told.map((lock) => lock?.why ?? null)).toEqual(['too long', null]);
  lease.end();
});

test('the days go on over a restart, and what waits to go up is kept and counted', async () => {
  const first = start();
  await synced(first);
  writeNote(here.desk, 'made offline');
  now += 6 * day;
  first.end();
  here.desk.reopen();
  now += 2 * day;
  const next = start();
  expect(next.lock()).toMatchObject({ why: 'too long', waiting: 1 });
  expect(told.at(-1)).toMatchObject({ waiting: 1 });
  next.end();
});

test('a clock turned back between two starts opens nothing, and the reader is told', async () => {
  const first = start();
  await synced(first);
  const began = now;
  now += 9 * day;
  first.end();
  here.desk.reopen();
  now = began + hour;
  const next = start();
  expect(next.lock()).toMatchObject({ why: 'too long', clockWentBackFrom: began + 9 * day });
  next.end();
});

test('an older file of the store put in its place brings no older lease along', async () => {
  const first = start();
  await synced(first);
  first.end();
  const began = now;
  const { file } = here.desk;
  here.desk.reopen(() => copyFileSync(file, `${file}.of-day-one`));
  const second = start();
  now += 6 * day;
  second.end();
  here.desk.reopen(() => {
    copyFileSync(`${file}.of-day-one`, file);
    rmSync(`${file}-wal`, { force: true });
  });
  now = began + 2 * day;
  expect(readLease(here.desk.store.read, now)?.age).toBe(0);
  const third = start();
  now += day + hour;
  expect(third.lock()).toMatchObject({ why: 'too long' });
  third.end();
});

test('a note beside the store that was written by hand, cut off or taken away changes nothing', async () => {
  const first = start();
  await synced(first);
  now += 8 * day;
  first.end();
  const note = `${here.desk.file}.seen`;
  const written = readFileSync(note, 'utf8');
  const made = JSON.parse(written);
  made.lease = { ...made.lease, age: 0, at: made.lease.at + day };
  for (const content of [JSON.stringify(made), written.slice(0, 40), '', 'null']) {
    writeFileSync(note, content);
    const next = start();
    expect(next.lock()).toMatchObject({ why: 'too long' });
    next.end();
  }
  rmSync(note);
  expect(start().lock()).toMatchObject({ why: 'too long' });
});

test('another login at the same desk finds the copy locked until the server has let that one in', async () => {
  const lease = start();
  await synced(lease);
  login = 'somebody_else';
  expect(lease.lock()).toMatchObject({ why: 'another login', login: here.login.login });
  login = null;
  expect(lease.lock()).toBeNull();
  lease.end();
});

test('a copy that an earlier Steward left counts from its last pull, and without a copy nothing is locked', async () => {
  const empty = start();
  now += 400 * day;
  expect([empty.lock(), empty.opensUntil(), empty.lastSignIn()]).toEqual([null, null, null]);
  empty.end();
  now = Date.now();
  await here.desk.sync();
  now += 6 * day;
  expect(start().lock()).toBeNull();
  now += 2 * day;
  here.desk.reopen(() => rmSync(`${here.desk.file}.seen`));
  writeTransaction(here.desk.store, 'test', (tx) => {
    tx.prepared("delete from settings where key = 'sign-in.lease'").run();
  });
  expect(start().lock()).toMatchObject({ why: 'too long' });
});
