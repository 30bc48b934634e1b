import { spawnSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { createTestCompany, startPostgres, type TestServer } from '../support/postgres';
import { type BenchRow, comparison, figure } from './bench-row';
import type { LoadFigures } from './load-run';
import { runStep } from './run-step';
import { seconds, size } from './timing';

const day = '2026-11-20';
const organizations = 10_000;
const users = 100_000;

/** Events of one day from a file: checked, ids resolved and counted; against `psql` that only copies what came of it. */
export async function benchLoadEvents(log: (text: string) => void): Promise<BenchRow[]> {
  const events = size('LOADED', 1_000_000);
  const named = `load of ${events.toLocaleString('en')} events of one day`;
  const folder = mkdtempSync(join(tmpdir(), 'steward-bench-'));
  const server = await startPostgres();
  try {
    log(`writing a file of ${events.toLocaleString('en')} events`);
    await writeEvents(join(folder, 'activity_events.csv'), events);
    const ours = await loadOnce(server, folder);
    if (ours.figures.added !== events) throw new Error(`${ours.figures.added} events were loaded`);
    const memory = figure(
      `memory of the process in the ${named}`,
      ours.figures.peakMegabytes,
      'MB',
      '<= 400',
    );
    if (spawnSync('psql', ['--version'], { stdio: 'ignore' }).status !== 0) {
      log('psql is not installed here: the load has no peer');
      return [figure(named, ours.figures.seconds, 's'), memory];
    }
    const theirs = await copyOnce(server, ours.copied);
    const peer = { name: 'psql COPY of the same rows into the same table, with its triggers', value: theirs };
    return [comparison(named, ours.figures.seconds, 's', peer, '<= 3'), memory];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function loadOnce(
  server: TestServer,
  folder: string,
): Promise<{ figures: LoadFigures; copied: string }> {
  const company = await createTestCompany(server);
  try {
    await fillAccounts(company.admin);
    const figures = (await runStep('load-run.ts', ['load', company.url, folder])) as LoadFigures;
    const copied = join(folder, 'resolved.csv');
    runPsql(
      company.url,
      `\\copy (SELECT ${columns} FROM customer_success.activity_events) TO '${copied}' CSV`,
    );
    return { figures, copied };
  } finally {
    await company.drop();
  }
}

const columns = 'organization_id, user_id, feature_id, occurred_at, source_id';

async function copyOnce(server: TestServer, copied: string): Promise<number> {
  const company = await createTestCompany(server);
  try {
    await fillAccounts(company.admin);
    const { seconds: taken } = await seconds(() =>
      runPsql(company.url, `\\copy customer_success.activity_events (${columns}) FROM '${copied}' CSV`),
    );
    return taken;
  } finally {
    await company.drop();
  }
}

function runPsql(url: string, command: string): void {
  const { status, stderr } = spawnSync('psql', [url, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', command]);
  if (status !== 0) throw new Error(`psql failed: ${stderr.toString()}`);
}

async function fillAccounts(admin: pg.Pool): Promise<void> {
  await admin.query(
    `INSERT INTO customer_success.features (external_id, name) SELECT 'f' || n, 'Feature ' || n FROM generate_series(1, 20) n;
     INSERT INTO customer_success.organizations (external_id, name, created_at)
     SELECT 'o' || n, 'Account ' || n, '2025-01-01' FROM generate_series(1, ${organizations}) n;
     INSERT INTO customer_success.users (organization_id, external_id, name, created_at)
     SELECT o.organization_id, 'u' || n, 'Person ' || n, o.created_at
       FROM generate_series(1, ${users}) n JOIN customer_success.organizations o ON o.external_id = 'o' || 1 + (n - 1) / 10;
     ANALYZE customer_success.organizations, customer_success.users`,
  );
}

/** In the order of time, as an application writes them: accounts, users and features mixed. */
async function writeEvents(path: string, events: number): Promise<void> {
  function* lines(): Generator<string> {
    yield 'event_id,organization_id,user_id,feature_id,occurred_at\n';
    let text = '';
    for (let n = 0; n < events; n += 1) {
      const user = (n * 7919) % users;
      const second = Math.floor((n / events) * 86_400);
      const time = new Date(second * 1000).toISOString().slice(11, 19);
      text += `e${n},o${1 + Math.floor(user / 10)},u${user + 1},f${1 + ((n * 31) % 20)},${day}T${time}Z\n`;
      if (text.length > 1 << 16) {
        yield text;
        text = '';
      }
    }
    yield text;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}
