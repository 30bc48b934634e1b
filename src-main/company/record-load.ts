import type { ClientBase } from 'pg';
import type { FileReport } from './load-report';

/** Writes into the company's audit what a file changed, in counts. */
export async function recordLoad(client: ClientBase, report: FileReport): Promise<void> {
  const { rows, added, changed, unchanged, duplicates, setAside, gaveWay } = report;
  const removed = report.removal?.removed ?? 0;
  const counts = { rows, added, changed, unchanged, duplicates, setAside, gaveWay, removed };
  await client.query('SELECT customer_success.record_load($1)', [JSON.stringify({ [report.table]: counts })]);
}
