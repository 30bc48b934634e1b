import { setTimeout as realPause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defaultPace, retryPause, type SyncPace } from '../../src-main/sync/loop/pace';
import { startSync } from '../../src-main/sync/loop/start-sync';
import type { SyncHandle, SyncOptions } from '../../src-main/sync/loop/sync-handle';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { accountAt, outboxStates, shownNotes, writeNote } from './support/decide';
import { deskForEachTest } from './support/desk-for-each-test';

const here = deskForEachTest({ accounts: 2, scope: 'book' });
let proxy: TcpProxy;
let sync: SyncHandle;

/** Looks by itself only after ten minutes, so that what happens sooner has another reason. */
const seldom: SyncPace = { poll: 600_000, pollSpread: 0, hintSpread: 5, firstRetry: 20, lastRetry: 40 };

beforeEach(async () => {
  proxy = await startTcpProxy(here.login.url);
  await here.desk.sync();
});
afterEach(async () => {
  await sync?.stop();
  await proxy.close();
});

function start(options: Partial<SyncOptions> = {}): void {
  sync = startSync({
    store: here.desk.store,
    connect: { url: proxy.through(here.login.url), connectTimeout: 2000 },
    clock: { now: Date.now },
    random: () => 0.5,
    onStatus: () => undefined,
    onApplied: () => undefined,
    log: pino({ level: 'silent' }),
    pace: seldom,
    ...options,
  });
}

const soon = { timeout: 20_000, interval: 10 };
const becomesIdle = () => vi.waitFor(() => expect(sync.status().phase).toBe('idle'), soon);
const isUp = () => vi.waitFor(() => expect(outboxStates(here.desk)).toEqual(['seen 1']), soon);

test('what is decided goes up within moments, not with the next look', async () => {
  start();
  await becomesIdle();
  writeNote(here.desk, 'now');
  expect(sync.status().outbox).toEqual({ pending: 1, setBack: 0 });
  sync.pushSoon();
  await isUp();
  expect(sync.status().outbox).toEqual({ pending: 0, setBack: 0 });
});

test('what waits while the server is away goes up when it is back, and waits for no further decision', async () => {
  // As many attempts as ten minutes hold.
  let attempts = 0;
  for (let waited = 0; waited < 600_000; waited += retryPause(defaultPace, attempts, () => 0.5))
    attempts += 1;
  expect(attempts).toBeGreaterThan(6);
  start();
  await becomesIdle();
  proxy.cutAfter(0);
  writeNote(here.desk, 'offline');
  sync.pushSoon();
  let tried = 0;
  await vi.waitFor(() => {
    tried += sync.status().phase === 'connecting' ? 1 : 0;
    expect(sync.status().phase).toMatch(/offline|connecting/);
    expect(tried).toBeGreaterThan(attempts);
  }, soon);
  expect(outboxStates(here.desk)).toEqual(['pending 1']);
  expect(shownNotes(here.desk, accountAt(here.desk))).toEqual(['offline *']);
  proxy.heal();
  await isUp();
  expect(shownNotes(here.desk, accountAt(here.desk))).toEqual(['offline']);
});

test('a server that is away for ten minutes is tried by the timer alone, and what waits goes up within five more', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    let elapsed = 0;
    const begun = Date.now();
    const phases: string[] = [];
    start({
      pace: defaultPace,
      clock: { now: () => begun + elapsed },
      onStatus: ({ phase }) => phases.push(phase),
    });
    /** Lets time pass, and the network answer in between. */
    async function pass(milliseconds: number, until: () => boolean = () => false): Promise<void> {
      for (const end = elapsed + milliseconds; elapsed < end && !until(); elapsed += 1_000) {
        await vi.advanceTimersByTimeAsync(1_000);
        await realPause(8);
      }
    }
    await pass(60_000, () => sync.status().phase === 'idle');
    proxy.cutAfter(0);
    writeNote(here.desk, 'offline');
    phases.length = 0;
    await pass(600_000);
    expect(sync.status().phase).toBe('offline');
    expect(sync.status().problem).toMatch(
      /can’t be reached.*1 decision of yours is kept here and goes up once this is over\.$/,
    );
    expect(phases.filter((phase) => phase === 'connecting').length).toBeGreaterThan(6);
    expect(outboxStates(here.desk)).toEqual(['pending 1']);
    proxy.heal();
    await pass(301_000, () => sync.status().phase === 'idle');
    expect(outboxStates(here.desk)).toEqual(['seen 1']);
    expect(sync.status().problem).toBeNull();
  } finally {
    vi.useRealTimers();
  }
});

describe('with decisions on their way, the status says that they are kept where', () => {
  const problem = () => vi.waitFor(() => expect(sync.status().problem).toMatch(/kept here/), soon);

  test('the password has expired', async () => {
    writeNote(here.desk, 'one');
    writeNote(here.desk, 'two');
    await here.company.admin.query(`alter role ${here.login.login} valid until '2001-01-01'`);
    start();
    await problem();
    expect(sync.status()).toMatchObject({
      phase: 'failed',
      problem: expect.stringMatching(
        /refuses this login or its password.*may have expired.*2 decisions of yours are kept here and go up once this is over/,
      ),
    });
  });

  test('access was taken back', async () => {
    writeNote(here.desk, 'one');
    await here.company.admin.query('delete from customer_success.memberships');
    start();
    await problem();
    expect(sync.status().phase).toBe('revoked');
  });

  test('another company answers', async () => {
    writeNote(here.desk, 'one');
    await here.company.admin.query(
      'update customer_success.sync_settings set company_id = gen_random_uuid()',
    );
    start();
    await problem();
    expect(sync.status().problem).toMatch(/another company/);
  });

  test('and nothing of the kind where nothing waits', async () => {
    proxy.cutAfter(0);
    start();
    await vi.waitFor(() => expect(sync.status().phase).toBe('offline'), soon);
    expect(sync.status().problem).not.toMatch(/decision/);
  });
});

test('what the company has put off goes up at its time by itself', async () => {
  writeNote(here.desk, 'later');
  const retryAt = Date.now() + 1_500;
  here.desk.store.db.client.prepare('update operations set retry_at = ?').run(retryAt);
  start();
  await becomesIdle();
  expect(outboxStates(here.desk)).toEqual(['pending 1']);
  await isUp();
  expect(Date.now()).toBeGreaterThanOrEqual(retryAt);
});

test('a wait that a clock gone wrong has written down is none', async () => {
  writeNote(here.desk, 'tomorrow');
  here.desk.store.db.client.prepare('update operations set retry_at = ?').run(Date.now() + 86_400_000);
  start();
  await isUp();
});
