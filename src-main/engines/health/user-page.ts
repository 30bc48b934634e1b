import { measureCount, userMeasures } from './measures';
import type { RawMeasures } from './raw-measures';
import { noScore, type Scores } from './score';

/**
 * One account's contact scores of a week as packed columns, little-endian, n = contacts with a score: raw f64[n] for
 * each measure that a contact can have, in the catalogue's order (NaN: unknown) | userId i32[n] | score i32[n]
 * (micropoints) | confidence i32[n] (millionths).
 */
export interface UserPage {
  readonly rows: number;
  readonly userId: Int32Array;
  readonly score: Int32Array;
  readonly confidence: Int32Array;
  /** By place in the catalogue; all NaN for measures that only accounts have. */
  readonly raws: RawMeasures;
}

const floatColumns = userMeasures.length;
const rowBytes = 8 * floatColumns + 12;

/** Packs the scored contacts among rows `from` to `to` of the columns. */
export function packUserPage(
  userId: Int32Array,
  scores: Pick<Scores, 'score' | 'confidence'>,
  raws: RawMeasures,
  from: number,
  to: number,
): { rows: number; payload: Uint8Array } {
  const scored: number[] = [];
  for (let row = from; row < to; row++) if (scores.score[row] !== noScore) scored.push(row);
  const rows = scored.length;
  const bytes = new ArrayBuffer(rows * rowBytes);
  const floats = new Float64Array(bytes, 0, rows * floatColumns);
  const integers = new Int32Array(bytes, rows * floatColumns * 8);
  userMeasures.forEach((at, m) => {
    const column = raws.columns[at] as Float64Array;
    for (let i = 0; i < rows; i++) floats[m * rows + i] = column[scored[i] as number] as number;
  });
  [userId, scores.score, scores.confidence].forEach((column, c) => {
    for (let i = 0; i < rows; i++) integers[c * rows + i] = column[scored[i] as number] as number;
  });
  return { rows, payload: new Uint8Array(bytes) };
}

/** The page without these contacts. */
export function withoutContacts(
  page: UserPage,
  contacts: ReadonlySet<number>,
): { rows: number; payload: Uint8Array } {
  const score = page.score.map((points, row) =>
    contacts.has(page.userId[row] as number) ? noScore : points,
  );
  return packUserPage(page.userId, { score, confidence: page.confidence }, page.raws, 0, page.rows);
}

/** @throws RangeError when the payload's size doesn't fit the number of rows */
export function unpackUserPage(rows: number, payload: Uint8Array): UserPage {
  if (payload.byteLength !== rows * rowBytes) {
    throw new RangeError(
      `a page of ${rows} contact scores has ${rows * rowBytes} bytes, this one ${payload.byteLength}`,
    );
  }
  // A copy, because SQLite's buffers may start anywhere and columns need aligned memory.
  const bytes = new Uint8Array(payload).buffer;
  const integers = new Int32Array(bytes, rows * floatColumns * 8);
  const unknown = new Float64Array(rows).fill(Number.NaN);
  const columns = Array.from({ length: measureCount }, (_, at) => {
    const m = userMeasures.indexOf(at);
    return m < 0 ? unknown : new Float64Array(bytes, m * rows * 8, rows);
  });
  return {
    rows,
    userId: integers.subarray(0, rows),
    score: integers.subarray(rows, 2 * rows),
    confidence: integers.subarray(2 * rows),
    raws: { capacity: rows, columns },
  };
}
