import { placeCount, rawPlace } from './day-facts';
import { type DaysPage, pageDays, resetDaysPage } from './days-page';

/**
 * The bytes of an account's month, little-endian:
 *
 *   layout u8 | columns u8 | names u8 | mask of the days held u32 | mask of those with raw values u32
 *   for each name: bytes u8, UTF-8
 *   for each column that holds a value: place u8 | kind u8 | mask of the days on which it changed u32 | its values then
 *
 * A column holds a value only where it differs from the day held before: seats, money and answers cost a few bytes a
 * month. The kind says how wide values are: whole numbers of 16 or 32 bits, or doubles. The lowest whole number stands for
 * unknown, as NaN does among doubles; so no value is taken for a missing one, or a zero for either.
 */
const layout = 1;
const headBytes = 11;
const columnHeadBytes = 6;

const kinds = { short: 0, integer: 1, double: 2 } as const;
const widths = [2, 4, 8] as const;
const unknownShort = -(2 ** 15);
const unknownInteger = -(2 ** 31);

const text = { encoder: new TextEncoder(), decoder: new TextDecoder() };
/** Room for the largest page there can be, used by one page at a time. */
const room = new Uint8Array(65_536);
const out = new DataView(room.buffer);

/** @returns bytes of their own */
export function packDays(page: DaysPage): Uint8Array {
  let offset = headBytes;
  for (const name of page.names) {
    const bytes = text.encoder.encode(name);
    room[offset] = bytes.length;
    room.set(bytes, offset + 1);
    offset += 1 + bytes.length;
  }
  let columns = 0;
  for (let place = 0; place < placeCount; place++) {
    if (page.used[place] === 0) continue;
    offset = packColumn(page, place, offset);
    columns += 1;
  }
  out.setUint8(0, layout);
  out.setUint8(1, columns);
  out.setUint8(2, page.names.length);
  out.setInt32(3, page.days, true);
  out.setInt32(7, page.explained, true);
  return room.slice(0, offset);
}

/** @returns the offset behind the column */
function packColumn(page: DaysPage, place: number, offset: number): number {
  const { columns } = page;
  const held = place < rawPlace ? page.days : page.explained;
  let changes = 0;
  let kind: number = kinds.short;
  let before = Number.NaN;
  for (let day = 0, rest = held; rest !== 0; day++, rest >>>= 1) {
    if ((rest & 1) === 0) continue;
    const value = columns[place * pageDays + day] as number;
    if (Object.is(value, before)) continue;
    before = value;
    changes |= 1 << day;
    kind = Math.max(kind, kindOf(value));
  }
  out.setUint8(offset, place);
  out.setUint8(offset + 1, kind);
  out.setInt32(offset + 2, changes, true);
  let at = offset + columnHeadBytes;
  for (let day = 0, rest = changes; rest !== 0; day++, rest >>>= 1) {
    if ((rest & 1) === 0) continue;
    putValue(kind, at, columns[place * pageDays + day] as number);
    at += widths[kind] as number;
  }
  return at;
}

function kindOf(value: number): number {
  if (Number.isNaN(value)) return kinds.short;
  if ((value | 0) !== value || Object.is(value, -0) || value === unknownInteger) return kinds.double;
  return value > unknownShort && value < 2 ** 15 ? kinds.short : kinds.integer;
}

function putValue(kind: number, at: number, value: number): void {
  if (kind === kinds.double) out.setFloat64(at, value, true);
  else if (kind === kinds.integer) out.setInt32(at, Number.isNaN(value) ? unknownInteger : value, true);
  else out.setInt16(at, Number.isNaN(value) ? unknownShort : value, true);
}

/** @param into is forgotten first @throws RangeError for bytes of another layout, or cut off */
export function unpackDays(bytes: Uint8Array, month: number, into: DaysPage): void {
  resetDaysPage(into, month);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint8(0) !== layout)
    throw new RangeError(`an account's month has layout ${view.getUint8(0)}, expected ${layout}`);
  const columns = view.getUint8(1);
  const names = view.getUint8(2);
  into.days = view.getInt32(3, true);
  into.explained = view.getInt32(7, true);
  let offset = headBytes;
  for (let name = 0; name < names; name++) {
    const length = view.getUint8(offset);
    into.names.push(text.decoder.decode(bytes.subarray(offset + 1, offset + 1 + length)));
    offset += 1 + length;
  }
  for (let column = 0; column < columns; column++) offset = unpackColumn(view, offset, into);
}

/** @returns the offset behind the column */
function unpackColumn(view: DataView, offset: number, into: DaysPage): number {
  const place = view.getUint8(offset);
  const kind = view.getUint8(offset + 1);
  const changes = view.getInt32(offset + 2, true);
  const width = widths[kind];
  if (place >= placeCount || width === undefined)
    throw new RangeError(`an account's month has a column ${place} of kind ${kind}`);
  into.used[place] = 1;
  const held = place < rawPlace ? into.days : into.explained;
  let at = offset + columnHeadBytes;
  let value = Number.NaN;
  for (let day = 0, rest = held; rest !== 0; day++, rest >>>= 1) {
    if ((rest & 1) === 0) continue;
    if ((changes & (1 << day)) !== 0) {
      value = valueAt(view, kind, at);
      at += width;
    }
    into.columns[place * pageDays + day] = value;
  }
  return at;
}

function valueAt(view: DataView, kind: number, at: number): number {
  if (kind === kinds.double) return view.getFloat64(at, true);
  const value = kind === kinds.integer ? view.getInt32(at, true) : view.getInt16(at, true);
  return value === (kind === kinds.integer ? unknownInteger : unknownShort) ? Number.NaN : value;
}
