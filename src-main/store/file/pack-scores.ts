import type Database from 'better-sqlite3';
import { tenthOf } from '../../../src-preload/contract/words';
import { dayBands } from '../../lib/account-days/day-facts';
import {
  createDaysPage,
  type DaysPage,
  placeOfName,
  resetDaysPage,
  setFact,
  setRaws,
} from '../../lib/account-days/days-page';
import { packDays } from '../../lib/account-days/pack-days';
import { monthOf } from '../../lib/day';

/** Columns of the table that was, in the order in which the migration names them. */
type ScoreRow = readonly [
  asOf: number,
  score: number,
  confidence: number,
  band: string,
  configVersion: number,
  profile: string,
  payload: Uint8Array,
];

/** Until version 17 every score was a row of its own. These functions let that migration make pages of them. */
export function addScorePacking(client: Database.Database): void {
  client.aggregate('packed_scores', {
    start: () => new Map<number, DaysPage>(),
    // Its own type wants one argument.
    step: (pages: Map<number, DaysPage>, ...row: unknown[]) => addScore(pages, row as unknown as ScoreRow),
    result: (pages) => joined([...pages.values()]),
    varargs: true,
  });
  client.table('months_of_scores', {
    parameters: ['packed'],
    columns: ['month', 'payload'],
    rows: months,
  });
}

function addScore(
  pages: Map<number, DaysPage>,
  [day, score, confidence, band, configVersion, profile, payload]: ScoreRow,
): Map<number, DaysPage> {
  const month = monthOf(day);
  let page = pages.get(month);
  if (page === undefined) {
    page = createDaysPage();
    resetDaysPage(page, month);
    pages.set(month, page);
  }
  const { raws, movement } = unpackRow(payload);
  setFact(page, day, 'score', Math.round(10 * tenthOf(score)));
  setFact(page, day, 'band', dayBands.indexOf(band as (typeof dayBands)[number]));
  setFact(page, day, 'confidence', Math.round(1e6 * confidence));
  setFact(page, day, 'configVersion', configVersion);
  setFact(page, day, 'profile', placeOfName(page, profile));
  setFact(page, day, 'movement', movement);
  setRaws(page, day, raws);
  return pages;
}

/**
 * A row's raw values: layout (1 byte), mask of those known (4 bytes), for layout 2 the book's movement (4 bytes), then
 * each known value (8 bytes), little-endian. What can't be read is unknown.
 */
function unpackRow(payload: Uint8Array): { raws: Float64Array; movement: number } {
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  const raws = new Float64Array(32).fill(Number.NaN);
  const head = view.byteLength > 0 && view.getUint8(0) === 2 ? 9 : 5;
  if (view.byteLength < head) return { raws, movement: 0 };
  const mask = view.getUint32(1, true);
  let offset = head;
  for (let at = 0; at < raws.length && offset + 8 <= view.byteLength; at++) {
    if ((mask & (1 << at)) === 0) continue;
    raws[at] = view.getFloat64(offset, true);
    offset += 8;
  }
  return { raws, movement: head === 9 ? view.getInt32(5, true) : 0 };
}

/** Each page: its month and its size (4 bytes each), then its bytes. */
function joined(pages: readonly DaysPage[]): Buffer {
  return Buffer.concat(
    pages.flatMap((page) => {
      const bytes = packDays(page);
      const head = Buffer.alloc(8);
      head.writeInt32LE(page.month, 0);
      head.writeInt32LE(bytes.length, 4);
      return [head, bytes];
    }),
  );
}

function* months(packed: unknown): Generator<[month: number, payload: Buffer]> {
  const bytes = Buffer.from(packed as Uint8Array);
  for (let at = 0; at < bytes.length; ) {
    const end = at + 8 + bytes.readInt32LE(at + 4);
    yield [bytes.readInt32LE(at), bytes.subarray(at + 8, end)];
    at = end;
  }
}
