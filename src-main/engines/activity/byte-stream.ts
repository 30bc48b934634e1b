/** Bytes written one after another into a buffer that grows. */
export interface ByteWriter {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView;
  length: number;
}

/** Bytes read one after another. Reading past the end gives zeros and moves `at` past it: `endReading` tells. */
export interface ByteReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

export function createByteWriter(): ByteWriter {
  const bytes = new Uint8Array(64 * 1024);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

/** @returns a copy of what was written; the writer is empty again */
export function takeBytes(writer: ByteWriter): Uint8Array {
  const taken = writer.bytes.slice(0, writer.length);
  writer.length = 0;
  return taken;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), at: 0 };
}

/** @throws RangeError when not exactly all bytes were read: they were not written by this layout */
export function endReading(reader: ByteReader): void {
  if (reader.at !== reader.bytes.length) {
    throw new RangeError(`read ${reader.at} of ${reader.bytes.length} bytes: they have another layout`);
  }
}

/** Seven bits a byte, the lowest first (LEB128). @param value a whole number from 0 to 2^53 */
export function writeVarint(writer: ByteWriter, value: number): void {
  reserve(writer, 8);
  let rest = value;
  while (rest >= 128) {
    writer.bytes[writer.length++] = (rest % 128) | 128;
    rest = Math.floor(rest / 128);
  }
  writer.bytes[writer.length++] = rest;
}

export function readVarint(reader: ByteReader): number {
  const { bytes } = reader;
  let byte = bytes[reader.at++] ?? 0;
  if (byte < 128) return byte;
  let value = byte & 127;
  let scale = 128;
  do {
    byte = bytes[reader.at++] ?? 0;
    value += (byte & 127) * scale;
    scale *= 128;
  } while (byte >= 128);
  return value;
}

function reserve(writer: ByteWriter, more: number): void {
  if (writer.length + more <= writer.bytes.length) return;
  const larger = new Uint8Array(writer.bytes.length * 2);
  larger.set(writer.bytes);
  writer.bytes = larger;
  writer.view = new DataView(larger.buffer);
}
