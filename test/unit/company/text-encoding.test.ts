import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  inUtf8,
  startEncodingCount,
  type TextEncoding,
  utf16Of,
} from '../../../src-main/company/text-encoding';

const inUtf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const bytes = (...values: number[]) => Buffer.from(values);

/** In as many pieces as there are cuts, and one more. */
function cut(data: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((at) => Math.min(at, data.length)).toSorted((a, b) => a - b), data.length];
  return places.slice(1).map((end, at) => data.subarray(places[at], end));
}
function encodingOf(...chunks: Buffer[]): string {
  const count = startEncodingCount();
  for (const chunk of chunks) count.add(chunk);
  return count.encoding();
}
async function read(encoding: TextEncoding, ...chunks: Buffer[]): Promise<Buffer> {
  async function* all(): AsyncGenerator<Buffer> {
    yield* chunks;
  }
  const found: Buffer[] = [];
  for await (const chunk of inUtf8(all(), encoding)) found.push(chunk);
  return Buffer.concat(found);
}

describe('a file in UTF-16', () => {
  test('is told by its mark, or by the zeros of plain letters, whichever way round', () => {
    expect(utf16Of(bytes(0xff, 0xfe, 0x61, 0))).toBe('utf-16le');
    expect(utf16Of(bytes(0xfe, 0xff, 0, 0x61))).toBe('utf-16be');
    expect(utf16Of(Buffer.from('user_id,name\n', 'utf16le'))).toBe('utf-16le');
    expect(utf16Of(inUtf16be('user_id,name\n'))).toBe('utf-16be');
    // Some letters beyond the first two hundred and fifty-six leave enough of the others.
    expect(utf16Of(Buffer.from('id,Ł,Ś,name\n', 'utf16le'))).toBe('utf-16le');
  });

  test('is not what has few zeros, zeros at both places, or none', () => {
    for (const other of [
      Buffer.from('user_id,name\nGröße'),
      bytes(0x61, 0, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67),
      Buffer.alloc(64),
      bytes(0xff, 0x61),
      Buffer.alloc(0),
    ])
      expect(utf16Of(other)).toBeNull();
  });

  test('comes out as the same text, wherever it was cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed()),
        fc.array(fc.nat(60), { maxLength: 4 }),
        async (text, cuts) => {
          const [little, big] = [Buffer.from(text, 'utf16le'), inUtf16be(text)];
          expect((await read('utf-16le', ...cut(little, cuts))).toString()).toBe(text);
          expect((await read('utf-16be', ...cut(big, cuts))).toString()).toBe(text);
        },
      ),
    );
  });

  test('that holds half a letter has a byte there that no text has, and so where it ends within one', async () => {
    const half = Buffer.from('a\ud800b', 'utf16le');
    expect(await read('utf-16le', half)).toEqual(Buffer.concat([bytes(0x61, 0xff, 0x62)]));
    expect(await read('utf-16le', bytes(0x61, 0, 0x62))).toEqual(bytes(0x61, 0xff));
    expect((await read('utf-16le', Buffer.from('a\ud83d', 'utf16le'))).at(-1)).toBe(0xff);
  });
});

describe('a file of single bytes', () => {
  test('is UTF-8 where its letters beyond ASCII are, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.nat(40), { maxLength: 4 }), (text, cuts) => {
        expect(encodingOf(...cut(Buffer.from(text), cuts))).toBe('utf-8');
      }),
    );
    expect(encodingOf()).toBe('utf-8');
  });

  test('is of Windows where they are none, and where one is cut off that never goes on', () => {
    expect(encodingOf(Buffer.from('Größe', 'latin1'))).toBe('windows-1252');
    expect(encodingOf(Buffer.from('Gr'), Buffer.from('öße', 'latin1'))).toBe('windows-1252');
    expect(encodingOf(Buffer.from('Gr'), bytes(0xc3))).toBe('windows-1252');
    // As many of one kind as of the other.
    expect(encodingOf(Buffer.concat([Buffer.from('ö'), bytes(0xf6), Buffer.from('abc')]))).toBe(
      'windows-1252',
    );
  });

  test('of UTF-8 may hold some broken lines', () => {
    expect(encodingOf(Buffer.concat([Buffer.from('öä'), bytes(0xf6), Buffer.from('abc')]))).toBe('utf-8');
    expect(encodingOf(Buffer.from('öä'), Buffer.from('ß'), bytes(0xf6, 0x61))).toBe('utf-8');
  });

  test('of Windows comes out as its letters and signs, a byte without one as a byte that no text has', async () => {
    expect((await read('windows-1252', bytes(0x80, 0x41, 0xe4, 0x96))).toString()).toBe('€Aä–');
    for (const unassigned of [0x81, 0x8d, 0x8f, 0x90, 0x9d])
      expect(await read('windows-1252', bytes(0x61, unassigned, 0x62, unassigned))).toEqual(
        bytes(0x61, 0xff, 0x62, 0xff),
      );
  });

  test('of UTF-8 is left as it is', async () => {
    const broken = bytes(0x61, 0xff, 0xc3);
    expect(await read('utf-8', broken, Buffer.from('ö'))).toEqual(Buffer.concat([broken, Buffer.from('ö')]));
  });
});
