import { placeCount, rawPlace } from './day-facts';
import { type DaysPage, pageDays } from './days-page';
import {
  columnHeadBytes,
  kindOf,
  namesEnd,
  putValue,
  readNames,
  requireLayout,
  valueAt,
  widths,
} from './packed-columns';

/** One day of an account's month, read without the others. */
export interface OneDay {
  /** By place; NaN where unknown. */
  readonly values: Float64Array;
  /** Whether its raw values are kept. */
  readonly isExplained: boolean;
  readonly names: readonly string[];
}

/** @param at place of the day in its month, from 0 @returns null where the page doesn't hold it @throws RangeError as `unpackDays` */
export function unpackDay(bytes: Uint8Array, at: number): OneDay | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireLayout(view);
  const bit = 1 << at;
  if ((view.getInt32(3, true) & bit) === 0) return null;
  const isExplained = (view.getInt32(7, true) & bit) !== 0;
  const values = new Float64Array(placeCount).fill(Number.NaN);
  let offset = namesEnd(view);
  for (let column = view.getUint8(1); column > 0; column--) {
    const place = view.getUint8(offset);
    const kind = view.getUint8(offset + 1);
    const changes = view.getInt32(offset + 2, true);
    const width = widths[kind] as number;
    const known = countOf(changes & ((bit << 1) - 1));
    if (known > 0 && (place < rawPlace || isExplained))
      values[place] = valueAt(view, kind, offset + columnHeadBytes + (known - 1) * width);
    offset += columnHeadBytes + countOf(changes) * width;
  }
  return { values, isExplained, names: readNames(bytes) };
}

/** @returns the place in its month of the last day that a page holds, from 0; -1 where it holds none @throws RangeError as `unpackDays` */
export function lastDayHeld(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireLayout(view);
  return 31 - Math.clz32(view.getInt32(3, true));
}

/** Room for the largest page there can be, used by one page at a time. */
const room = new Uint8Array(65_536);
const out = new DataView(room.buffer);

/**
 * Adds a day behind all those that a page holds, without unpacking them: a column that stays as it was is taken over as it
 * lies, another gets one value more. It is what a night does for every account.
 * @param one holds that day alone @param at its place in the month, from 0
 * @returns null where only the whole page can take it: an earlier day, another profile, or a value too wide for its column
 */
export function appendDay(bytes: Uint8Array, one: DaysPage, at: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireLayout(view);
  const bit = 1 << at;
  const days = view.getInt32(3, true);
  if (days >= bit || !hasSameNames(readNames(bytes), one.names)) return null;
  const isExplained = one.explained !== 0;
  const columns = view.getUint8(1);
  const begin = namesEnd(view);
  room.set(bytes.subarray(0, begin));
  let from = begin;
  /** So far the page lies in its new place; columns that stay are taken over together. */
  let taken = begin;
  let to = begin;
  let written = columns;
  let left = columns;
  for (let place = 0; place < placeCount; place++) {
    const value = one.columns[place * pageDays + at] as number;
    const isThere = left > 0 && view.getUint8(from) === place;
    if (!isThere) {
      if (Number.isNaN(value)) continue;
      to = putColumn(takeOver(bytes, taken, from, to), place, bit, value);
      taken = from;
      written += 1;
      continue;
    }
    left -= 1;
    const kind = view.getUint8(from + 1);
    const width = widths[kind] as number;
    const changes = view.getInt32(from + 2, true);
    const end = from + columnHeadBytes + countOf(changes) * width;
    if ((place < rawPlace || isExplained) && !Object.is(valueAt(view, kind, end - width), value)) {
      if (kindOf(value) > kind) return null;
      to = takeOver(bytes, taken, end, to);
      taken = end;
      out.setInt32(to - (end - from) + 2, changes | bit, true);
      putValue(out, kind, to, value);
      to += width;
    }
    from = end;
  }
  to = takeOver(bytes, taken, from, to);
  out.setUint8(1, written);
  out.setInt32(3, days | bit, true);
  out.setInt32(7, view.getInt32(7, true) | (isExplained ? bit : 0), true);
  return room.slice(0, to);
}

/** The only name of a day is the first; a page that has that one alone names it in the same way. */
function hasSameNames(names: readonly string[], own: readonly string[]): boolean {
  return (
    own.length === 0 || (names.length === own.length && names.every((name, place) => name === own[place]))
  );
}

/** @returns the offset behind what was taken over */
function takeOver(bytes: Uint8Array, from: number, end: number, to: number): number {
  if (end > from) room.set(bytes.subarray(from, end), to);
  return to + end - from;
}

function putColumn(offset: number, place: number, changes: number, value: number): number {
  const kind = kindOf(value);
  out.setUint8(offset, place);
  out.setUint8(offset + 1, kind);
  out.setInt32(offset + 2, changes, true);
  putValue(out, kind, offset + columnHeadBytes, value);
  return offset + columnHeadBytes + (widths[kind] as number);
}

/** How many bits of a mask are set. */
function countOf(mask: number): number {
  let bits = mask - ((mask >>> 1) & 0x5555_5555);
  bits = (bits & 0x3333_3333) + ((bits >>> 2) & 0x3333_3333);
  return (((bits + (bits >>> 4)) & 0x0f0f_0f0f) * 0x0101_0101) >>> 24;
}
