import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrateCompany } from '../../src-main/company/migrate-company';
import type { Role } from '../../src-preload/contract/roles';
import { startEmbeddedPostgres } from '../../tools/embedded-postgres.mjs';
import { copyReadyCluster, readyTemplate } from './ready-cluster';

/** Writes what a company holds, as its superuser. */
export type CompanyContent = (admin: pg.Pool) => Promise<void>;

/** A real PostgreSQL for one test file: embedded, or the one at STEWARD_TEST_PG_URL (a superuser's address). */
export interface TestServer {
  /** Superuser's address of a maintenance database. */
  readonly url: string;
  readonly admin: pg.Pool;
  /** A migrated database, of this content, that createTestCompany copies; made at the first call. */
  template(content: CompanyContent | null): Promise<string>;
  /** Crashes the server, which recovers by itself; null where the server is not ours alone. */
  readonly crash: (() => Promise<void>) | null;
  /** Forgets what this run made; ends the server where it is ours. */
  stop(): Promise<void>;
}

/** A login as the company's administrator would make it, with its membership. */
export interface TestLogin {
  readonly login: string;
  readonly url: string;
  /** A new connection of this login; ended by `drop` of the company at the latest. */
  connect(): Promise<pg.Client>;
}

export interface TestLoginOptions {
  /** `loader` is the company's pipeline and has no membership. */
  readonly role: Role | 'loader';
  readonly scope?: 'all' | 'book';
  readonly managerId?: number;
}

/** A database of its own with the company's schema, empty but for what the test writes. */
export interface TestCompany {
  readonly database: string;
  /** Superuser's address. */
  readonly url: string;
  /** Superuser's pool: row security does not hold for it, so it is the oracle. */
  readonly admin: pg.Pool;
  createLogin(options: TestLoginOptions): Promise<TestLogin>;
  drop(): Promise<void>;
}

const { Client, Pool } = pg;

export interface TestServerOptions {
  /** More settings of an embedded server, by name. */
  readonly settings?: Record<string, string>;
  /** An embedded one, whatever the environment says. */
  readonly ours?: boolean;
  /** One that has never known a company: no role and no database of one is there. */
  readonly bare?: boolean;
  /** A superuser's address of one that is there. */
  readonly at?: string;
}

export async function startPostgres({
  settings,
  ours,
  bare,
  at,
}: TestServerOptions = {}): Promise<TestServer> {
  const given = at ?? (ours ? undefined : process.env['STEWARD_TEST_PG_URL']);
  const server =
    given === undefined ? await startTemporaryServer(settings, bare) : { url: given, stop: async () => {} };
  const admin = new Pool({ connectionString: server.url, max: 2 });
  admin.on('error', ignoreClosing);
  const made = new Map<CompanyContent | null, Promise<string>>();
  function template(content: CompanyContent | null): Promise<string> {
    const making = made.get(content) ?? makeTemplate(content, uniqueName('steward_template'));
    made.set(content, making);
    return making;
  }
  async function makeTemplate(content: CompanyContent | null, name: string): Promise<string> {
    if (content === null)
      return (await hasReady(admin)) ? readyTemplate : createTemplate(admin, server.url, name);
    return fillTemplate(admin, server.url, { empty: await template(null), name, content });
  }
  return {
    url: server.url,
    admin,
    template,
    crash: given === undefined ? () => crashServer(server.url) : null,
    async stop() {
      for (const name of made.values()) await dropDatabase(admin, await name);
      await admin.end();
      await server.stop();
    },
  };
}

/** @param content what it holds from the start; companies of the same are copies of one */
export async function createTestCompany(
  server: TestServer,
  content: CompanyContent | null = null,
): Promise<TestCompany> {
  const template = await server.template(content);
  const database = uniqueName('steward_test');
  await copyDatabase(server.admin, template, database);
  const url = withPath(server.url, database);
  const admin = new Pool({ connectionString: url, max: 4 });
  admin.on('error', ignoreClosing);
  // A copied database would be the same company again.
  await admin.query(
    'UPDATE customer_success.sync_settings SET company_id = gen_random_uuid(); SELECT customer_success.renew_history()',
  );
  const logins: string[] = [];
  const clients: pg.Client[] = [];
  return {
    database,
    url,
    admin,
    async createLogin(options) {
      const { login, password } = await createLogin(admin, options);
      logins.push(login);
      const loginUrl = withLogin(url, login, password);
      return {
        login,
        url: loginUrl,
        async connect() {
          const client = new Client({ connectionString: loginUrl });
          client.on('error', ignoreClosing);
          await client.connect();
          clients.push(client);
          return client;
        },
      };
    },
    async drop() {
      await Promise.all(clients.map((client) => client.end().catch(ignoreClosing)));
      await admin.end();
      await dropDatabase(server.admin, database);
      for (const login of logins) await server.admin.query(`DROP ROLE ${login}`);
    },
  };
}

