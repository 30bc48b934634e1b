import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { createIds } from '../../src-main/ports/ids';
import { readDuty, readRunner } from '../../src-main/store/runner/duty';
import { startSync } from '../../src-main/sync/loop/start-sync';
import type { SyncHandle } from '../../src-main/sync/loop/sync-handle';
import { createRunnerTurn } from '../../src-main/sync/push/runner-turn';
import type { Desk } from '../sync/support/desk';
import { openDesk } from '../sync/support/desk';
import { deskForEachTest } from '../sync/support/desk-for-each-test';

const here = deskForEachTest({ accounts: 4, scope: 'book' });
let child: ChildProcess | null = null;
let sync: SyncHandle | null = null;
const desks: Desk[] = [];
afterEach(async () => {
  child?.kill('SIGKILL');
  await sync?.stop();
  for (const desk of desks.splice(0)) desk.close();
});

async function adminDesk(): Promise<Desk> {
  const desk = openDesk(await here.company.createLogin({ role: 'admin', scope: 'all' }));
  desks.push(desk);
  return desk;
}

function startHere(desk: Desk): void {
  sync = startSync({
    store: desk.store,
    connect: { url: desk.url },
    clock: { now: Date.now },
    random: () => 0.5,
    onStatus: () => undefined,
    onApplied: () => undefined,
    log: pino({ level: 'silent' }),
    pace: { poll: 150, pollSpread: 0, hintSpread: 5, firstRetry: 50, lastRetry: 100 },
    runner: createRunnerTurn({
      ids: createIds({ now: Date.now }),
      sender: { machine: 'stays', app: '1.0.0' },
      askEvery: 50,
    }),
  });
}

const leaseEnds = async () =>
  (
    await here.company.admin.query(
      'SELECT fence::int, machine, held_until FROM customer_success.runner_lease',
    )
  ).rows[0] as { fence: number; machine: string; held_until: Date };

const soon = { timeout: 30_000, interval: 30 };

test('a runner that is killed is taken over once its lease is over, and not before', async () => {
  await here.company.admin.query('UPDATE customer_success.runner_lease SET seconds = 2');
  const killed = await adminDesk();
  const stays = await adminDesk();
  killed.store.close();
  child = spawn(
    process.execPath,
    ['tools/run-ts.mjs', 'test/faults/support/running-sync.ts', killed.file, killed.url],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const won = once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  expect(JSON.parse(String((await won)[0]))).toMatchObject({ fence: 1 });
  startHere(stays);
  await vi.waitFor(
    () => expect(readRunner(stays.store.read)).toMatchObject({ state: 'other', machine: 'killed' }),
    soon,
  );
  expect(readDuty(stays.store.read)).toBeNull();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const { held_until: until } = await leaseEnds();
  await vi.waitFor(() => expect(readDuty(stays.store.read)).toMatchObject({ fence: 2 }), soon);
  const { rows } = await here.company.admin.query<{ taken: Date }>(
    'SELECT held_since AS taken FROM customer_success.runner_lease',
  );
  expect(rows[0]?.taken.getTime()).toBeGreaterThanOrEqual(until.getTime());
  await vi.waitFor(
    () => expect(readRunner(stays.store.read)).toMatchObject({ state: 'this', machine: 'stays' }),
    soon,
  );
  killed.reopen(() => undefined);
}, 60_000);

test('a runner that ends well hands the duty on at once, and its screens say that nobody has it', async () => {
  const desk = await adminDesk();
  startHere(desk);
  await vi.waitFor(() => expect(readDuty(desk.store.read)).toMatchObject({ fence: 1 }), soon);
  await sync?.stop();
  sync = null;
  expect(readDuty(desk.store.read)).toBeNull();
  const { held_until: until } = await leaseEnds();
  expect(until.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
});

test('a desktop that sees its book alone never asks, and is told who computes', async () => {
  startHere(here.desk);
  await vi.waitFor(() => expect(readRunner(here.desk.store.read)).toMatchObject({ state: 'nobody' }), soon);
  expect(readRunner(here.desk.store.read)).toMatchObject({ mayRun: false, login: null });
  const { rows } = await here.company.admin.query(
    `SELECT count(*)::int AS n FROM customer_success.operation_calls WHERE calls = 'claim'`,
  );
  expect(rows).toEqual([{ n: 0 }]);
});

test('at a company of before, every desktop computes for itself and says so', async () => {
  await here.company.admin.query(`
    DROP FUNCTION customer_success.claim_runner(uuid, json);
    DROP TABLE customer_success.runner_lease CASCADE;
    ALTER TABLE customer_success.memberships DROP COLUMN is_runner CASCADE`);
  const desk = await adminDesk();
  startHere(desk);
  await vi.waitFor(() => expect(readRunner(desk.store.read)).toMatchObject({ state: 'older' }), soon);
  expect(readDuty(desk.store.read)).toBeNull();
  await vi.waitFor(() => expect(sync?.status()).toMatchObject({ phase: 'idle', problem: null }), soon);
});

test('a revoked runner loses the duty with its next look, and the next one has it at once', async () => {
  const desk = await adminDesk();
  startHere(desk);
  await vi.waitFor(() => expect(readDuty(desk.store.read)).toMatchObject({ fence: 1 }), soon);
  await here.company.admin.query(
    `UPDATE customer_success.memberships SET role = 'manager' WHERE role = 'admin'`,
  );
  await vi.waitFor(() => {
    expect(readDuty(desk.store.read)).toBeNull();
    expect(readRunner(desk.store.read)).toMatchObject({ mayRun: false });
  }, soon);
});
