import { isUtf8 } from 'node:buffer';
import { StewardError } from '../lib/steward-error';

/**
 * Cuts a CSV file into records at the speed of a byte scan and hands the good ones to PostgreSQL's own CSV reader,
 * each with the number of its line in front. A quote toggles, exactly as that reader does it, so both agree on where
 * a record ends. What that reader would stop at is set aside here: one bad line must not end a load of millions.
 */
export interface RecordBatch {
  /** Records in `copy`. */
  readonly rows: number;
  /** Lines on which the first and the last of them begin. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** CSV for COPY: `line,field,…` and a line feed for each record. */
  readonly copy: readonly Buffer[];
  readonly unreadable: readonly UnreadableRecord[];
}

export interface UnreadableRecord {
  readonly line: number;
  readonly reason: string;
  readonly text: string;
}

export interface ScanOptions {
  /** Fields of the header. */
  readonly fields: number;
  /** Number of the file's line that the first byte belongs to. */
  readonly firstLine: number;
  /** A batch ends once it is this large in either way. */
  readonly batchRows: number;
  readonly batchBytes: number;
}

/** A quote that is not closed within this many bytes was no quote. */
const longestRecord = 1 << 20;

const quote = 0x22;
const comma = 0x2c;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const backslash = 0x5c;
const dot = 0x2e;

/** @throws StewardError for a line of more than 1 MB, which no table has */
export async function* scanRecords(
  chunks: AsyncIterable<Buffer>,
  options: ScanOptions,
): AsyncGenerator<RecordBatch> {
  let rest: Buffer = Buffer.alloc(0);
  let line = options.firstLine;
  let batch = emptyBatch();
  for await (const chunk of chunks) {
    const data = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    ({ rest, line } = scanChunk(data, line, options.fields, batch, false));
    const records = batch.rows + batch.unreadable.length;
    if (records >= options.batchRows || batch.bytes >= options.batchBytes) {
      yield batch;
      batch = emptyBatch();
    }
  }
  scanChunk(rest, line, options.fields, batch, true);
  if (batch.rows > 0 || batch.unreadable.length > 0) yield batch;
}

interface GrowingBatch extends RecordBatch {
  rows: number;
  firstLine: number;
  lastLine: number;
  bytes: number;
  readonly copy: Buffer[];
  readonly unreadable: UnreadableRecord[];
}

function emptyBatch(): GrowingBatch {
  return { rows: 0, firstLine: 0, lastLine: 0, bytes: 0, copy: [], unreadable: [] };
}

/** Takes every whole record of `data` into the batch; what remains begins the next chunk. */
function scanChunk(
  data: Buffer,
  firstLine: number,
  fields: number,
  batch: GrowingBatch,
  last: boolean,
): { rest: Buffer; line: number } {
  const encoded = isUtf8(last ? data : data.subarray(0, data.lastIndexOf(lineFeed) + 1));
  const copy = startCopyText(data.length);
  let line = firstLine;
  let start = 0;
  while (start < data.length) {
    const shape = shapeOfRecord(data, start);
    const unfinished = shape.end === data.length;
    if (unfinished && !last && data.length - start <= longestRecord) break;

    let end = shape.end;
    let problem = unfinished && shape.open ? 'a quote is opened and never closed' : undefined;
    if (problem === undefined && shape.commas !== fields - 1) {
      problem = `${shape.commas + 1} fields where the header has ${fields}`;
    }
    // A stray quote swallows the lines that follow: give up the first alone and read on behind it.
    const alone = problem !== undefined && (shape.innerLines > 0 || shape.open);
    if (alone) end = endOfLine(data, start);
    if (end - start > longestRecord) throw tooLong(line);

    const textEnd = end > start && data[end - 1] === carriageReturn ? end - 1 : end;
    if (textEnd > start) {
      problem ??= stopOfReader(data.subarray(start, textEnd), shape.innerLines > 0, encoded);
      if (problem === undefined) {
        copy.add(line, data, start, textEnd);
        if (batch.rows === 0) batch.firstLine = line;
        batch.lastLine = line;
        batch.rows += 1;
      } else {
        batch.unreadable.push({ line, reason: problem, text: data.toString('utf8', start, textEnd) });
        batch.bytes += textEnd - start;
      }
    }
    line += 1 + (alone ? 0 : shape.innerLines);
    start = end + 1;
  }
  const text = copy.text();
  if (text.length > 0) batch.copy.push(text);
  batch.bytes += text.length;
  return { rest: data.subarray(Math.min(start, data.length)), line };
}

interface RecordShape {
  /** Place of the line feed that ends it, or the end of the data. */
  readonly end: number;
  /** Whether the data ends inside quotes. */
  readonly open: boolean;
  readonly commas: number;
  /** Line feeds inside quotes. */
  readonly innerLines: number;
}

function shapeOfRecord(data: Buffer, start: number): RecordShape {
  let open = false;
  let commas = 0;
  let innerLines = 0;
  let at = start;
  for (; at < data.length; at += 1) {
    const byte = data[at];
    if (byte === comma) {
      if (!open) commas += 1;
    } else if (byte === lineFeed) {
      if (!open) break;
      innerLines += 1;
    } else if (byte === quote) open = !open;
  }
  return { end: at, open, commas, innerLines };
}

function endOfLine(data: Buffer, start: number): number {
  const end = data.indexOf(lineFeed, start);
  return end < 0 ? data.length : end;
}

/** Why PostgreSQL would refuse the record, and the whole COPY with it. */
function stopOfReader(record: Buffer, severalLines: boolean, encoded: boolean): string | undefined {
  if (!encoded && !isUtf8(record)) return 'not UTF-8 text; save the file as UTF-8';
  if (record.includes(0)) return 'a zero byte in the text';
  if (record.includes(carriageReturn) && hasBareCarriageReturn(record)) {
    return 'a carriage return outside quotes';
  }
  if (severalLines && hasEndMark(record)) return 'a line that begins with \\.';
  return undefined;
}

function hasBareCarriageReturn(record: Buffer): boolean {
  let open = false;
  for (const byte of record) {
    if (byte === quote) open = !open;
    else if (byte === carriageReturn && !open) return true;
  }
  return false;
}

/** Before PostgreSQL 18 a line `\.` ends a COPY even inside quotes. */
function hasEndMark(record: Buffer): boolean {
  for (let at = record.indexOf(lineFeed); at >= 0; at = record.indexOf(lineFeed, at + 1)) {
    if (record[at + 1] === backslash && record[at + 2] === dot) return true;
  }
  return false;
}

function tooLong(line: number): StewardError {
  return new StewardError('invalid_input', `Line ${line} is longer than 1 MB: this is not a CSV table.`);
}

/** Grows the text of a COPY: each record behind the number of its line. */
function startCopyText(expectedBytes: number): {
  add(line: number, data: Buffer, start: number, end: number): void;
  text(): Buffer;
} {
  const longestNumber = 20;
  let bytes = Buffer.allocUnsafe(Math.ceil(expectedBytes * 1.25) + longestNumber);
  let length = 0;
  return {
    add(line, data, start, end) {
      const needed = length + longestNumber + (end - start);
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafe(needed * 2);
        bytes.copy(larger, 0, 0, length);
        bytes = larger;
      }
      length += bytes.write(`${line},`, length, 'latin1');
      length += data.copy(bytes, length, start, end);
      bytes[length] = lineFeed;
      length += 1;
    },
    text: () => bytes.subarray(0, length),
  };
}
