import { mkdir, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type pg from 'pg';
import type { ErrorCode } from '../../src-preload/contract/errors';
import { StewardError } from '../lib/steward-error';
import { openCompanyFolder } from './company-folder';
import { codeOf, connectCompany, messageOf } from './connect-company';
import { loadFile } from './load-file';
import type { FileReport, LoadProgress, LoadReport } from './load-report';
import { migrateCompany } from './migrate-company';

export interface CreateCompanyOptions {
  /** Address of the database; made if the server doesn't have it. */
  readonly url: string;
  /** Folder of CSV files to load. */
  readonly from?: string;
  /** Where rows go that can't be taken; `set-aside` in the folder by default. */
  readonly setAside?: string;
  readonly onProgress?: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
  /** ms since 1970; the machine's clock by default. */
  readonly now?: () => number;
}

/** How far ahead of ours a source's clock may be. */
const clockTolerance = 60 * 60 * 1000;

/**
 * Makes the company's schema at the address, or brings it up to date, and loads a folder of CSV files. Run again, it
 * changes what the files say differently and adds what is new.
 * @throws StewardError with what to do, for an address, a schema or a folder that can't be used; `cancelled` when the
 *   signal ends it (what was loaded by then stays)
 */
export async function createCompany(options: CreateCompanyOptions): Promise<LoadReport> {
  const began = performance.now();
  // A folder that can't be loaded should not leave a schema behind.
  const folder = options.from === undefined ? undefined : await openCompanyFolder(options.from);
  const client = await connectCompany(options.url, { createDatabase: true });
  try {
    const schema = await migrateCompany(client);
    await client.query(sessionSettings);
    const files: FileReport[] = [];
    let setAsideFolder: string | null = null;
    if (options.from !== undefined && folder !== undefined) {
      setAsideFolder = await prepareSetAside(options.from, options.setAside);
      await lockLoads(client);
      const latest = (options.now ?? Date.now)() + clockTolerance;
      for (const file of folder.files) {
        const report = await loadFile(client, file, {
          setAsideFolder,
          latest,
          onProgress: options.onProgress ?? (() => {}),
          ...(options.signal === undefined ? {} : { signal: options.signal }),
        });
        await recordSetAside(client, report);
        files.push(report);
      }
      await finishLoad(client, schema.from === 0);
      if (files.every((file) => file.setAside === 0)) {
        await rmdir(setAsideFolder).catch(() => {}); // it holds files of the user's own
        setAsideFolder = null;
      }
    }
    const seconds = (performance.now() - began) / 1000;
    return { schema, files, ignoredFiles: folder?.ignoredFiles ?? [], setAsideFolder, seconds };
  } catch (error) {
    throw explainFailure(error, options.signal);
  } finally {
    await client.end().catch(() => {}); // a lost connection has been told already
  }
}

const sessionSettings = `
  SET timezone = 'UTC';
  SET datestyle = 'ISO, YMD';
  SET work_mem = '64MB';
  SET temp_buffers = '64MB';
  SET synchronous_commit = off;
  SET client_min_messages = warning`;

async function prepareSetAside(from: string, wanted: string | undefined): Promise<string> {
  const folder = wanted ?? join(from, 'set-aside');
  if (resolve(folder) === resolve(from)) {
    throw new StewardError(
      'invalid_input',
      'Rows can not be set aside in the folder they come from. Name another.',
    );
  }
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw new StewardError(
      'invalid_input',
      `The folder ${folder} for rows set aside can't be made. Name another with --set-aside.`,
      undefined,
      { cause: error },
    );
  }
  return folder;
}

/** Two loads at once would each believe that the other's new rows are theirs to add. */
async function lockLoads(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ free: boolean }>(
    `SELECT pg_try_advisory_lock(hashtext('customer_success.load')) AS free`,
  );
  if (!rows[0]?.free) {
    throw new StewardError('conflict', 'Another load of this company is running. Wait until it is done.');
  }
}

/** What is set aside now replaces what the last load of the table set aside. */
async function recordSetAside(client: pg.Client, report: FileReport): Promise<void> {
  await client.query('DELETE FROM customer_success.set_aside_rows WHERE table_name = $1', [report.table]);
  const rows = report.reasons.flatMap(({ reason, rows, firstLine, keys }) => {
    const named = keys.map((key) => ({ reason, key: key.key, rows: key.rows, first_line: firstLine }));
    const others = rows - keys.reduce((sum, key) => sum + key.rows, 0);
    return others > 0 ? [...named, { reason, key: null, rows: others, first_line: firstLine }] : named;
  });
  await client.query(
    `INSERT INTO customer_success.set_aside_rows (table_name, reason, key, rows, first_line)
     SELECT $1, reason, key, rows, first_line
       FROM json_to_recordset($2) AS r (reason text, key text, rows bigint, first_line bigint)`,
    [report.table, JSON.stringify(rows)],
  );
}

async function finishLoad(client: pg.Client, fresh: boolean): Promise<void> {
  await client.query('SELECT customer_success.refresh_aggregates()');
  // Nobody can have read a company that was made just now: no desktop needs its log.
  if (fresh) await client.query(`SELECT customer_success.prune_sync_log('0')`);
  // Only the owner may; without it the server gathers its statistics a little later by itself.
  await client.query('SET client_min_messages = error');
  await client.query(
    'ANALYZE customer_success.organizations, customer_success.users, customer_success.activity_daily, customer_success.activity_events',
  );
  // Makes everything before it durable, too.
  await client.query('SET synchronous_commit = on');
  await client.query('SELECT pg_current_xact_id()');
}

function explainFailure(error: unknown, signal: AbortSignal | undefined): unknown {
  const explained = (code: ErrorCode, message: string) =>
    new StewardError(code, message, undefined, { cause: error });
  if (signal?.aborted) {
    return explained('cancelled', 'The load was stopped. What was loaded stays; run it again to go on.');
  }
  if (error instanceof StewardError) return error;
  const code = codeOf(error) ?? '';
  if (code === '42501') {
    return explained(
      'forbidden',
      `This login may not do that (${messageOf(error)}). Use one that owns the schema, or one in the role cs_loader.`,
    );
  }
  if (code === '53100')
    return explained('not_ready', 'The disk of the database is full. Make room and run it again.');
  if (/^(08|57P)|^E[A-Z]+$/.test(code) || /Connection terminated|not queryable/.test(messageOf(error))) {
    return explained(
      'offline',
      `The connection to the database was lost (${messageOf(error)}). What was loaded stays; run it again to go on.`,
    );
  }
  return error;
}
