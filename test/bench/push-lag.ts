import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { createRandom } from '../../src-main/lib/statistics/random';
import { defaultPace, type SyncPace } from '../../src-main/sync/loop/pace';
import { startSync } from '../../src-main/sync/loop/start-sync';
import { createTestCompany, startPostgres, type TestCompany, type TestLogin } from '../support/postgres';
import { temporaryStore } from '../support/store-builder';
import { writeNote } from '../sync/support/decide';
import { type BenchRow, comparison } from './bench-row';
import { quantile, size } from './timing';

const decisionsOfEach = 10;
/** Milliseconds from a person's decision to the next, at most: as many as a busy hour has in a minute. */
const between = 4000;
const insert = `INSERT INTO customer_success.notes (note_id, organization_id, author, made_at, text)
  VALUES (gen_random_uuid(), $1, session_user, now(), $2)`;
const textOf = (n: number) => `note ${n}: ${'called about the renewal. '.repeat(4)}`;

/** How long it takes from a decision on a desktop until it knows that the company has it, with many of them on one server. */
export async function benchPushLag(log: (text: string) => void): Promise<BenchRow[]> {
  const count = size('DESKTOPS', 50);
  // Each has a second session while it loads.
  const server = await startPostgres({ settings: { max_connections: String(2 * count + 50) } });
  const company = await createTestCompany(server);
  try {
    await company.admin.query('UPDATE customer_success.operation_limits SET per_minute = 1000000');
    const logins = await fill(company, count);
    log(`${count} connections that insert`);
    const plain = await insertsOf(company, count);
    const rows: BenchRow[] = [];
    for (const [name, pace] of [
      ['', defaultPace],
      [', without the wait for more of them', { ...defaultPace, hintSpread: 0 }],
    ] as const) {
      log(`${count} desktops that push${name}`);
      const lags = await lagsOf(logins, pace);
      rows.push(
        ...[0.5, 0.95, 0.99].map((share) =>
          comparison(
            `from a decision to its answer, one of ${count} desktops in one process${name}, p${share * 100}`,
            quantile(lags, share),
            'ms',
            { name: `a plain INSERT of the row over ${count} connections`, value: quantile(plain, share) },
            null,
          ),
        ),
      );
    }
    return rows;
  } finally {
    await company.drop();
    await server.stop();
  }
}

/** Each has an account of their own. */
async function fill(company: TestCompany, count: number): Promise<TestLogin[]> {
  await company.admin.query(`
    INSERT INTO customer_success.managers (manager_id, name, email)
    SELECT n, 'M' || n, 'm' || n || '@example.com' FROM generate_series(1, ${count}) n;
    INSERT INTO customer_success.organizations (organization_id, external_id, name, owner_id)
    SELECT n, 'o' || n, 'Account ' || n, n FROM generate_series(1, ${count}) n;
    ANALYZE`);
  const logins: TestLogin[] = [];
  for (let n = 1; n <= count; n += 1)
    logins.push(await company.createLogin({ role: 'manager', scope: 'book', managerId: n }));
  return logins;
}

const random = createRandom(7);

/** Does it so often, at moments of chance. */
async function nowAndThen(decide: (n: number) => unknown): Promise<void> {
  for (let n = 0; n < decisionsOfEach; n += 1) {
    await pause(random.next() * between);
    await decide(n);
  }
}

/** @returns milliseconds of each INSERT, to its answer */
async function insertsOf({ url }: TestCompany, count: number): Promise<number[]> {
  const taken: number[] = [];
  const clients: pg.Client[] = [];
  for (let n = 0; n < count; n += 1) {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    clients.push(client);
  }
  await Promise.all(
    clients.map((client, place) =>
      nowAndThen(async (n) => {
        const began = performance.now();
        await client.query(insert, [place + 1, textOf(n)]);
        taken.push(performance.now() - began);
      }),
    ),
  );
  await Promise.all(clients.map((client) => client.end()));
  return taken;
}

/** @returns milliseconds of each decision, until its answer is in the desktop's store */
async function lagsOf(logins: readonly TestLogin[], pace: SyncPace): Promise<number[]> {
  const desktops = logins.map((login) => sitDown(login, pace));
  try {
    for (const { sync } of desktops) await sync.syncNow();
    await Promise.all(
      desktops.map(({ store, sync }) =>
        nowAndThen((n) => {
          writeNote({ store }, textOf(n));
          sync.pushSoon();
        }),
      ),
    );
    while (desktops.some(({ sync }) => sync.status().outbox.pending > 0)) await pause(50);
    return desktops.flatMap(({ store }) =>
      store.read.prepared<[], number>('select answered_at - made_at from operations').pluck().all(),
    );
  } finally {
    for (const { sync, remove } of desktops) {
      await sync.stop();
      remove();
    }
  }
}

function sitDown({ url }: TestLogin, pace: SyncPace) {
  const { store, remove } = temporaryStore();
  const sync = startSync({
    store,
    connect: { url },
    clock: { now: Date.now },
    random: Math.random,
    onStatus: () => undefined,
    onApplied: () => undefined,
    log: pino({ level: 'silent' }),
    pace,
  });
  return { store, sync, remove };
}
