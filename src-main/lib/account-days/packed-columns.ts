/**
 * The bytes of an account's month, little-endian:
 *
 *   layout u8 | columns u8 | names u8 | mask of the days held u32 | mask of those with raw values u32
 *   for each name: bytes u8, UTF-8
 *   for each column that holds a value, by place: place u8 | kind u8 | mask of the days on which it changed u32 | its values then
 *
 * A column holds a value only where it differs from the day held before: seats, money and answers cost a few bytes a
 * month. The kind says how wide values are: whole numbers of 16 or 32 bits, or doubles. The lowest whole number stands for
 * unknown, as NaN does among doubles; so no value is taken for a missing one, or a zero for either.
 */
export const layout = 1;
export const headBytes = 11;
export const columnHeadBytes = 6;

export const kinds = { short: 0, integer: 1, double: 2 } as const;
export const widths = [2, 4, 8] as const;
const unknownShort = -(2 ** 15);
const unknownInteger = -(2 ** 31);

const text = { encoder: new TextEncoder(), decoder: new TextDecoder() };

/** @throws RangeError for bytes of another layout */
export function requireLayout(view: DataView): void {
  if (view.getUint8(0) !== layout)
    throw new RangeError(`an account's month has layout ${view.getUint8(0)}, expected ${layout}`);
}

/** Where the columns begin. */
export function namesEnd(view: DataView): number {
  let offset = headBytes;
  for (let name = view.getUint8(2); name > 0; name--) offset += 1 + view.getUint8(offset);
  return offset;
}

/** Most pages name one profile, again and again the same. */
let latest: { readonly key: string; readonly names: readonly string[] } = { key: '', names: [] };

export function readNames(bytes: Uint8Array): readonly string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = namesEnd(view);
  const key = latin1(bytes, headBytes, end);
  if (key === latest.key) return latest.names;
  const names: string[] = [];
  for (let offset = headBytes; offset < end; ) {
    const length = view.getUint8(offset);
    names.push(text.decoder.decode(bytes.subarray(offset + 1, offset + 1 + length)));
    offset += 1 + length;
  }
  latest = { key, names };
  return names;
}

function latin1(bytes: Uint8Array, from: number, end: number): string {
  let key = '';
  for (let at = from; at < end; at++) key += String.fromCharCode(bytes[at] as number);
  return key;
}

/** @returns the offset behind the names */
export function putNames(room: Uint8Array, names: readonly string[]): number {
  let offset = headBytes;
  for (const name of names) {
    const { written } = text.encoder.encodeInto(name, room.subarray(offset + 1, offset + 256));
    room[offset] = written;
    offset += 1 + written;
  }
  return offset;
}

/** The narrowest kind that holds a value. */
export function kindOf(value: number): number {
  if (Number.isNaN(value)) return kinds.short;
  if ((value | 0) !== value || Object.is(value, -0) || value === unknownInteger) return kinds.double;
  return value > unknownShort && value < 2 ** 15 ? kinds.short : kinds.integer;
}

export function putValue(out: DataView, kind: number, at: number, value: number): void {
  if (kind === kinds.double) out.setFloat64(at, value, true);
  else if (kind === kinds.integer) out.setInt32(at, Number.isNaN(value) ? unknownInteger : value, true);
  else out.setInt16(at, Number.isNaN(value) ? unknownShort : value, true);
}

export function valueAt(view: DataView, kind: number, at: number): number {
  if (kind === kinds.double) return view.getFloat64(at, true);
  const value = kind === kinds.integer ? view.getInt32(at, true) : view.getInt16(at, true);
  return value === (kind === kinds.integer ? unknownInteger : unknownShort) ? Number.NaN : value;
}
