import type { ClientBase } from 'pg';
import { errorCode } from '../lib/error-code';
import { errorMessage } from '../lib/error-message';
import type { BadRow } from './bad-row';
import { incomingColumns } from './check-batch';
import type { CsvTable } from './csv-tables/csv-table';
import { inTransaction } from './in-transaction';
import { type MergedThing, mergedThings } from './merged-things';
import type { RowProblem } from './row-problem';
import type { Finished } from './row-taker';
import { settleMerges } from './settle-merges';

const pending: RowProblem = { column: 'merged_into', text: 'waits for the end of the file', pending: true };
const wasMerged: RowProblem = {
  column: 'merged_into',
  text: 'is empty, but it was merged before, which can’t be taken back by a file',
};
const known: RowProblem = { column: 'merged_into', text: 'was merged before', duplicate: true };

/** Rows that say that an account or contact is another's, kept until the end of their file: whose may come later in it. */
export interface MergeTaker {
  readonly problems: readonly RowProblem[];
  /** Takes such rows of the batch aside, and those of who was merged before. */
  collect(client: ClientBase, firstProblem: number): Promise<void>;
  finish(client: ClientBase): Promise<Finished>;
}

interface Merge {
  readonly line: number;
  readonly account: number | null;
  readonly id: string;
  readonly into: string;
  readonly cells: readonly (string | null)[];
}

/** @returns null for tables whose rows can't be merged */
export function mergeTaker(table: CsvTable, header: readonly string[]): MergeTaker | null {
  const thing = mergedThings[table.name];
  if (thing === undefined) return null;
  const saysMerges = header.includes('merged_into');
  const columns = incomingColumns(table, header);
  const collected = new Map<number, Merge>();
  return {
    problems: [pending, wasMerged, known],
    async collect(client, firstProblem) {
      if (saysMerges) {
        await client.query(
          `UPDATE checked SET problem = ${firstProblem} WHERE problem IS NULL AND merged_into IS NOT NULL`,
        );
        for (const merge of await readMerges(client, thing, columns, firstProblem)) {
          collected.set(merge.line, merge);
        }
      }
      await client.query(thing.markMerged(saysMerges ? firstProblem + 1 : firstProblem + 2));
    },
    async finish(client) {
      const merges = [...collected.values()];
      if (merges.length === 0) return { changed: 0, bad: [] };
      return inTransaction(client, () => carryOut(client, thing, merges));
    },
  };
}

async function readMerges(
  client: ClientBase,
  thing: MergedThing,
  columns: readonly string[],
  problem: number,
): Promise<Merge[]> {
  const { rows } = await client.query<[string, number | null, string, string, ...(string | null)[]]>({
    text: `SELECT c.line, ${thing.account}, c.${thing.id}, c.merged_into, ${columns.map((name) => `i."${name}"`).join(', ')}
             FROM checked c JOIN incoming i USING (line) WHERE c.problem = ${problem}`,
    rowMode: 'array',
  });
  return rows.map(([line, account, id, into, ...cells]) => ({
    line: Number(line),
    account,
    id,
    into,
    cells,
  }));
}

async function carryOut(client: ClientBase, thing: MergedThing, merges: readonly Merge[]): Promise<Finished> {
  // A name of a contact is of its account; no id holds a line feed within.
  const nameOf = (account: number | null, id: string) => `${account ?? ''}\n${id}`;
  const named = merges.flatMap(({ account, id, into }) => [id, into].map((one) => ({ account, id: one })));
  const there = new Map<string, number>();
  const former = new Map<string, string>();
  for (const { account, id, number, into } of await thing.read(client, named)) {
    if (into === null) there.set(nameOf(account, id), number);
    else {
      former.set(nameOf(account, id), nameOf(account, into));
      there.set(nameOf(account, into), number);
    }
  }
  const settled = settleMerges(
    new Map(merges.map(({ account, id, into }) => [nameOf(account, id), nameOf(account, into)])),
    { exists: (name) => there.has(name), mergedInto: (name) => former.get(name) },
  );
  let changed = 0;
  const bad: BadRow[] = [];
  for (const merge of merges) {
    const outcome = settled.get(nameOf(merge.account, merge.id));
    if (outcome?.kind === 'refused') bad.push(badRow(merge, outcome.problem));
    if (outcome?.kind !== 'merge') continue;
    const into = there.get(outcome.into);
    const number = there.get(nameOf(merge.account, merge.id)) ?? null;
    if (into === undefined) throw new Error(`no row for ${outcome.into}`);
    try {
      await inTransaction(client, () => thing.merge(client, { ...merge, number, into }));
      changed += 1;
    } catch (error) {
      if (!/^(22|23)...$|^P0001$/.test(errorCode(error))) throw error;
      bad.push(badRow(merge, `is refused by the database: ${errorMessage(error)}`));
    }
  }
  return { changed, bad };
}

function badRow({ line, into, cells }: Merge, problem: string): BadRow {
  return {
    line,
    reason: `merged_into “${into}” ${problem}`,
    row: cells,
    kind: `merged_into ${problem}`,
    key: problem.startsWith('is not there') ? into : undefined,
  };
}
