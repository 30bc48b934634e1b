import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { stringify } from 'csv-stringify';
import type { z } from 'zod';
import type { AccountRow, exportInputSchema } from '../../src-preload/contract/accounts';
import { spellOther } from '../../src-preload/contract/money';
import { rounded } from '../../src-preload/contract/words';
import type { AccountChoice } from '../store/accounts/account-filter';
import { accountIdsInOrder } from '../store/accounts/account-order';
import { readAccountRows } from '../store/accounts/read-accounts';
import { companyMoney } from '../store/copy/company-money';
import type { ReadDb } from '../store/types';

const rowsAtOnce = 500;
/** Only in files of a company that has such amounts. */
const otherArrHeading = 'ARR in other currencies, without a rate';

/** Every column the file can have: the heading carries the unit. */
const columns: readonly (readonly [
  key: string,
  heading: string,
  value: (row: AccountRow) => string | number | null,
])[] = [
  ['name', 'Account', (row) => row.name],
  ['owner', 'Owner', (row) => row.owner],
  ['segment', 'Segment', (row) => row.segment],
  ['stage', 'Lifecycle stage', (row) => row.stage],
  ['stage', 'Standing', (row) => row.standingText],
  ['score', 'Health score (0-100)', (row) => row.score],
  ['band', 'Band', (row) => row.band],
  ['change28', 'Change in 28 days (points)', (row) => row.change28],
  ['trend', 'Trend', (row) => row.trend],
  ['risk', 'Risk level', (row) => row.risk],
  ['arr', 'ARR', (row) => row.arr],
  ['arr', otherArrHeading, (row) => row.otherArr?.map(spellOther).join('; ') ?? null],
  ['seats', 'Seats', (row) => row.seats],
  ['activeUsers', 'Active users (28 days)', (row) => row.activeUsers],
  ['renewsOn', 'Renewal date', (row) => row.renewsOn],
  ['lastActivity', 'Last activity', (row) => row.lastActivity],
  ['confidence', 'Confidence (0-1)', (row) => (row.confidence === null ? null : rounded(row.confidence, 2))],
];

/** Writes the filtered list to a CSV file; the file appears whole or not at all. @returns rows written */
export async function exportAccounts(
  db: ReadDb,
  input: Omit<z.infer<typeof exportInputSchema>, 'filter'> & { readonly filter: AccountChoice },
  today: number,
  path: string,
): Promise<number> {
  const { ids, otherArrTotal } = accountIdsInOrder(db, input.filter, input.sort, today);
  const { currency } = companyMoney(db);
  const known = columns.filter(([, heading]) => heading !== otherArrHeading || otherArrTotal.length > 0);
  const chosen =
    input.columns.length === 0
      ? known
      : known.filter(([key]) => key === 'name' || input.columns.includes(key));
  const part = `${path}.part`;
  let written = 0;

  async function* records(): AsyncGenerator<(string | number | null)[]> {
    yield chosen.map(([, heading]) =>
      heading === 'ARR' && currency !== null ? `ARR (${currency})` : heading,
    );
    for (let offset = 0; offset < ids.length; offset += rowsAtOnce) {
      for (const row of readAccountRows(db, [...ids.subarray(offset, offset + rowsAtOnce)], today)) {
        written += 1;
        yield chosen.map(([, , value]) => value(row));
      }
      await breathe();
    }
  }

  try {
    // escape_formulas: a name that begins with = must not run in the reader's spreadsheet. The mark tells Excel it is UTF-8.
    await pipeline(
      Readable.from(records()),
      stringify({ escape_formulas: true, bom: true, record_delimiter: 'windows' }),
      createWriteStream(part),
    );
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
  return written;
}
