import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Ground, Row, Table } from '../table';
import { writeWhole } from '../write-whole';
import { bookParts, sheetName, sheetPath } from './book-xml';
import { sheetXml } from './sheet-xml';
import { type ZipEntry, zip } from './zip';

/** Rows of a sheet, the one with the headings among them. */
const mostRows = 1_048_576;
const groundsName = 'About this file';

/**
 * Writes a workbook that appears whole or not at all, row by row: none of it is kept in memory. What a sheet has no room for
 * goes on on another one, under the same headings.
 * @param most rows of a sheet
 */
export async function writeWorkbook(
  path: string,
  table: Table,
  grounds: readonly Ground[],
  most = mostRows,
): Promise<void> {
  await writeWhole(path, (part) => pipeline(zip(entries(table, grounds, most)), createWriteStream(part)));
}

async function* entries(
  { name, columns, rows, currency }: Table,
  grounds: readonly Ground[],
  most: number,
): AsyncGenerator<ZipEntry> {
  const names: string[] = [];
  const waiting = oneAtATime(rows);
  do {
    names.push(sheetName(name, [...names, groundsName]));
    yield { name: sheetPath(names.length), text: sheetXml(columns, waiting.next(most - 1)) };
  } while (await waiting.hasMore());
  const sheets = names.length;
  names.push(groundsName);
  yield { name: sheetPath(names.length), text: groundsXml(grounds, sheets) };
  yield* bookParts(names, currency);
}

function groundsXml(grounds: readonly Ground[], sheets: number): AsyncGenerator<string> {
  async function* rows(): AsyncGenerator<Row> {
    yield* grounds;
    if (sheets > 1)
      yield ['Sheets', `${sheets}: a sheet has room for ${mostRows - 1} rows under its headings`];
  }
  return sheetXml([{ heading: 'About' }, { heading: 'This file', kind: 'day' }], rows());
}

/** Rows that several sheets share out among themselves. */
function oneAtATime(rows: Table['rows']) {
  const source = (async function* () {
    yield* rows;
  })();
  let ahead: IteratorResult<Row, unknown> | null = null;
  const peek = async () => {
    ahead ??= await source.next();
    return ahead;
  };
  return {
    hasMore: async () => (await peek()).done !== true,
    async *next(most: number): AsyncGenerator<Row> {
      for (let taken = 0; taken < most; taken += 1) {
        const row = await peek();
        if (row.done === true) return;
        ahead = null;
        yield row.value;
      }
    },
  };
}
