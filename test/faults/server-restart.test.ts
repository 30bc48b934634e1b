import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { migrateCompany } from '../../src-main/company/migrate-company';
import { readSyncState } from '../../src-main/store/copy/sync-state';
import { startSync } from '../../src-main/sync/loop/start-sync';
import { startEmbeddedPostgres } from '../../tools/embedded-postgres.mjs';
import type { TestLogin } from '../support/postgres';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy';
import { addOrganizations, fillCompany } from '../sync/support/company';
import { type Desk, openDesk } from '../sync/support/desk';

let folder: string;
let server: { url: string; stop(): Promise<void> };
let proxy: TcpProxy;
let desk: Desk;
let login: TestLogin;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'steward-restart-'));
  chmodSync(folder, 0o755);
  await startServer();
  await asAdmin(async (client) => {
    await migrateCompany(client);
    await fillCompany(client, 40);
    await client.query(`create role ann login password 'secret' in role cs_manager`);
    await client.query(`insert into customer_success.memberships values ('ann', 'manager', 'all', 1)`);
  });
  proxy = await startTcpProxy(server.url);
  const url = new URL(proxy.through(server.url));
  url.username = 'ann';
  url.password = 'secret';
  login = {
    login: 'ann',
    url: url.href,
    async connect() {
      const client = new pg.Client({ connectionString: url.href });
      await client.connect();
      return client;
    },
  };
  desk = openDesk(login);
});
afterEach(async () => {
  desk.close();
  await proxy.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function startServer(): Promise<void> {
  server = await startEmbeddedPostgres({ folder: join(folder, 'data') });
}

/** The server gets another port each time it starts; the desktop's address stays. */
async function restart(): Promise<void> {
  await server.stop();
  await startServer();
  proxy.leadTo(server.url);
}

async function asAdmin(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await work(client).finally(() => client.end());
}

test('a server restarted in the middle of a load: the load goes on where it stopped', async () => {
  let restarting: Promise<void> | null = null;
  const failed = desk.sync({
    onProgress: ({ table }) => {
      if (table === 'organizations') restarting ??= restart();
    },
  });
  await expect(failed).rejects.toMatchObject({ code: 'offline' });
  await restarting;
  const { load } = readSyncState(desk.store.read);
  expect(load?.progress.organizations).toMatchObject({ whole: true });
  const tables = new Set<string>();
  await desk.sync({ onProgress: ({ table }) => tables.add(table) });
  expect(tables).not.toContain('organizations');
  await desk.expectEqual();
});

test('changes from before and after a restart come in one pull, without loading again', async () => {
  await desk.sync();
  await asAdmin((client) => addOrganizations(client, 100, 102));
  await restart();
  await asAdmin((client) => addOrganizations(client, 103, 105));
  const outcome = await desk.sync();
  expect(outcome).toMatchObject({ kind: 'applied', organizationIds: expect.any(Array) });
  await desk.expectEqual();
});

test('the running sync sees the server go and comes back by itself', async () => {
  const sync = startSync({
    store: desk.store,
    connect: { url: login.url, connectTimeout: 2_000 },
    clock: { now: Date.now },
    random: () => 0.5,
    onStatus: () => undefined,
    onApplied: () => undefined,
    log: pino({ level: 'silent' }),
    pace: { poll: 600_000, pollSpread: 0, hintSpread: 5, firstRetry: 50, lastRetry: 200 },
  });
  const becomes = (phase: string) =>
    vi.waitFor(() => expect(sync.status().phase).toBe(phase), { timeout: 30_000, interval: 10 });
  try {
    await becomes('idle');
    await server.stop();
    await becomes('offline');
    await startServer();
    proxy.leadTo(server.url);
    await asAdmin((client) => addOrganizations(client, 100, 101));
    await becomes('idle');
    await vi.waitFor(() => desk.expectEqual(), { timeout: 30_000, interval: 100 });
  } finally {
    await sync.stop();
  }
});