/** One session killed from outside makes the server give up its memory and recover from what it has written. */
async function crashServer(url: string): Promise<void> {
  const [victim, witness] = [new Client({ connectionString: url }), new Client({ connectionString: url })];
  for (const client of [victim, witness]) {
    client.on('error', ignoreClosing);
    await client.connect();
  }
  const { rows } = await victim.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  // Before the server has noticed, it lets others in who are then thrown out.
  const noticed = new Promise((resolve) => witness.once('end', resolve));
  process.kill(rows[0]?.pid ?? 0, 'SIGKILL');
  await noticed;
  for (let attempt = 1; !(await answers(url)); attempt += 1) {
    if (attempt > 200) throw new Error('the server did not come back');
    await pause(50);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url });
  client.on('error', ignoreClosing);
  try {
    await client.connect();
    await client.query('SELECT');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(ignoreClosing);
  }
}

async function startTemporaryServer(
  settings: Record<string, string> = {},
  bare = false,
): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-postgres-'));
  // Run by root, the server itself runs as another user, who must get into the folder.
  chmodSync(folder, 0o755);
  if (!bare) await copyReadyCluster(folder, makeReady);
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'data'),
    temporary: true,
    settings: { ...quickToKnow, ...settings },
  });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A password of a test need not be costly to guess: whoever is let in is let in sooner. */
const quickToKnow = { scram_iterations: '1' };

/** @param folder gets the data and what else the server keeps beside it */
async function makeReady(folder: string): Promise<void> {
  const server = await startEmbeddedPostgres({
    folder: join(folder, 'data'),
    settings: { ...quickToKnow, fsync: 'off' },
  });
  const admin = new Pool({ connectionString: server.url, max: 1 });
  admin.on('error', ignoreClosing);
  try {
    const { username, password } = new URL(server.url);
    await admin.query(`ALTER ROLE ${username} PASSWORD '${password}'`);
    await createTemplate(admin, server.url, readyTemplate);
  } finally {
    await admin.end();
    await server.stop();
  }
}

async function hasReady(admin: pg.Pool): Promise<boolean> {
  const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [readyTemplate]);
  return rowCount === 1;
}

async function createTemplate(admin: pg.Pool, url: string, name: string): Promise<string> {
  await admin.query(`CREATE DATABASE ${name}`);
  const client = new Client({ connectionString: withPath(url, name) });
  await client.connect();
  try {
    await migrateCompany(client);
  } finally {
    await client.end();
  }
  return name;
}

async function fillTemplate(
  admin: pg.Pool,
  url: string,
  { empty, name, content }: { empty: string; name: string; content: CompanyContent },
): Promise<string> {
  await copyDatabase(admin, empty, name);
  const own = new Pool({ connectionString: withPath(url, name), max: 1 });
  try {
    await content(own);
  } finally {
    await own.end();
  }
  return name;
}

async function createLogin(
  admin: pg.Pool,
  { role, scope = 'book', managerId }: TestLoginOptions,
): Promise<{ login: string; password: string }> {
  const login = uniqueName(`cs_test_${role}`);
  const password = randomBytes(12).toString('hex');
  await admin.query(`CREATE ROLE ${login} LOGIN PASSWORD '${password}' IN ROLE cs_${role}`);
  if (role !== 'loader') {
    await admin.query(
      'INSERT INTO customer_success.memberships (login, role, scope, manager_id) VALUES ($1, $2, $3, $4)',
      [login, role, scope, managerId ?? null],
    );
  }
  return { login, password };
}

/** File by file, which takes half as long as by the log. */
async function copyDatabase(admin: pg.Pool, from: string, to: string): Promise<void> {
  await admin.query(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY = FILE_COPY`);
}

async function dropDatabase(admin: pg.Pool, name: string): Promise<void> {
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Unlike any other of this run or of a run beside it on the same server. */
function uniqueName(prefix: string): string {
  return `${prefix}_${randomBytes(6).toString('hex')}`;
}

function withPath(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

function withLogin(url: string, login: string, password: string): string {
  const address = new URL(url);
  address.username = login;
  address.password = password;
  return address.href;
}

/** Dropping a database cuts its connections; pg tells idle ones through 'error', which ends the process if unheard. */
function ignoreClosing(): void {}
