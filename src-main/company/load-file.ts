import type { ClientBase } from 'pg';
import type { DecimalMark } from '../lib/dressed-number';
import { batchChecks, erasedReason } from './check-batch';
import { type CompanyFile, readCompanyFile } from './company-folder';
import { type CompletableTable, type Completeness, removeUnnamed, startNaming } from './complete-file';
import { startReasonCount } from './count-reasons';
import { startUnitCount } from './count-units';
import { scanRecords } from './csv-records';
import { inTransaction } from './in-transaction';
import type { FileReport, LoadProgress } from './load-report';
import { withOwnFields } from './own-fields';
import type { RowTaker } from './row-taker';
import { type SetAsideFile, startSetAsideFile } from './set-aside-file';
import { settleParents } from './settle-parents';
import { type FileSurvey, surveyFile } from './survey-file';
import { attributeTaker } from './take-attributes';
import { takeBatch } from './take-batch';
import { dailyCountTaker } from './take-daily-counts';
import { eventTaker } from './take-events';
import { takeInTurn } from './take-in-turn';
import { keyedRowTaker } from './take-keyed-rows';

export interface LoadFileOptions {
  readonly setAsideFolder: string;
  /** Last acceptable instant of something that has happened, ms since 1970. */
  readonly latest: number;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal | undefined;
  /** The decimal mark of the file's numbers, where the person says it. */
  readonly decimal: DecimalMark | undefined;
  /** IANA name of the zone of times that name no offset. */
  readonly zone: string;
  readonly complete: Completeness;
  /** Opens another session of the same login; null where it may not have one. */
  readonly secondSession: () => Promise<ClientBase | null>;
  /** How much of a file is one transaction; by its table where it is not given. */
  readonly batch?: BatchSize | undefined;
}

export interface BatchSize {
  readonly batchRows: number;
  readonly batchBytes: number;
}

/** One batch is one transaction and the most that is held in memory. */
const usualBatch = { batchRows: 100_000, batchBytes: 16 << 20 };
/** Each batch changes the counts of its days: the fewer of them hold events of one day, the less often. */
const eventBatch = { batchRows: 300_000, batchBytes: 28 << 20 };
const mostStagedColumns = 400;

/** Loads one file batch by batch. What was committed stays when a later batch fails or the signal ends the load. */
export async function loadFile(
  client: ClientBase,
  given: CompanyFile,
  options: LoadFileOptions,
): Promise<FileReport> {
  const named = await withOwnFields(client, given);
  const survey = await surveyFile(named, options.decimal);
  const known = { ...named, encoding: survey.encoding };
  const { file, kept } = narrowed(known);
  const setAside = await startSetAsideFile(options.setAsideFolder, file);
  const narrow = { file, kept, survey };
  const complete = options.complete.tables.find((table) => table === file.table.name);
  try {
    if (complete === undefined) return await loadRows(client, known, narrow, setAside, options, null);
    return await inTransaction(client, async () => {
      await startNaming(client);
      const report = await loadRows(client, known, narrow, setAside, options, complete);
      return {
        ...report,
        removal: await removeUnnamed(client, complete, withoutErased(report), options.complete),
      };
    });
  } finally {
    await setAside.close();
  }
}

/** Rows of somebody who was erased name whom they are about: they keep nobody else. */
function withoutErased({ rows, setAside, reasons }: FileReport): Pick<FileReport, 'rows' | 'setAside'> {
  const erased = reasons.find(({ reason }) => reason === erasedReason)?.rows ?? 0;
  return { rows, setAside: setAside - erased };
}

