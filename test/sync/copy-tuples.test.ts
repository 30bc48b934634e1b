import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createTupleParser,
  float8At,
  int4At,
  int8At,
  isNull,
  textAt,
} from '../../src-main/sync/wire/copy-tuples';

interface Row {
  readonly id: number;
  readonly name: string | null;
  readonly at: number;
  readonly value: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  id: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  name: fc.option(fc.string({ unit: 'grapheme', maxLength: 40 })),
  at: fc.integer({ min: -(2 ** 52), max: 2 ** 52 }),
  value: fc.double({ noNaN: true }),
});

/** As PostgreSQL writes it. */
function encode(rows: readonly Row[]): Buffer {
  const parts: Buffer[] = [Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)];
  const field = (bytes: Buffer | null) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(bytes?.length ?? -1);
    parts.push(length, ...(bytes ? [bytes] : []));
  };
  const number = (size: number, write: (bytes: Buffer) => void) => {
    const bytes = Buffer.alloc(size);
    write(bytes);
    return bytes;
  };
  for (const { id, name, at, value } of rows) {
    parts.push(Buffer.from([0, 4]));
    field(number(4, (bytes) => bytes.writeInt32BE(id)));
    field(name === null ? null : Buffer.from(name, 'utf8'));
    field(number(8, (bytes) => bytes.writeBigInt64BE(BigInt(at))));
    field(number(8, (bytes) => bytes.writeDoubleBE(value)));
  }
  parts.push(Buffer.from([0xff, 0xff]));
  return Buffer.concat(parts);
}

function parse(pieces: readonly Buffer[]): Row[] {
  const rows: Row[] = [];
  const parser = createTupleParser(4, (tuple) => {
    rows.push({
      id: int4At(tuple, 0),
      name: isNull(tuple, 1) ? null : textAt(tuple, 1),
      at: int8At(tuple, 2),
      value: float8At(tuple, 3),
    });
  });
  for (const piece of pieces) parser.push(piece);
  expect(parser.finish()).toBe(rows.length);
  return rows;
}

function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const edges = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).map((edge, number) => bytes.subarray(edges[number] ?? 0, edge));
}

describe('a binary copy', () => {
  test('gives the same rows wherever the network cuts it into pieces', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), fc.array(fc.nat(), { maxLength: 30 }), (rows, places) => {
        expect(parse(cut(encode(rows), places))).toEqual(rows);
      }),
    );
  });

  test('that breaks off anywhere is not taken for whole', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), fc.nat(), (rows, place) => {
        const bytes = encode(rows);
        expect(() => parse([bytes.subarray(0, place % bytes.length)])).toThrow(/broke off/);
      }),
    );
  });

  test('with another number of fields is refused', () => {
    const parser = createTupleParser(3, () => undefined);
    expect(() => parser.push(encode([{ id: 1, name: '', at: 1, value: 1 }]))).toThrow(/4 fields, expected 3/);
  });

  test('is told from something else', () => {
    const parser = createTupleParser(3, () => undefined);
    expect(() => parser.push(Buffer.from('1,2,3\n'.repeat(20)))).toThrow(/not a binary copy/);
  });
});
