import { setTimeout } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { bookMovements } from '../../src-main/store/schema/company';
import type { SyncPace } from '../../src-main/sync/loop/pace';
import { startSync } from '../../src-main/sync/loop/start-sync';
import type { SyncHandle, SyncOptions } from '../../src-main/sync/loop/sync-handle';
import type { AppliedChange } from '../../src-main/sync/wire/context';
import type { SyncStatus } from '../../src-preload/contract/sync';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { addOrganizations } from './support/company';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 6, scope: 'book' });
let proxy: TcpProxy;
let sync: SyncHandle;
let statuses: SyncStatus[];
let changes: AppliedChange[];

/** Looks seldom by itself, so that what happens sooner was a hint's or a person's doing. */
const seldom: SyncPace = { poll: 600_000, pollSpread: 0, hintSpread: 5, firstRetry: 20, lastRetry: 40 };
const often: SyncPace = { ...seldom, poll: 20 };

beforeEach(async () => {
  proxy = await startTcpProxy(here.login.url);
  statuses = [];
  changes = [];
});
afterEach(async () => {
  await sync?.stop();
  await proxy?.close();
});

function start(pace: SyncPace, options: Partial<SyncOptions> = {}): void {
  sync = startSync({
    store: here.desk.store,
    connect: { url: proxy.through(here.login.url), connectTimeout: 2000 },
    clock: { now: Date.now },
    random: () => 0.5,
    onStatus: (status) => statuses.push(status),
    onApplied: (change) => changes.push(change),
    log: pino({ level: 'silent' }),
    pace,
    ...options,
  });
}

const soon = { timeout: 20_000, interval: 5 };

async function becomes(phase: SyncStatus['phase']): Promise<SyncStatus> {
  return vi.waitFor(() => {
    const status = sync.status();
    expect(status.phase).toBe(phase);
    return status;
  }, soon);
}

/** What the company makes because a desktop asked comes with the pull after that. */
async function becomesEqual(): Promise<void> {
  await vi.waitFor(() => here.desk.expectEqual(), { timeout: 20_000, interval: 50 });
}

test('once it is current it has the movement of the book made, and reads it by the hint of that', async () => {
  await here.company.admin.query(`
    INSERT INTO customer_success.features (external_id, name) VALUES ('use', 'Use');
    INSERT INTO customer_success.organizations (external_id, name, created_at)
    SELECT 'moved' || n, 'Moved', now() - interval '1 year' FROM generate_series(1, 12) n;
    INSERT INTO customer_success.activity_daily (organization_id, day, user_id, feature_id, events, value)
    SELECT o.organization_id, now()::date - d, 0, f.feature_id, 8, 0
      FROM customer_success.organizations o, customer_success.features f, generate_series(1, 150) d
     WHERE o.name = 'Moved' AND f.external_id = 'use'`);
  const { store } = here.desk;
  start(seldom);
  await becomes('idle');
  await vi.waitFor(() => {
    expect(store.read.select().from(bookMovements).all()).toMatchObject([{ segment: null, monthRatio: 1 }]);
  }, soon);
  await becomesEqual();
});

test('it loads at the start and shows how far it is', async () => {
  start(seldom);
  const status = await becomes('idle');
  expect(status.asOf).not.toBeNull();
  expect(status.problem).toBeNull();
  expect(status.tables).toContainEqual({ table: 'organizations', rows: 3 });
  expect(status.nextAttemptAt).toBeGreaterThan(Date.now());
  expect(statuses.map((seen) => seen.phase)).toEqual(
    expect.arrayContaining(['connecting', 'loading', 'idle']),
  );
  expect(statuses.findLast((seen) => seen.progress !== null)?.progress?.totalRows).toBeGreaterThan(50);
  expect(changes).toMatchObject([{ organizationIds: 'all' }]);
  await becomesEqual();
});

test('a hint of the company’s database brings a change without waiting for the poll', async () => {
  start(seldom);
  await becomes('idle');
  await here.company.admin.query(
    `update customer_success.organizations set name = 'Hinted' where external_id = 'o2'`,
  );
  await vi.waitFor(() => expect(sync.status().lastPull).toMatchObject({ changedRows: 1 }), soon);
  expect(changes).toHaveLength(2);
  await becomesEqual();
});