async function loadRows(
  client: ClientBase,
  given: CompanyFile,
  { file, kept, survey }: NarrowedFile & { readonly survey: FileSurvey },
  setAside: SetAsideFile,
  options: LoadFileOptions,
  complete: CompletableTable | null,
): Promise<FileReport> {
  const merges = await hasMerges(client);
  const taker = takerFor(file, merges);
  const erased = await readErasures(client);
  const checks = batchChecks(
    file.table,
    file,
    { ...survey, zone: options.zone, merges, ...erased },
    options.latest,
    taker.problems,
  );
  const reasons = startReasonCount();
  const units = startUnitCount();
  const unlisted = startReasonCount();
  const total = { rows: 0, added: 0, changed: 0, duplicates: 0, gaveWay: 0 };
  let bytesRead = 0;

  const before = await rowsOfBefore(client, file);
  const shared = (await taker.prepare?.(client)) === true;
  const bytes = readCompanyFile(file, (read) => {
    bytesRead = read;
  });
  const scan = {
    fields: given.header.length,
    delimiter: given.delimiter.charCodeAt(0),
    kept,
    carriageReturns: given.headerEnd.carriageReturn,
    firstLine: 2,
    ...(options.batch ?? (file.table.name === 'activity_events' ? eventBatch : usualBatch)),
  };
  const sessions = { first: client, second: shared && complete === null ? options.secondSession : null };
  const inTurn = takeInTurn(scanRecords(bytes, scan), sessions, (session, batch, turn) => {
    options.signal?.throwIfAborted();
    return takeBatch({ client: session, file, checks, taker, units, complete, turn }, batch);
  });
  for await (const { batch, taken: outcome } of inTurn) {
    const { taken, bad, unlisted: nameless } = outcome;
    for (const row of bad) reasons.add(row.kind, row.line, row.key);
    for (const { key, rows } of nameless) unlisted.add('', 0, key, rows);
    await setAside.add(bad);
    total.rows += batch.rows + batch.unreadable.length;
    total.added += taken.added;
    total.changed += taken.changed;
    total.duplicates += taken.duplicates;
    total.gaveWay += taken.gaveWay;
    options.onProgress({
      table: file.table.name,
      rows: total.rows,
      setAside: reasons.total(),
      share: file.mark.bytes === 0 ? 1 : Math.min(bytesRead / file.mark.bytes, 1),
    });
  }
  if (taker.finish !== undefined) {
    const { changed, bad } = await taker.finish(client);
    total.changed += changed;
    for (const row of bad) reasons.add(row.kind, row.line, row.key);
    await setAside.add(bad);
  }
  return {
    table: file.table.name,
    ...total,
    unchanged: total.rows - total.added - total.changed - total.duplicates - reasons.total(),
    setAside: reasons.total(),
    reasons: reasons.reasons(),
    unlisted: { rows: unlisted.total(), keys: unlisted.reasons()[0]?.keys ?? [] },
    ignoredColumns: file.ignoredColumns,
    delimiter: file.delimiter,
    encoding: survey.encoding,
    decimalCommas: survey.commas,
    unknownUnits: units.counts(),
    parents: file.table.name === 'organizations' ? await settleParents(client) : null,
    removal: null,
    // A row that was set aside may have named one of before.
    notNamed: before === null ? null : Math.max(0, before - (total.rows - total.added - total.duplicates)),
  };
}

/** Tables whose files tell how things are, not what happened. */
const presentTables: readonly string[] = ['organizations', 'users', 'subscriptions'];

async function rowsOfBefore(client: ClientBase, { table }: CompanyFile): Promise<number | null> {
  if (!presentTables.includes(table.name)) return null;
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM customer_success.${table.name}`,
  );
  return rows[0]?.n ?? 0;
}

interface NarrowedFile {
  readonly file: CompanyFile;
  /** Fields of the given file that remain, in their order; all where undefined. */
  readonly kept: readonly number[] | undefined;
}

/** A table of PostgreSQL has room for 8 KB of a row's short cells: of a wider file only the columns that mean something are staged. */
function narrowed(file: CompanyFile): NarrowedFile {
  if (file.header.length <= mostStagedColumns) return { file, kept: undefined };
  const ignored = new Set(file.ignoredColumns);
  const kept = file.header.flatMap((column, index) => (ignored.has(column) ? [] : [index]));
  return { file: { ...file, header: kept.map((index) => file.header[index] ?? '') }, kept };
}

/** Whether rows may name accounts or contacts that were merged into others. */
async function hasMerges(client: ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ merges: boolean }>(
    `SELECT EXISTS (SELECT FROM customer_success.merged_accounts)
            OR EXISTS (SELECT FROM customer_success.merged_contacts) AS merges`,
  );
  return rows[0]?.merges === true;
}

/** Whether rows may be of somebody who was erased, and have ids that told of them. */
async function readErasures(client: ClientBase): Promise<{ erasures: boolean; erasedIds: boolean }> {
  const { rows } = await client.query<{ erasures: boolean; erasedIds: boolean }>(
    `SELECT customer_success.has_erasures() AS erasures, customer_success.has_erased_ids() AS "erasedIds"`,
  );
  return rows[0] ?? { erasures: false, erasedIds: false };
}

function takerFor(file: CompanyFile, merges: boolean): RowTaker {
  if (file.table.name === 'activity_events') return eventTaker(file.table);
  if (file.table.name === 'attribute_definitions') return attributeTaker(file.table, file.header);
  if (file.table.name === 'activity_daily') return dailyCountTaker(file.table, file.header, merges);
  return keyedRowTaker(file.table, file.header, merges);
}
