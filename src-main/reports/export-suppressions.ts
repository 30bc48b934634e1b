import type { Suppression } from '../../src-preload/contract/suppressions';
import type { Row } from './table';
import { writeCsv } from './write-csv';

/** Writes those with an address to a CSV that `steward suppressions import` reads. @returns rows written, and how many have no address any more */
export async function exportSuppressions(
  suppressions: AsyncIterable<Suppression>,
  path: string,
): Promise<{ rows: number; withoutAddress: number }> {
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
