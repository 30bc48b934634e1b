import { isUtf8 } from 'node:buffer';
import { StewardError } from '../lib/steward-error';
import { startCopyText } from './copy-text';
import {
  carriageReturn,
  carriagesEndLinesUntil,
  endOfLine,
  lineFeed,
  quote,
  type RecordForm,
  type RecordShape,
  shapeOfRecord,
} from './csv-record-shape';

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
  /** CSV for COPY: `line,field,…` and a line feed for each record, with the file's own delimiter. */
  readonly copy: readonly Buffer[];
  readonly unreadable: readonly UnreadableRecord[];
}

export interface UnreadableRecord {
  readonly line: number;
  readonly reason: string;
  /** The record as it is; of one that is too long, its beginning. */
  readonly text: string;
}

export interface ScanOptions extends RecordForm {
  /** Fields to pass on, in their order; all where undefined. */
  readonly kept?: readonly number[] | undefined;
  /** Whether the file's lines end with carriage returns alone. */
  readonly carriageReturns?: boolean;
  /** Number of the file's line that the first byte belongs to. */
  readonly firstLine: number;
  /** A batch ends once it is this large in either way. */
  readonly batchRows: number;
  readonly batchBytes: number;
}

/** Of a line that is too long, so much is kept to recognise it by. */
const shownOfTooLong = 1000;
/** A line that goes on for so long is no line. */
const mostSkipped = 256 << 20;

const backslash = 0x5c;
const dot = 0x2e;

/** @throws StewardError for a line that has no end within 256 MB: the file is no table */
export async function* scanRecords(
  chunks: AsyncIterable<Buffer>,
  options: ScanOptions,
): AsyncGenerator<RecordBatch> {
  const scan: Scan = { ...options, line: options.firstLine, skipped: null };
  let rest: Buffer = Buffer.alloc(0);
  let batch = emptyBatch();
  for await (const chunk of chunks) {
    rest = scanChunk(scan, rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk, batch, false);
    const records = batch.rows + batch.unreadable.length;
    if (records >= options.batchRows || batch.bytes >= options.batchBytes) {
      yield batch;
      batch = emptyBatch();
    }
  }
  scanChunk(scan, rest, batch, true);
  if (batch.rows > 0 || batch.unreadable.length > 0) yield batch;
}

interface Scan extends ScanOptions {
  /** Of the next record. */
  line: number;
  /** Bytes passed over of a line that is too long; null outside one. */
  skipped: number | null;
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

/** Takes every whole record of `data` into the batch. @returns what remains: it begins the next chunk */
function scanChunk(scan: Scan, data: Buffer, batch: GrowingBatch, last: boolean): Buffer {
  const carriages = scan.carriageReturns === true;
  const lastLineEnd = Math.max(data.lastIndexOf(lineFeed), data.lastIndexOf(carriageReturn));
  const encoded = isUtf8(last ? data : data.subarray(0, lastLineEnd + 1));
  const copy = startCopyText(data.length, scan.delimiter, scan.kept);
  let carriagesUntil = carriages ? Number.POSITIVE_INFINITY : 0;
  const setAside = (reason: string, from: number, to: number) => {
    batch.unreadable.push({ line: scan.line, reason, text: data.toString('utf8', from, to) });
    batch.bytes += to - from;
  };

  let start = passOver(scan, data, 0);
  while (start < data.length) {
    let shape = shapeOfRecord(data, start, scan.delimiter, carriagesUntil, last);
    if (shape.found === 'cut' && !last) break;
    if (shape.bareCarriage) {
      const until = carriagesEndLinesUntil(data, start, shape, scan);
      if (until > start) {
        carriagesUntil = until;
        shape = shapeOfRecord(data, start, scan.delimiter, carriagesUntil, last);
      }
    }
    let problem = problemOfShape(shape, scan.fields);
    // A stray quote swallows the lines that follow: give up the first alone and read on behind it.
    const alone = problem !== undefined && (shape.innerLines > 0 || shape.open);
    const end = alone ? endOfLine(data.subarray(0, shape.end), start, carriages) : shape.end;
    if (shape.found === 'endless' && end === shape.end) {
      setAside('longer than 1 MB; only its beginning is kept', start, start + shownOfTooLong);
      scan.skipped = 0;
      start = passOver(scan, data, end);
      continue;
    }
    const textEnd = end > start && data[end - 1] === carriageReturn ? end - 1 : end;
    if (textEnd > start) {
      problem ??= stopOfReader(data.subarray(start, textEnd), shape.innerLines > 0, encoded);
      if (problem === undefined) {
        copy.add(scan.line, data, start, textEnd);
        if (batch.rows === 0) batch.firstLine = scan.line;
        batch.lastLine = scan.line;
        batch.rows += 1;
      } else setAside(problem, start, textEnd);
    }
    scan.line += 1 + (alone ? 0 : shape.innerLines);
    start = alone ? end + (data[end] === carriageReturn && data[end + 1] === lineFeed ? 2 : 1) : shape.next;
  }
  const text = copy.text();
  if (text.length > 0) batch.copy.push(text);
  batch.bytes += text.length;
  return data.subarray(Math.min(start, data.length));
}

/** @returns where to read on: at the end of the line that is passed over, or behind the data while it goes on */
function passOver(scan: Scan, data: Buffer, from: number): number {
  if (scan.skipped === null) return from;
  const end = endOfLine(data, from, scan.carriageReturns === true);
  scan.skipped += end - from;
  if (scan.skipped > mostSkipped) throw tooLong(scan.line);
  if (end < data.length) scan.skipped = null;
  return end;
}

function problemOfShape({ found, open, delimiters }: RecordShape, fields: number): string | undefined {
  if (open) return 'a quote is opened and never closed';
  if (found === 'endless') return 'longer than 1 MB';
  return delimiters === fields - 1 ? undefined : `${delimiters + 1} fields where the header has ${fields}`;
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
  return new StewardError(
    'invalid_input',
    `Line ${line} is longer than 1 MB: this is not a CSV table (the line has no end within 256 MB).`,
  );
}
