import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatDay } from '../../src-main/lib/day';
import { systemClock } from '../../src-main/ports/clock';
import { openStore } from '../../src-main/store/file/open';
import { syncOnce } from '../../src-main/sync/loop/sync-once';
import { createTestCompany, startPostgres, type TestCompany } from '../support/postgres';
import { type BenchRow, comparison, figure } from './bench-row';
import { fillCompany } from './synthetic-company';
import { median, seconds, size } from './timing';

const name = (events: number) => `initial sync of ${events.toLocaleString('en')} events with rollups`;
const peerName = 'psql COPY | sqlite3 .import of the same rows';

/** A manager's first copy: encrypted, packed by day, checked; against the two programs that only copy. */
export async function benchInitialSync(log: (text: string) => void): Promise<BenchRow[]> {
  const events = size('EVENTS', 1_000_000);
  const runs = size('SYNCS', 3);
  const server = await startPostgres();
  const company = await createTestCompany(server);
  try {
    log(`filling a company with ${events.toLocaleString('en')} events`);
    const lastDay = formatDay(Math.floor(Date.now() / 86_400_000) - 1);
    await fillCompany(company.admin, { events, lastDay });
    const { url } = await company.createLogin({ role: 'manager', scope: 'all' });
    const hasPeer = isOnPath('psql') && isOnPath('sqlite3');
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < runs; run++) {
      ours.push(await inFolder((folder) => firstCopy(company, url, folder)));
      if (hasPeer) theirs.push(await inFolder((folder) => plainCopy(url, folder)));
    }
    if (!hasPeer) {
      log('psql or sqlite3 is not installed here: the initial sync has no peer');
      return [figure(name(events), median(ours), 's')];
    }
    return [comparison(name(events), median(ours), 's', { name: peerName, value: median(theirs) }, '<= 1.0')];
  } finally {
    await company.drop();
    await server.stop();
  }
}

async function firstCopy(company: TestCompany, url: string, folder: string): Promise<number> {
  const { seconds: taken, result: store } = await seconds(async () => {
    const opened = openStore({
      file: join(folder, 'copy.db'),
      key: new Uint8Array(32).fill(7),
      now: Date.now,
    });
    await syncOnce({ store: opened, connect: { url }, clock: systemClock });
    return opened;
  });
  const copied = store.read
    .prepared<[], { events: number; raw: number }>(
      'SELECT (SELECT sum(events) FROM activity_daily) AS events, (SELECT sum(rows) FROM activity_events) AS raw',
    )
    .get();
  store.close();
  const { rows } = await company.admin.query<{ events: number }>(
    'SELECT count(*)::int AS events FROM customer_success.activity_events',
  );
  if (copied?.events !== rows[0]?.events || copied?.raw !== rows[0]?.events) {
    throw new Error(`the copy holds ${JSON.stringify(copied)}, the company ${rows[0]?.events} events`);
  }
  return taken;
}

const tables = {
  organizations:
    'organization_id INTEGER PRIMARY KEY, external_id TEXT, name TEXT, segment TEXT, lifecycle_stage TEXT, industry TEXT, country TEXT, timezone TEXT, owner_id INTEGER, created_at TEXT, churned_at TEXT',
  users:
    'user_id INTEGER PRIMARY KEY, organization_id INTEGER, external_id TEXT, name TEXT, email TEXT, title TEXT, role TEXT, created_at TEXT, deactivated_at TEXT',
  features: 'feature_id INTEGER PRIMARY KEY, external_id TEXT, name TEXT, category TEXT, kind TEXT',
  activity_daily:
    'organization_id INTEGER, user_id INTEGER, feature_id INTEGER, day TEXT, period_days INTEGER, events INTEGER, active_users INTEGER, value REAL',
  activity_events:
    'event_id INTEGER, organization_id INTEGER, user_id INTEGER, feature_id INTEGER, occurred_at TEXT, value REAL, source_id TEXT',
};

/** The same login reads the same rows; no keys, no encryption, no check. */
async function plainCopy(url: string, folder: string): Promise<number> {
  const file = join(folder, 'plain.db');
  spawnSync('sqlite3', [file], {
    input: Object.entries(tables)
      .map(([table, columns]) => `CREATE TABLE ${table} (${columns});`)
      .join('\n'),
  });
  const { seconds: taken } = await seconds(async () => {
    for (const [table, columns] of Object.entries(tables)) {
      const wanted = columns.split(', ').map((column) => column.split(' ')[0]);
      await importTable(
        url,
        file,
        table,
        `COPY (SELECT ${wanted.join(', ')} FROM customer_success.${table}) TO STDOUT (FORMAT csv)`,
      );
    }
  });
  return taken;
}

/** Through a shell, because sqlite3 reads /dev/stdin only from a real pipe. */
function importTable(url: string, file: string, table: string, copy: string): Promise<void> {
  const pipe = 'psql "$1" -qAtX -c "$2" | sqlite3 -csv "$3" ".import /dev/stdin $4"';
  return new Promise((resolve, reject) => {
    const shell = spawn('sh', ['-c', pipe, 'sh', url, copy, file, table], { stdio: 'inherit' });
    shell.on('error', reject);
    shell.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`copying ${table} failed`))));
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function isOnPath(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;
}