test('polls bring a change whose hint was lost', async () => {
  start(often);
  await becomes('idle');
  const client = await here.company.admin.connect();
  await client.query('alter table customer_success.sync_log disable trigger notify_desktops');
  await client.query(`update customer_success.organizations set name = 'Polled' where external_id = 'o2'`);
  client.release();
  await vi.waitFor(() => expect(changes).toHaveLength(2), soon);
  await becomesEqual();
});

test('syncNow looks now, and resolves when it has looked', async () => {
  start(seldom);
  await becomes('idle');
  await here.company.admin.query('alter table customer_success.sync_log disable trigger notify_desktops');
  await here.company.admin.query(
    `update customer_success.organizations set name = 'Asked' where external_id = 'o2'`,
  );
  await sync.syncNow();
  await becomesEqual();
});

test('while the server is away the copy stays, its age is told, and sync comes back by itself', async () => {
  start(often);
  const { asOf } = await becomes('idle');
  proxy.cutAfter(0);
  await here.company.admin.query(
    `update customer_success.organizations set name = 'Missed' where external_id = 'o2'`,
  );
  const offline = await becomes('offline');
  expect(offline.problem).toMatch(/can’t be reached/);
  expect(offline.asOf).toBeGreaterThanOrEqual(asOf ?? 0);
  expect(offline.tables).toContainEqual({ table: 'organizations', rows: 3 });
  await expect(sync.syncNow()).rejects.toMatchObject({ code: 'offline' });
  proxy.heal();
  await becomes('idle');
  await becomesEqual();
});

test('started offline it says how old the copy is', async () => {
  await here.desk.sync();
  proxy.cutAfter(0);
  start(seldom);
  const status = await becomes('offline');
  expect(status.asOf).toBeGreaterThan(Date.now() - 60_000);
  expect(status.nextAttemptAt).not.toBeNull();
});

/** Until the server was asked in vain five times. */
async function becomesLeftInPeace(): Promise<SyncStatus> {
  return vi.waitFor(() => {
    const status = sync.status();
    expect(status.server.retryAt).not.toBeNull();
    return status;
  }, soon);
}

test('a server that didn’t answer five times in a row is left in peace until the time shown, one wait and not two', async () => {
  await here.desk.sync();
  proxy.cutAfter(0);
  let waited: number[] = [];
  start(
    { ...seldom, firstRetry: 40, lastRetry: 30_000 },
    {
      onStatus: (status) => {
        if (status.nextAttemptAt !== null) waited.push(Math.round(status.nextAttemptAt - Date.now()));
      },
    },
  );
  const status = await becomesLeftInPeace();
  await vi.waitFor(() => expect(waited.length).toBeGreaterThanOrEqual(5), soon);
  waited = waited.slice(0, 5);
  // Three quarters of 40, 80, 160, 320 and 640 ms, as it was without a breaker.
  for (const [place, wait] of waited.entries()) {
    expect(wait).toBeLessThanOrEqual(30 * 2 ** place);
    expect(wait).toBeGreaterThan(30 * 2 ** place - 30);
  }
  expect(status).toMatchObject({ phase: 'offline', server: { failures: 5 } });
});

test('while the server is left in peace a hint waits, whoever else asks is refused at once, and “Sync now” asks', async () => {
  await here.desk.sync();
  proxy.cutAfter(0);
  start({ ...seldom, firstRetry: 60_000, lastRetry: 60_000 });
  await becomes('offline');
  for (let n = 2; n <= 5; n += 1) await expect(sync.syncNow()).rejects.toMatchObject({ code: 'offline' });
  const { server } = sync.status();
  expect(server).toMatchObject({ failures: 5, retryAt: expect.any(Number) });
  proxy.heal();
  sync.pushSoon();
  await setTimeout(20 * seldom.hintSpread);
  expect(sync.status().phase).toBe('offline');
  let asked = 0;
  await expect(sync.breaker.ask(async () => (asked += 1))).rejects.toMatchObject({
    code: 'offline',
    message: expect.stringMatching(/didn’t answer 5 times in a row.*asked again in 4\d seconds/),
  });
  expect(asked).toBe(0);
  await sync.syncNow();
  expect(sync.status()).toMatchObject({ phase: 'idle', server: { failures: 0, retryAt: null } });
  await expect(sync.breaker.ask(async () => (asked += 1))).resolves.toBe(1);
});

