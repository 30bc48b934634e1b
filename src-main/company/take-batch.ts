import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { trimCell, withUnseenShown } from '../lib/cell-text';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import { StewardError } from '../lib/steward-error';
import type { BadRow } from './bad-row';
import { type BatchChecks, erasedReason, incomingColumns } from './check-batch';
import type { CompanyFile } from './company-folder';
import { type CompletableTable, noteNamed } from './complete-file';
import type { UnitCount } from './count-units';
import type { RecordBatch } from './csv-records';
import { csvNameOf, shownName } from './csv-tables/csv-table';
import { inTransaction } from './in-transaction';
import type { RowTaker, Taken } from './row-taker';
import type { Turn } from './take-in-turn';

/** What loading one file needs for each of its batches. */
export interface BatchWork {
  readonly client: ClientBase;
  readonly file: CompanyFile;
  readonly checks: BatchChecks;
  readonly taker: RowTaker;
  readonly units: UnitCount;
  /** Awaited before anything is written that others see. */
  readonly turn: Turn;
  /** The table, where the file is said to hold every row of it. */
  readonly complete: CompletableTable | null;
}

export interface TakenBatch {
  readonly taken: Taken;
  readonly bad: readonly BadRow[];
  /** Rows that were taken without a name, by who is in no list of users. */
  readonly unlisted: readonly RowsOfUser[];
}

export interface RowsOfUser {
  readonly key: string;
  readonly rows: number;
}

const nothingTaken: Taken = { added: 0, changed: 0, duplicates: 0, gaveWay: 0 };

/** Rows of one batch that the database itself may refuse, before it is taken to refuse the file. */
const mostRefusals = 20;

/**
 * Takes a batch in one transaction. Should a row that passed our checks be refused by the database (by a constraint
 * that the company added, say), the batch is halved until that row is alone, and it is set aside, too.
 */
export async function takeBatch(work: BatchWork, batch: RecordBatch): Promise<TakenBatch> {
  const unreadable = batch.unreadable.map(({ line, reason, text }) => ({
    line,
    reason,
    row: text,
    kind: reason,
    key: undefined,
  }));
  if (batch.rows === 0) return { taken: nothingTaken, bad: unreadable, unlisted: [] };
  const { taken, bad, unlisted } = await takeLines(work, batch, batch.firstLine, batch.lastLine, {
    left: mostRefusals,
  });
  return { taken, bad: [...unreadable, ...bad], unlisted };
}

async function takeLines(
  work: BatchWork,
  batch: RecordBatch,
  first: number,
  last: number,
  refusals: { left: number },
): Promise<TakenBatch> {
  try {
    return await withStaged(work, batch, first, last, takeStaged);
  } catch (error) {
    if (!isRefusedRow(error)) throw error;
    if (refusals.left === 0) throw tooManyRefused(work.file, error);
    if (first === last) {
      refusals.left -= 1;
      const kind = `refused by the database: ${errorMessage(error)}`;
      const row = await withStaged(work, batch, first, last, readRefusedRow);
      const bad = { line: first, reason: kind, row, kind, key: undefined };
      return { taken: nothingTaken, bad: [bad], unlisted: [] };
    }
    const middle = Math.floor((first + last) / 2);
    const before = await takeLines(work, batch, first, middle, refusals);
    const after = await takeLines(work, batch, middle + 1, last, refusals);
    return {
      taken: {
        added: before.taken.added + after.taken.added,
        changed: before.taken.changed + after.taken.changed,
        duplicates: before.taken.duplicates + after.taken.duplicates,
        gaveWay: before.taken.gaveWay + after.taken.gaveWay,
      },
      bad: [...before.bad, ...after.bad],
      unlisted: [...before.unlisted, ...after.unlisted],
    };
  }
}

/** Data exceptions (22…), violated constraints (23…), and what a trigger of the company's own raises. */
function isRefusedRow(error: unknown): boolean {
  return /^(22|23)...$|^P0001$/.test(errorCode(error));
}

function tooManyRefused(file: CompanyFile, error: unknown): StewardError {
  return new StewardError(
    'invalid_input',
    `The database refuses one row of ${csvNameOf(file.table)} after another: ${errorMessage(error)}. Look for a constraint or trigger that was added to the table.`,
    undefined,
    { cause: error },
  );
}

