import { measureCount } from './measures';

/** First byte of a payload; another number means another layout. */
const layout = 1;

/**
 * Raw values as a score's row keeps them: layout (1 byte), mask of the known measures (4 bytes), then each known value
 * (8 bytes), all little-endian. Points, weights and contributions follow exactly from these and the config version.
 * Measures are only ever added at the end of the catalogue, so that old rows keep their meaning.
 */
export function packRaws(raws: ArrayLike<number>): Uint8Array {
  let mask = 0;
  let known = 0;
  for (let at = 0; at < raws.length; at++) {
    if (Number.isNaN(raws[at])) continue;
    mask |= 1 << at;
    known += 1;
  }
  const bytes = new Uint8Array(5 + 8 * known);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, layout);
  view.setUint32(1, mask >>> 0, true);
  let offset = 5;
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
  if (view.getUint8(0) !== layout)
    throw new RangeError(`raw values have layout ${view.getUint8(0)}, expected ${layout}`);
  const mask = view.getUint32(1, true);
  const raws = new Float64Array(measureCount).fill(Number.NaN);
  let offset = 5;
  for (let at = 0; at < measureCount; at++) {
    if ((mask & (1 << at)) === 0) continue;
    raws[at] = view.getFloat64(offset, true);
    offset += 8;
  }
  return raws;
}
