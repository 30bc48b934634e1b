import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import type { Row } from './table';
import { writeWhole } from './write-whole';

/**
 * Writes a CSV file that appears whole or not at all. Cells that begin like a formula are marked as text.
 * @throws StewardError where the file can't be written; what `records` throws
 */
export async function writeCsv(path: string, records: Iterable<Row> | AsyncIterable<Row>): Promise<void> {
  // escape_formulas: a name that begins with = must not run in the reader's spreadsheet. The mark tells Excel it is UTF-8.
  await writeWhole(path, (part) =>
    pipeline(
      Readable.from(records),
      stringify({ escape_formulas: true, bom: true, record_delimiter: 'windows' }),
      createWriteStream(part),
    ),
  );
}