/** Stages the batch's lines from `first` to `last` in `incoming`, and does `action` in the same transaction. */
async function withStaged<T>(
  work: BatchWork,
  batch: RecordBatch,
  first: number,
  last: number,
  action: (work: BatchWork) => Promise<T>,
): Promise<T> {
  const { client, checks } = work;
  return inTransaction(client, async () => {
    // Within the transaction of a whole file, the batch before has left its own.
    await client.query('DROP TABLE IF EXISTS pg_temp.incoming, pg_temp.checked');
    await client.query(checks.createIncoming);
    await pipeline(Readable.from(batch.copy), client.query(copyFrom(checks.copyIncoming)));
    if (first > batch.firstLine || last < batch.lastLine) {
      await client.query('DELETE FROM incoming WHERE line NOT BETWEEN $1 AND $2', [first, last]);
    }
    for (const statement of checks.nameErased) await client.query(statement);
    return action(work);
  });
}

async function takeStaged(work: BatchWork): Promise<TakenBatch> {
  const { client, checks, file, taker, units, turn } = work;
  await client.query(checks.createChecked);
  await turn();
  if (work.complete !== null) await noteNamed(client, work.complete);
  for (const statement of checks.numberUnlisted) await client.query(statement);
  const taken = await taker.take(client, checks.problems.length - taker.problems.length + 1);
  if (file.table.name === 'subscriptions') await units.add(client);
  const { bad, duplicates } = await readBadRows(work);
  const unlisted = checks.numberUnlisted.length === 0 ? [] : await readUnlisted(client);
  return { taken: { ...taken, duplicates: taken.duplicates + duplicates }, bad, unlisted };
}

async function readUnlisted(client: ClientBase): Promise<RowsOfUser[]> {
  const { rows } = await client.query<RowsOfUser>(
    `SELECT user_id AS key, count(*)::int AS rows FROM checked WHERE problem IS NULL AND is_unlisted GROUP BY 1`,
  );
  return rows.map(({ key, rows: times }) => ({ key: shortened(key), rows: times }));
}

async function readBadRows({
  client,
  file,
  checks,
}: BatchWork): Promise<{ bad: BadRow[]; duplicates: number }> {
  const duplicate = checks.problems.findIndex((problem) => problem.duplicate) + 1;
  const pending = checks.problems.findIndex((problem) => problem.pending) + 1;
  const known = await client.query<{ rows: number }>(
    'SELECT count(*)::int AS rows FROM checked WHERE problem = $1',
    [duplicate],
  );
  const columns = incomingColumns(file.table, file.header);
  const { rows } = await client.query<[string, number, ...(string | null)[]]>({
    text: `SELECT i.line, c.problem, ${columns.map((name) => `i."${name}"`).join(', ')}
             FROM checked c JOIN incoming i USING (line) WHERE c.problem <> ALL ($1) ORDER BY i.line`,
    values: [[duplicate, pending]],
    rowMode: 'array',
  });
  const bad = rows.flatMap(([line, number, ...cells]) => {
    const problem = checks.problems[number - 1];
    if (problem === undefined) return [];
    if (problem.erased) return [{ line: Number(line), ...nothingToldOf(columns) }];
    const cell = shortened(withUnseenShown(trimCell(cells[columns.indexOf(problem.column)] ?? '')));
    return [
      {
        line: Number(line),
        reason: `${shownName(file.table, problem.column)}${cell === '' ? '' : ` “${cell}”`} ${problem.text}`,
        row: cells,
        kind: `${shownName(file.table, problem.column)} ${problem.text}`,
        key: problem.unknownId ? cell : undefined,
      },
    ];
  });
  return { bad, duplicates: known.rows[0]?.rows ?? 0 };
}

/** What is set aside of a row whose cells may be written nowhere. */
function nothingToldOf(columns: readonly string[]) {
  return { reason: erasedReason, row: columns.map(() => null), kind: erasedReason, key: undefined };
}

async function readRefusedRow({ client, file, checks, complete }: BatchWork): Promise<(string | null)[]> {
  if (complete !== null) {
    await client.query(checks.createChecked);
    await noteNamed(client, complete);
  }
  const columns = incomingColumns(file.table, file.header);
  const { rows } = await client.query<(string | null)[]>({
    text: `SELECT ${columns.map((name) => `"${name}"`).join(', ')} FROM incoming`,
    rowMode: 'array',
  });
  return rows[0] ?? [];
}

function shortened(cell: string): string {
  return cell.length > 60 ? `${cell.slice(0, 60)}…` : cell;
}
