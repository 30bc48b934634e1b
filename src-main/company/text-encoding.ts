import { isUtf8 } from 'node:buffer';
import { StringDecoder } from 'node:string_decoder';

/** How a file's text is stored. `windows-1252` is Latin-1 with the signs that Windows adds. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes of a file's beginning that are looked at for UTF-16 without a byte order mark. */
const sampled = 4096;

/** @param start the file's first bytes @returns UTF-16 where they show it, by their mark or by the zeros of plain letters */
export function utf16Of(start: Buffer): 'utf-16le' | 'utf-16be' | null {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const sample = start.subarray(0, sampled);
  const zeros = { even: 0, odd: 0 };
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd'] += 1;
  const most = sample.length / 4;
  if (zeros.odd > most && zeros.even * 10 < zeros.odd) return 'utf-16le';
  if (zeros.even > most && zeros.odd * 10 < zeros.even) return 'utf-16be';
  return null;
}

export interface EncodingCount {
  add(chunk: Buffer): void;
  /** Of all that was added. */
  encoding(): 'utf-8' | 'windows-1252';
}

/** A file is UTF-8 while so many of its letters beyond ASCII are for one that is not. */
const utf8ForEachOther = 1;

/**
 * Tells UTF-8 from Windows-1252: in one of Windows, bytes beyond ASCII follow each other as UTF-8 wants it by rare chance.
 * A file of UTF-8 may hold some broken lines.
 */
export function startEncodingCount(): EncodingCount {
  let valid = 0;
  let broken = 0;
  let rest: Buffer = Buffer.alloc(0);
  return {
    add(chunk) {
      const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      // Text that has shown its encoding, and is of it throughout, needs no counting.
      if (broken === 0 && valid > 0 && isUtf8(chunk)) {
        rest = Buffer.alloc(0);
        return;
      }
      const counted = countSequences(data);
      valid += counted.valid;
      broken += counted.broken;
      rest = data.subarray(counted.next);
    },
    encoding: () =>
      broken + rest.length === 0 || valid > broken * utf8ForEachOther ? 'utf-8' : 'windows-1252',
  };
}

/** @returns sequences of UTF-8, bytes beyond ASCII that belong to none, and where a sequence is cut by the end */
function countSequences(data: Buffer): { valid: number; broken: number; next: number } {
  let valid = 0;
  let broken = 0;
  let at = 0;
  while (at < data.length) {
    const byte = data[at] ?? 0;
    if (byte < 0x80) {
      at += 1;
      continue;
    }
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    if (length > 1 && at + length > data.length) break;
    if (length > 1 && isUtf8(data.subarray(at, at + length))) {
      valid += 1;
      at += length;
    } else {
      broken += 1;
      at += 1;
    }
  }
  return { valid, broken, next: at };
}

/**
 * The same text as UTF-8; its bytes themselves where it is that already. What is no text in its encoding comes out as a
 * byte that UTF-8 does not have, so that the line it stands on can be set aside.
 */
export async function* inUtf8(chunks: AsyncIterable<Buffer>, encoding: TextEncoding): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') yield* chunks;
  else if (encoding === 'windows-1252') yield* windowsInUtf8(chunks);
  else yield* utf16InUtf8(chunks, encoding === 'utf-16be');
}

async function* windowsInUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('windows-1252');
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk);
    yield unassigned.test(text) ? withBroken(text, unassigned) : Buffer.from(text);
  }
}

async function* utf16InUtf8(chunks: AsyncIterable<Buffer>, bigEndian: boolean): AsyncGenerator<Buffer> {
  const decoder = new StringDecoder('utf16le');
  let odd: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const data = Buffer.concat([odd, chunk]);
    const whole = Buffer.from(data.subarray(0, data.length - (data.length % 2)));
    odd = data.subarray(whole.length);
    const text = decoder.write(bigEndian ? whole.swap16() : whole);
    yield text.isWellFormed() ? Buffer.from(text) : withBroken(text, loneSurrogate);
  }
  const last = decoder.end();
  if (last !== '' || odd.length > 0) yield brokenByte;
}

const brokenByte = Buffer.from([0xff]);
const loneSurrogate = /\p{Surrogate}/u;
/** Bytes that Windows-1252 leaves without a letter. */
const unassigned = /[\u0081\u008D\u008F\u0090\u009D]/;

function withBroken(text: string, broken: RegExp): Buffer {
  const pieces = text.split(broken).flatMap((piece) => [brokenByte, Buffer.from(piece)]);
  return Buffer.concat(pieces.slice(1));
}
