import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type BatchChecks, batchChecks, incomingColumns } from './check-batch';
import { type CompanyFile, readCompanyFile } from './company-folder';
import { startReasonCount } from './count-reasons';
import { type RecordBatch, scanRecords } from './csv-records';
import type { FileReport, LoadProgress } from './load-report';
import { type SetAsideRow, startSetAsideFile } from './set-aside-file';
import { dailyCountTaker, eventTaker, keyedRowTaker, type RowTaker, type Taken } from './take-rows';

export interface LoadFileOptions {
  readonly setAsideFolder: string;
  /** Last acceptable instant of something that has happened, ms since 1970. */
  readonly latest: number;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal?: AbortSignal;
}

/** One batch is one transaction and the most that is held in memory. */
const batchRows = 100_000;
const batchBytes = 16 << 20;

/** Loads one file batch by batch. What was committed stays when a later batch fails or the signal ends the load. */
export async function loadFile(
  client: ClientBase,
  file: CompanyFile,
  options: LoadFileOptions,
): Promise<FileReport> {
  const taker = takerFor(file);
  const checks = batchChecks(file.table, file.header, options.latest, taker.problems);
  const setAside = await startSetAsideFile(options.setAsideFolder, file);
  const reasons = startReasonCount();
  const total = { rows: 0, added: 0, changed: 0, duplicates: 0 };
  let bytesRead = 0;

  await taker.prepare?.(client);
  const bytes = readCompanyFile(file, (read) => {
    bytesRead = read;
  });
  const scan = { fields: file.header.length, firstLine: 2, batchRows, batchBytes };
  for await (const batch of readAhead(scanRecords(bytes, scan))) {
    options.signal?.throwIfAborted();
    const { taken, bad, duplicates } = await takeBatch(client, file, batch, checks, taker);
    for (const row of bad) reasons.add(row.kind, row.line, row.key);
    await setAside.add(bad);
    total.rows += batch.rows + batch.unreadable.length;
    total.added += taken.added;
    total.changed += taken.changed;
    total.duplicates += taken.duplicates + duplicates;
    options.onProgress({
      table: file.table.name,
      rows: total.rows,
      setAside: reasons.total(),
      share: file.bytes === 0 ? 1 : Math.min(bytesRead / file.bytes, 1),
    });
  }
  return {
    table: file.table.name,
    ...total,
    unchanged: total.rows - total.added - total.changed - total.duplicates - reasons.total(),
    setAside: reasons.total(),
    reasons: reasons.reasons(),
    ignoredColumns: file.ignoredColumns,
  };
}

function takerFor(file: CompanyFile): RowTaker {
  if (file.table.name === 'activity_events') return eventTaker(file.table);
  if (file.table.name === 'activity_daily') return dailyCountTaker(file.table);
  return keyedRowTaker(file.table, file.header);
}

/** Reads the next batch while PostgreSQL works on this one. */
async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next();
  // Heard when its turn comes; until then it must not count as unhandled.
  next.catch(() => {});
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = source.next();
      next.catch(() => {});
      yield value;
    }
  } finally {
    await source.return(undefined);
  }
}

interface BadRow extends SetAsideRow {
  /** The reason without the row's own cell, to count by. */
  readonly kind: string;
  readonly key: string | undefined;
}

interface TakenBatch {
  readonly taken: Taken;
  readonly bad: readonly BadRow[];
  readonly duplicates: number;
}

async function takeBatch(
  client: ClientBase,
  file: CompanyFile,
  batch: RecordBatch,
  checks: BatchChecks,
  taker: RowTaker,
): Promise<TakenBatch> {
  const unreadable = batch.unreadable.map(({ line, reason, text }) => ({
    line,
    reason,
    row: text,
    kind: reason,
    key: undefined,
  }));
  await client.query('BEGIN');
  try {
    await client.query(checks.createIncoming);
    await pipeline(Readable.from(batch.copy), client.query(copyFrom(checks.copyIncoming)));
    await client.query(checks.createChecked);
    const taken = await taker.take(client, checks.problems.length - taker.problems.length + 1);
    const found = await readBadRows(client, file, checks);
    await client.query('COMMIT');
    return { taken, bad: [...unreadable, ...found.bad], duplicates: found.duplicates };
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {}); // a lost connection says so by the error itself
    throw error;
  }
}

async function readBadRows(
  client: ClientBase,
  file: CompanyFile,
  checks: BatchChecks,
): Promise<{ bad: BadRow[]; duplicates: number }> {
  const duplicate = checks.problems.findIndex((problem) => problem.duplicate) + 1;
  const known = await client.query<{ rows: number }>(
    'SELECT count(*)::int AS rows FROM checked WHERE problem = $1',
    [duplicate],
  );
  const columns = incomingColumns(file.table, file.header);
  const { rows } = await client.query<[string, number, ...(string | null)[]]>({
    text: `SELECT i.line, c.problem, ${columns.map((name) => `i."${name}"`).join(', ')}
             FROM checked c JOIN incoming i USING (line) WHERE c.problem <> $1 ORDER BY i.line`,
    values: [duplicate],
    rowMode: 'array',
  });
  const bad = rows.flatMap(([line, number, ...cells]) => {
    const problem = checks.problems[number - 1];
    if (problem === undefined) return [];
    const cell = cells[columns.indexOf(problem.column)]?.trim() ?? '';
    return [
      {
        line: Number(line),
        reason: `${problem.column}${cell === '' ? '' : ` “${shortened(cell)}”`} ${problem.text}`,
        row: cells,
        kind: `${problem.column} ${problem.text}`,
        key: problem.text.includes('unknown') ? shortened(cell) : undefined,
      },
    ];
  });
  return { bad, duplicates: known.rows[0]?.rows ?? 0 };
}

function shortened(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell;
}
