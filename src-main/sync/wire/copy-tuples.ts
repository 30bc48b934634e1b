/** One row of a binary COPY: where each field lies in `buffer`, and its length (-1 for null). Reused: read it at once. */
export interface Tuple {
  buffer: Buffer;
  readonly start: Int32Array;
  readonly length: Int32Array;
}

const signature = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const headerBytes = signature.length + 8;

export interface TupleParser {
  /** Takes the next piece of the stream, cut anywhere, and hands on the rows it completes. */
  push(piece: Buffer): void;
  /** @returns number of rows @throws when the stream ended before its own end mark */
  finish(): number;
}

/**
 * Reads PostgreSQL's binary COPY format (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format").
 * @param columns fields expected in each row
 */
export function createTupleParser(columns: number, onTuple: (tuple: Tuple) => void): TupleParser {
  const tuple: Tuple = {
    buffer: Buffer.alloc(0),
    start: new Int32Array(columns),
    length: new Int32Array(columns),
  };
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  let ended = false;
  let rows = 0;

  /** @returns where the next row begins, or -1 when this one isn't complete yet */
  function parse(buffer: Buffer, from: number): number {
    if (from + 2 > buffer.length) return -1;
    const count = buffer.readInt16BE(from);
    let at = from + 2;
    if (count === -1) {
      ended = true;
      return at;
    }
    if (count !== columns) throw new Error(`a row has ${count} fields, expected ${columns}`);
    for (let field = 0; field < columns; field += 1) {
      if (at + 4 > buffer.length) return -1;
      const length = buffer.readInt32BE(at);
      at += 4;
      tuple.start[field] = at;
      tuple.length[field] = length;
      if (length > 0) at += length;
      if (at > buffer.length) return -1;
    }
    tuple.buffer = buffer;
    rows += 1;
    onTuple(tuple);
    return at;
  }

  return {
    push(piece) {
      const buffer = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
      let at = 0;
      if (!begun) {
        if (buffer.length < headerBytes) {
          rest = buffer;
          return;
        }
        if (!buffer.subarray(0, signature.length).equals(signature)) throw new Error('not a binary copy');
        at = headerBytes + buffer.readInt32BE(headerBytes - 4);
        begun = true;
      }
      while (!ended) {
        const next = parse(buffer, at);
        if (next < 0) break;
        at = next;
      }
      rest = buffer.subarray(at);
    },
    finish() {
      if (!ended) throw new Error(`the copy broke off after ${rows} rows`);
      return rows;
    },
  };
}

function lengthOf(tuple: Tuple, field: number): number {
  return tuple.length[field] as number;
}

/** Where the field lies in the tuple's buffer. */
export function startOf(tuple: Tuple, field: number): number {
  return tuple.start[field] as number;
}

export function isNull(tuple: Tuple, field: number): boolean {
  return lengthOf(tuple, field) < 0;
}

export function int4At(tuple: Tuple, field: number): number {
  return tuple.buffer.readInt32BE(startOf(tuple, field));
}

export function int8At(tuple: Tuple, field: number): number {
  return int8Of(tuple.buffer, startOf(tuple, field));
}

/** Exact up to 2^53, which counts stay below. */
function int8Of(buffer: Buffer, at: number): number {
  return buffer.readInt32BE(at) * 2 ** 32 + buffer.readUInt32BE(at + 4);
}

export function float8At(tuple: Tuple, field: number): number {
  return tuple.buffer.readDoubleBE(startOf(tuple, field));
}

export function textAt(tuple: Tuple, field: number): string {
  const at = startOf(tuple, field);
  return tuple.buffer.toString('utf8', at, at + lengthOf(tuple, field));
}

/** The field's bytes, not copied. */
export function bytesAt(tuple: Tuple, field: number): Buffer {
  const at = startOf(tuple, field);
  return tuple.buffer.subarray(at, at + lengthOf(tuple, field));
}
