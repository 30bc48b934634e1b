import { dayOrNull, formatDay } from '../lib/day';
import { type LedgerOfAccount, statementOf } from '../lib/rewards/statement';
import type { Ground, OutFile, Row } from './table';
import { type Figure, tableOf } from './tables/figures';
import { writeCsv } from './write-csv';
import { writeTable } from './write-table';

type StatementRow = ReturnType<typeof statementOf<LedgerOfAccount>>[number];

const columns: readonly Figure<StatementRow>[] = [
  ['number', ({ row }) => row],
  ['day', ({ day }) => formatDay(day), 'day'],
  ['kind', ({ kind }) => kind],
  ['item', ({ item }) => item],
  ['points', ({ points }) => points],
  ['balance', ({ balanceAfter }) => balanceAfter],
  ['debt', ({ owed }) => owed],
  ['debt after', ({ owedAfter }) => owedAfter],
  ['last day', ({ lastDay }) => dayOrNull(lastDay), 'day'],
  ['of number', ({ lot }) => lot],
  ['takes back', ({ reversalOf }) => reversalOf],
  ['reason', ({ reason }) => reason],
  ['by', ({ author }) => author],
  ['id', ({ id }) => id],
];

/** The same as a CSV or as a workbook with what it rests on. @returns rows written */
export async function writeStatement(
  ledger: readonly LedgerOfAccount[],
  file: OutFile,
  grounds: readonly Ground[],
): Promise<number> {
  if (file.format === 'csv') return (await exportStatement(ledger, file.path)).rows;
  return writeTable(file, tableOf('Statement', null, columns, statementOf(ledger)), grounds);
}

/**
 * Writes the statement of an account to a CSV: each row of its ledger in the company's order, with the sums up to it.
 * @returns how many rows, and what the last one adds up to
 */
export async function exportStatement(
  ledger: readonly LedgerOfAccount[],
  path: string,
): Promise<{ rows: number; balance: number; owed: number }> {
  const rows = statementOf(ledger);
  async function* records(): AsyncGenerator<Row> {
    yield columns.map(([heading]) => heading);
    for (const row of rows) yield columns.map(([, value]) => value(row));
  }
  await writeCsv(path, records());
  const last = rows.at(-1);
  return { rows: rows.length, balance: last?.balanceAfter ?? 0, owed: last?.owedAfter ?? 0 };
}
