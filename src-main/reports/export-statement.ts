import { dayOrNull, formatDay } from '../lib/day';
import { type LedgerOfAccount, statementOf } from '../lib/rewards/statement';
import type { Row } from './table';
import { writeCsv } from './write-csv';

/**
 * Writes the statement of an account: each row of its ledger in the company's order, with the sums up to it.
 * @returns how many rows, and what the last one adds up to
 */
export async function exportStatement(
  ledger: readonly LedgerOfAccount[],
  path: string,
): Promise<{ rows: number; balance: number; owed: number }> {
  const rows = statementOf(ledger);
  async function* records(): AsyncGenerator<Row> {
    yield [
      'number',
      'day',
      'kind',
      'item',
      'points',
      'balance',
      'debt',
      'debt after',
      'last day',
      'of number',
      'takes back',
      'reason',
      'by',
      'id',
    ];
    for (const row of rows)
      yield [
        row.row,
        formatDay(row.day),
        row.kind,
        row.item,
        row.points,
        row.balanceAfter,
        row.owed,
        row.owedAfter,
        dayOrNull(row.lastDay),
        row.lot,
        row.reversalOf,
        row.reason,
        row.author,
        row.id,
      ];
  }
  await writeCsv(path, records());
  const last = rows.at(-1);
  return { rows: rows.length, balance: last?.balanceAfter ?? 0, owed: last?.owedAfter ?? 0 };
}
