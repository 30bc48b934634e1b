import { suppressionReasonWords } from '../../src-preload/contract/suppression-words';
import type { Suppression } from '../../src-preload/contract/suppressions';
import { instantText } from './grounds';
import type { Column, OutFile, Row } from './table';
import { writeCsv } from './write-csv';
import { writeTable } from './write-table';

interface SuppressionsWritten {
  readonly rows: number;
  /** How many have no address any more, and are left out. */
  readonly withoutAddress: number;
}

const columns: readonly Column[] = [
  { heading: 'Address' },
  { heading: 'Why' },
  { heading: 'Since (UTC)', kind: 'moment' },
  { heading: 'By' },
];

/** As a CSV that can be taken in again, or as a workbook to look at. */
export async function writeSuppressions(
  suppressions: AsyncIterable<Suppression>,
  file: OutFile,
): Promise<SuppressionsWritten> {
  if (file.format === 'csv') return exportSuppressions(suppressions, file.path);
  let withoutAddress = 0;
  async function* cells(): AsyncGenerator<Row> {
    for await (const { address, reason, at, author } of suppressions) {
      if (address === null) withoutAddress += 1;
      else yield [address, suppressionReasonWords[reason], instantText(at), author];
    }
  }
  const rows = await writeTable(file, { name: 'Addresses', currency: null, columns, rows: cells() }, [
    ['What', 'Addresses that get nothing'],
    ['Read at the company (UTC)', instantText(file.madeAt)],
    ['Left out', 'those whose address was erased'],
    ['Made with', `Steward ${file.version}`],
  ]);
  return { rows, withoutAddress };
}

/** Writes those with an address to a CSV that `steward suppressions import` reads. @returns rows written, and how many have no address any more */
export async function exportSuppressions(
  suppressions: AsyncIterable<Suppression>,
  path: string,
): Promise<SuppressionsWritten> {
  let [rows, withoutAddress] = [0, 0];
  async function* records(): AsyncGenerator<Row> {
    yield ['address', 'reason', 'since', 'author'];
    for await (const { address, reason, at, author } of suppressions) {
      if (address === null) {
        withoutAddress += 1;
        continue;
      }
      rows += 1;
      yield [address, reason, new Date(at).toISOString(), author];
    }
  }
  await writeCsv(path, records());
  return { rows, withoutAddress };
}
