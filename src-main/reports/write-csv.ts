import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { errorCode } from '../lib/error-code';
import { StewardError } from '../lib/steward-error';

export type CsvRecord = readonly (string | number | null)[];

/**
 * Writes a CSV file that appears whole or not at all. Cells that begin like a formula are marked as text.
 * @throws StewardError where the file can't be written; what `records` throws
 */
export async function writeCsv(path: string, records: AsyncIterable<CsvRecord>): Promise<void> {
  const part = `${path}.part`;
  try {
    // escape_formulas: a name that begins with = must not run in the reader's spreadsheet. The mark tells Excel it is UTF-8.
    await pipeline(
      Readable.from(records),
      stringify({ escape_formulas: true, bom: true, record_delimiter: 'windows' }),
      createWriteStream(part),
    );
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw notWritten(error, path);
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'it can only be read',
  ENOENT: 'the folder is not there any more',
  ENOTDIR: 'the folder is not there any more',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  EISDIR: 'a folder of that name is there',
  EBUSY: 'another program has the file open',
  ETXTBSY: 'another program has the file open',
  ENAMETOOLONG: 'the name is too long',
};

/** What kept the file from being written, with the folder; anything else stays what it is. */
function notWritten(error: unknown, path: string): unknown {
  const reason = reasons[errorCode(error)];
  if (reason === undefined) return error;
  return new StewardError(
    'invalid_input',
    `${basename(path)} can’t be written to ${dirname(path)}: ${reason}. Choose another folder.`,
    undefined,
    { cause: error },
  );
}