test('a wrong password is an answer, however often it is given', async () => {
  const wrong = new URL(proxy.through(here.login.url));
  wrong.password = 'wrong';
  start(seldom, { connect: { url: wrong.href } });
  for (let n = 1; n <= 6; n += 1) await sync.syncNow().catch(() => undefined);
  expect(sync.status()).toMatchObject({ phase: 'failed', server: { failures: 0, retryAt: null } });
});

test('a password that is refused is told as such', async () => {
  const wrong = new URL(proxy.through(here.login.url));
  wrong.password = 'wrong';
  start(seldom, { connect: { url: wrong.href } });
  const status = await becomes('failed');
  expect(status.problem).toMatch(/login or its password/);
  expect(status.problem).not.toContain('wrong');
});

test('a dead line that closes nothing is given up', async () => {
  start(often, { connect: { url: proxy.through(here.login.url), connectTimeout: 200, silenceTimeout: 200 } });
  await becomes('idle');
  proxy.silence();
  await becomes('offline');
  proxy.heal();
  await becomes('idle');
});

test('a cancelled load waits for a word, then goes on', async () => {
  await addOrganizations(here.company.admin, 100, 400);
  start(often, {
    onStatus: (status) => {
      statuses.push(status);
      if (status.progress?.table === 'users') queueMicrotask(() => sync.cancelLoad());
    },
  });
  const status = await becomes('inactive');
  expect(status.problem).toMatch(/stopped/);
  expect(status.nextAttemptAt).toBeNull();
  // Its session was cut, and the loss of a session is a hint to look: no word, though.
  const told = statuses.length;
  await setTimeout(20 * seldom.hintSpread);
  expect(statuses).toHaveLength(told);
  await sync.syncNow();
  expect(sync.status().phase).toBe('idle');
  await becomesEqual();
});

test('a held pull is shown, and goes through when it is let', async () => {
  await addOrganizations(here.company.admin, 100, 200);
  start(seldom);
  await becomes('idle');
  await here.company.admin.query('delete from customer_success.users');
  const status = await becomes('held');
  expect(status.held).toMatchObject({ table: 'users' });
  expect(status.problem).toMatch(/Nothing was deleted here/);
  sync.resolveHold(false);
  await sync.syncNow();
  expect(sync.status().phase).toBe('held');
  sync.resolveHold(true);
  await becomes('idle');
  expect(sync.status().held).toBeNull();
  await becomesEqual();
});

test('access taken back erases the copy and says so', async () => {
  start({ ...seldom, lastRetry: 600_000 });
  await becomes('idle');
  await here.company.admin.query('delete from customer_success.memberships');
  await sync.syncNow();
  // The look after that finds no copy any more, and says so in other words.
  const status = statuses.find(({ phase }) => phase === 'revoked');
  expect(status).toMatchObject({ asOf: null, tables: [] });
  expect(status?.problem).toMatch(/taken back, and the copy on this machine was erased/);
  expect(changes.at(-1)).toMatchObject({ organizationIds: 'all' });
});

test('a login that nobody has let in yet is told so, and hears of no copy that was erased', async () => {
  await here.company.admin.query('delete from customer_success.memberships');
  start(seldom);
  await becomes('revoked');
  expect(sync.status().problem).toMatch(
    /no member of the company.*Nothing was loaded.*steward company grant/,
  );
  expect(sync.status().problem).not.toMatch(/erased|taken back/);
});

test('stop ends a load under way, and asks no more', async () => {
  await addOrganizations(here.company.admin, 100, 400);
  start(seldom);
  await vi.waitFor(() => expect(sync.status().phase).toBe('loading'), soon);
  await sync.stop();
  const told = statuses.length;
  await expect(sync.syncNow()).rejects.toMatchObject({ code: 'cancelled' });
  expect(statuses).toHaveLength(told);
});

test('stop while it connects begins nothing', async () => {
  start(seldom);
  await sync.stop();
  expect(statuses.map((status) => status.phase)).not.toContain('loading');
  expect(changes).toEqual([]);
});
