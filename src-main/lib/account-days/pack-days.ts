import { placeCount, rawPlace } from './day-facts';
import { type DaysPage, pageDays, resetDaysPage } from './days-page';
import {
  columnHeadBytes,
  kindOf,
  kinds,
  layout,
  namesEnd,
  putNames,
  putValue,
  readNames,
  requireLayout,
  valueAt,
  widths,
} from './packed-columns';

/** Room for the largest page there can be, used by one page at a time. */
const room = new Uint8Array(65_536);
const out = new DataView(room.buffer);

/** @returns bytes of their own, in the layout of packed-columns.ts */
export function packDays(page: DaysPage): Uint8Array {
  let offset = putNames(room, page.names);
  let columns = 0;
  for (let place = 0; place < placeCount; place++) {
    if (page.used[place] === 0) continue;
    const end = packColumn(page, place, offset);
    if (end > offset) columns += 1;
    offset = end;
  }
  out.setUint8(0, layout);
  out.setUint8(1, columns);
  out.setUint8(2, page.names.length);
  out.setInt32(3, page.days, true);
  out.setInt32(7, page.explained, true);
  return room.slice(0, offset);
}

/** @returns the offset behind the column; a column without any value takes no room */
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
  if (changes === 0) return offset;
  out.setUint8(offset, place);
  out.setUint8(offset + 1, kind);
  out.setInt32(offset + 2, changes, true);
  let at = offset + columnHeadBytes;
  for (let day = 0, rest = changes; rest !== 0; day++, rest >>>= 1) {
    if ((rest & 1) === 0) continue;
    putValue(out, kind, at, columns[place * pageDays + day] as number);
    at += widths[kind] as number;
  }
  return at;
}

/** @param into is forgotten first @throws RangeError for bytes of another layout, or cut off */
export function unpackDays(bytes: Uint8Array, month: number, into: DaysPage): void {
  resetDaysPage(into, month);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireLayout(view);
  into.days = view.getInt32(3, true);
  into.explained = view.getInt32(7, true);
  into.names = [...readNames(bytes)];
  let offset = namesEnd(view);
  for (let column = view.getUint8(1); column > 0; column--) offset = unpackColumn(view, offset, into);
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
