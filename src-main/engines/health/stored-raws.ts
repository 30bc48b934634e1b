import { measureCount } from './measures';

/** First byte of a payload; another number means another layout. */
const plain = 1;
/** With the number of the book's movement that values were taken against. */
const againstMovement = 2;

/**
 * Raw values as a score's row keeps them: layout (1 byte), mask of the known measures (4 bytes), the number of the book's
 * movement that they were taken against (4 bytes, where there was one), then each known value (8 bytes), all little-endian. Points, weights and contributions follow exactly from these and the config version.
 * Measures are only ever added at the end of the catalogue, so that old rows keep their meaning.
 */
export function packRaws(raws: ArrayLike<number>, movementId = 0): Uint8Array {
  let mask = 0;
  let known = 0;
  for (let at = 0; at < raws.length; at++) {
    if (Number.isNaN(raws[at])) continue;
    mask |= 1 << at;
    known += 1;
  }
  const head = movementId === 0 ? 5 : 9;
  const bytes = new Uint8Array(head + 8 * known);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, movementId === 0 ? plain : againstMovement);
  view.setUint32(1, mask >>> 0, true);
  if (movementId !== 0) view.setInt32(5, movementId, true);
  let offset = head;
  for (let at = 0; at < raws.length; at++) {
    if ((mask & (1 << at)) === 0) continue;
    view.setFloat64(offset, raws[at] as number, true);
    offset += 8;
  }
  return bytes;
}

/** @throws RangeError for bytes of another layout */
export function unpackRaws(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = headOf(view);
  const mask = view.getUint32(1, true);
  const raws = new Float64Array(measureCount).fill(Number.NaN);
  for (let at = 0; at < measureCount; at++) {
    if ((mask & (1 << at)) === 0) continue;
    raws[at] = view.getFloat64(offset, true);
    offset += 8;
  }
  return raws;
}

/** The number of the book's movement that the values were taken against; 0 for none. */
export function unpackMovement(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return headOf(view) === 9 ? view.getInt32(5, true) : 0;
}

function headOf(view: DataView): number {
  const layout = view.getUint8(0);
  if (layout !== plain && layout !== againstMovement)
    throw new RangeError(`raw values have layout ${layout}, expected ${plain} or ${againstMovement}`);
  return layout === plain ? 5 : 9;
}
