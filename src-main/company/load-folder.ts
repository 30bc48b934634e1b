import type { ClientBase } from 'pg';
import type { DecimalMark } from '../lib/dressed-number';
import { announceLoad } from './announce-load';
import type { CompanyFolder } from './company-folder';
import type { Completeness } from './complete-file';
import { type BatchSize, loadFile } from './load-file';
import type { FileReport, LoadProgress, LoadReport } from './load-report';
import { lookAtMoney } from './look-at-money';
import { recordLoad } from './record-load';

export interface LoadFolderOptions {
  /** Where rows go that can't be taken. */
  readonly setAsideFolder: string;
  /** ms since 1970. */
  readonly now: number;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal | undefined;
  /** No desktop has read the company yet, so none needs the log of its changes. */
  readonly unread: boolean;
  /** The decimal mark of all numbers, where the person says it. */
  readonly decimal: DecimalMark | undefined;
  /** IANA name of the zone of times that name no offset. */
  readonly zone: string;
  /** Opens another session of the same login, to be ended by whoever gave it. @throws where the server has none to give */
  readonly openSession: () => Promise<ClientBase>;
  /** How much of a file is one transaction; by its table where it is not given. */
  readonly batch?: BatchSize;
  readonly complete: Completeness;
}

/** How far ahead of ours a source's clock may be, ms. */
const clockTolerance = 60 * 60 * 1000;

/** Loads the files of the folder into a company whose schema is up to date. */
export async function loadFolder(
  client: ClientBase,
  folder: CompanyFolder,
  options: LoadFolderOptions,
): Promise<Pick<LoadReport, 'files' | 'ignoredFiles' | 'setAsideFolder' | 'money'>> {
  const { setAsideFolder } = options;
  await client.query(sessionSettings);
  await announceLoad(client);
  const files: FileReport[] = [];
  let chosen = false;
  let second: Promise<ClientBase | null> | undefined;
  const secondSession = () => {
    second ??= openSecond(options.openSession);
    return second;
  };
  for (const file of folder.files) {
    const report = await loadFile(client, file, {
      setAsideFolder,
      latest: options.now + clockTolerance,
      onProgress: options.onProgress,
      signal: options.signal,
      decimal: options.decimal,
      zone: options.zone,
      secondSession,
      batch: options.batch,
      complete: options.complete,
    });
    await recordSetAside(client, report);
    await recordLoad(client, report);
    files.push(report);
    // Rates that come with them are worth something in it.
    if (report.table === 'subscriptions') chosen = (await lookAtMoney(client)).isChosen;
  }
  const money = await lookAtMoney(client);
  await finishLoad(client, options.unread);
  const complete = files.every((file) => file.setAside === 0);
  return {
    files,
    ignoredFiles: folder.ignoredFiles,
    setAsideFolder: complete ? null : setAsideFolder,
    money: { ...money, isChosen: chosen },
  };
}

const sessionSettings = `
  SET timezone = 'UTC';
  SET datestyle = 'ISO, YMD';
  SET jit = off;
  SET work_mem = '64MB';
  SET temp_buffers = '64MB';
  SET synchronous_commit = off;
  SET client_min_messages = warning`;

/** A login may be limited to one connection: then one has to do. */
async function openSecond(open: () => Promise<ClientBase>): Promise<ClientBase | null> {
  try {
    const session = await open();
    await session.query(sessionSettings);
    return session;
  } catch {
    return null;
  }
}

/** What is set aside now replaces what the last load of the table set aside. */
async function recordSetAside(client: ClientBase, report: FileReport): Promise<void> {
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

async function finishLoad(client: ClientBase, unread: boolean): Promise<void> {
  await client.query('SELECT customer_success.refresh_aggregates()');
  if (unread) await client.query(`SELECT customer_success.prune_sync_log('0')`);
  // Only the owner may; without it the server gathers its statistics a little later by itself.
  await client.query('SET client_min_messages = error');
  await client.query(
    'ANALYZE customer_success.organizations, customer_success.users, customer_success.activity_daily, customer_success.activity_events',
  );
  // Makes everything before it durable, too.
  await client.query('SET synchronous_commit = on');
  await client.query('SELECT pg_current_xact_id()');
}
