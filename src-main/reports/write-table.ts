import { writeFile } from 'node:fs/promises';
import type { Cell, Ground, OutFile, Row, Table } from './table';
import { writeCsv } from './write-csv';
import { writeWhole } from './write-whole';
import { writeWorkbook } from './xlsx/write-workbook';

/**
 * Writes a table and what it rests on: a workbook says that on a sheet of its own, plain text in a file beside it, so that
 * the table itself begins with its headings and any program reads it.
 * @returns rows written
 * @throws StewardError where a file can't be written; what the rows throw
 */
export async function writeTable(
  { path, format }: OutFile,
  table: Table,
  grounds: readonly Ground[],
): Promise<number> {
  let rows = 0;
  async function* counted(): AsyncGenerator<Row> {
    for await (const row of table.rows) {
      rows += 1;
      yield row;
    }
  }
  const whole = { ...table, rows: counted() };
  if (format === 'xlsx') await writeWorkbook(path, whole, grounds);
  else await writeText(path, whole, grounds);
  return rows;
}

async function writeText(path: string, table: Table, grounds: readonly Ground[]): Promise<void> {
  async function* records(): AsyncGenerator<Row> {
    yield table.columns.map(({ heading }) => heading);
    yield* table.rows;
  }
  await writeCsv(path, records());
  await writeWhole(besidePath(path), (part) => writeFile(part, groundText(grounds)));
}

/** `/home/ann/accounts.csv`: `/home/ann/accounts.about.txt` */
export function besidePath(path: string): string {
  return `${path.replace(/\.csv$/i, '')}.about.txt`;
}

function groundText(grounds: readonly Ground[]): string {
  return `${grounds.map(([name, said]) => `${name}: ${oneLine(said)}`).join('\r\n')}\r\n`;
}

/** A name can't pretend to be a line of its own. */
function oneLine(said: Cell): string {
  return said === null ? '' : String(said).replace(/\s+/g, ' ');
}
