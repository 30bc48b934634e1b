import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly text: Iterable<string> | AsyncIterable<string>;
}

interface Written {
  readonly name: Buffer;
  readonly at: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** What a zip without its 64-bit extension can say of a length or a place. */
const mostBytes = 0xffff_ffff;
/** Lengths stand behind the entry, since they aren't known before it; names are UTF-8. */
const flags = 0x0808;
const deflated = 8;
/** 1980-01-01, the earliest there is: the same table is the same file. */
const date = 0x0021;

/**
 * A zip file piece by piece, packed on threads of zlib's: no more of it is in memory than the piece at hand.
 * @throws RangeError where it grows beyond 4 GiB
 */
export async function* zip(entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>): AsyncGenerator<Buffer> {
  const written: Written[] = [];
  let at = 0;
  for await (const { name, text } of entries) {
    const start = at;
    const spelled = Buffer.from(name);
    const head = localHeader(spelled);
    at += head.length;
    yield head;
    const counted = { crc: 0, size: 0 };
    let packed = 0;
    for await (const piece of deflate(text, counted)) {
      packed += piece.length;
      yield piece;
    }
    const entry = { name: spelled, at: start, packed, ...counted };
    const tail = descriptor(entry);
    at += packed + tail.length;
    yield tail;
    if (at > mostBytes || counted.size > mostBytes)
      throw new RangeError(`${name} is too large for a workbook`);
    written.push(entry);
  }
  yield directory(written, at);
}

/** Counts what it packs, as its reader will. */
async function* deflate(
  text: ZipEntry['text'],
  counted: { crc: number; size: number },
): AsyncGenerator<Buffer> {
  async function* bytes(): AsyncGenerator<Buffer> {
    for await (const piece of text) {
      const raw = Buffer.from(piece);
      counted.crc = crc32(raw, counted.crc);
      counted.size += raw.length;
      yield raw;
    }
  }
  const packing = createDeflateRaw({ level: 6 });
  const source = Readable.from(bytes(), { objectMode: false });
  source.on('error', (error) => packing.destroy(error));
  yield* source.pipe(packing);
}

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x0403_4b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(flags, 6);
  head.writeUInt16LE(deflated, 8);
  head.writeUInt16LE(date, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, size }: Written): Buffer {
  const tail = Buffer.alloc(16);
  tail.writeUInt32LE(0x0807_4b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function directory(entries: readonly Written[], at: number): Buffer {
  const rows = Buffer.concat(entries.map(directoryRow));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(rows.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([rows, end]);
}

function directoryRow({ name, at, crc, packed, size }: Written): Buffer {
  const row = Buffer.alloc(46);
  row.writeUInt32LE(0x0201_4b50, 0);
  row.writeUInt16LE(20, 4);
  row.writeUInt16LE(20, 6);
  row.writeUInt16LE(flags, 8);
  row.writeUInt16LE(deflated, 10);
  row.writeUInt16LE(date, 14);
  row.writeUInt32LE(crc, 16);
  row.writeUInt32LE(packed, 20);
  row.writeUInt32LE(size, 24);
  row.writeUInt16LE(name.length, 28);
  row.writeUInt32LE(at, 42);
  return Buffer.concat([row, name]);
}
