import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbeddedPostgres } from '../../tools/embedded-postgres.mjs';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'steward-embedded-'));
  // Run by root, the server itself runs as another user.
  chmodSync(parent, 0o755);
  folder = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {}); // the server is stopped under it
  await client.connect();
  return client;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = await connect(url);
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

test('what was written is there after a restart', async () => {
  const first = await startEmbeddedPostgres({ folder });
  await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS number');
  await first.stop();
  const second = await startEmbeddedPostgres({ folder });
  expect(await ask(second.url, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  await second.stop();
});

test('a server that runs in the folder already is taken over, and stopped by the last who needs it', async () => {
  const left = await startEmbeddedPostgres({ folder });
  const taken = await startEmbeddedPostgres({ folder });
  expect(taken.url).toBe(left.url);
  const user = await connect(left.url);
  await taken.stop();
  expect((await user.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
  await user.end();
  await taken.stop();
  await expect(connect(left.url)).rejects.toThrow(/ECONNREFUSED/);
  await left.stop();
});

test('the lock of a server that was killed, whose number another program has got, is no hindrance', async () => {
  const killed = await startEmbeddedPostgres({ folder });
  const lock = join(folder, 'postmaster.pid');
  const [pid, ...rest] = readFileSync(lock, 'utf8').split('\n');
  process.kill(Number(pid), 'SIGKILL');
  await expect
    .poll(() =>
      connect(killed.url).then(
        () => 'up',
        () => 'down',
      ),
    )
    .toBe('down');
  writeFileSync(lock, [process.ppid, ...rest].join('\n'));
  const server = await startEmbeddedPostgres({ folder });
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  await server.stop();
});

test('it listens to this machine alone, and asks for a password', async () => {
  const server = await startEmbeddedPostgres({ folder, temporary: true });
  expect(await ask(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  const wrong = new URL(server.url);
  wrong.password = 'wrong';
  await expect(connect(wrong.href)).rejects.toMatchObject({ code: '28P01' });
  await server.stop();
});
