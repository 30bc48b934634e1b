/**
 * Packed columns of one organization's activity page, little-endian, columns one after another, n = entries.
 * daily page: userId i32[n] (0: not of one user) | featureId i32[n] | events i32[n] | activeUsers i32[n] (-1: unknown) | value f64[n]
 * event page: userId i32[n] (0: unknown)         | featureId i32[n] | msOfDay i32[n]
 * zone page:  userId i32[n] (0: not of one user) | featureId i32[n] | events i32[n]
 * Entries of a daily page and of a zone page are sorted by userId, featureId; of an event page by msOfDay, userId, featureId.
 */

/** Counts of one organization in one period. All columns have length `rows`. */
export interface DailyPage {
  readonly rows: number;
  readonly userId: Int32Array;
  readonly featureId: Int32Array;
  readonly events: Int32Array;
  /** Distinct users behind an entry without a user; -1 where unknown. */
  readonly activeUsers: Int32Array;
  readonly value: Float64Array;
}

/** Raw events of one organization on one day. All columns have length `rows`. */
export interface EventPage {
  readonly rows: number;
  readonly userId: Int32Array;
  readonly featureId: Int32Array;
  readonly msOfDay: Int32Array;
}

export const dailyEntryBytes = 24;
export const eventEntryBytes = 12;
export const zoneEntryBytes = 12;

/** @throws RangeError when the payload's size doesn't fit the number of rows. */
export function unpackDailyPage(rows: number, payload: Uint8Array): DailyPage {
  const bytes = alignedBytes(payload, rows * dailyEntryBytes);
  return {
    rows,
    userId: new Int32Array(bytes, 0, rows),
    featureId: new Int32Array(bytes, rows * 4, rows),
    events: new Int32Array(bytes, rows * 8, rows),
    activeUsers: new Int32Array(bytes, rows * 12, rows),
    value: new Float64Array(bytes, rows * 16, rows),
  };
}

/** @throws RangeError when the payload's size doesn't fit the number of rows. */
export function unpackEventPage(rows: number, payload: Uint8Array): EventPage {
  const bytes = alignedBytes(payload, rows * eventEntryBytes);
  return {
    rows,
    userId: new Int32Array(bytes, 0, rows),
    featureId: new Int32Array(bytes, rows * 4, rows),
    msOfDay: new Int32Array(bytes, rows * 8, rows),
  };
}

/** Typed arrays need aligned memory, and SQLite's buffers may start anywhere: one copy of a small page. */
function alignedBytes(payload: Uint8Array, expected: number): ArrayBuffer {
  if (payload.byteLength !== expected) {
    throw new RangeError(`activity page holds ${payload.byteLength} bytes, expected ${expected}`);
  }
  const bytes = new ArrayBuffer(expected);
  new Uint8Array(bytes).set(payload);
  return bytes;
}
