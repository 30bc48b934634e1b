export const quote = 0x22;
export const lineFeed = 0x0a;
export const carriageReturn = 0x0d;

/** A record that does not end within this many bytes is set aside; a quote that is not closed within them was no quote. */
export const longestRecord = 1 << 20;

/** What the records of a file have in common. */
export interface RecordForm {
  /** Fields of the header. */
  readonly fields: number;
  /** The byte between them. */
  readonly delimiter: number;
}

export interface RecordShape {
  /** Place of the line end behind it; or where looking ended. */
  readonly end: number;
  /** Place behind that line end. */
  readonly next: number;
  /** whole: a line end was found; cut: the data ended first; endless: there is none within `longestRecord`. */
  readonly found: 'whole' | 'cut' | 'endless';
  /** Whether looking ended inside quotes. */
  readonly open: boolean;
  /** Between its fields. */
  readonly delimiters: number;
  /** Line ends inside quotes. */
  readonly innerLines: number;
  /** Whether carriage returns stand alone outside quotes, where they may be line ends or a mistake. */
  readonly bareCarriage: boolean;
}

/**
 * Looks for the end of the record that begins at `start`: a line feed, or a carriage return with one, outside quotes.
 * @param delimiter the byte between fields
 * @param carriagesUntil before this place a carriage return alone ends a record, too
 * @param last whether the file ends where the data does
 */
export function shapeOfRecord(
  data: Buffer,
  start: number,
  delimiter: number,
  carriagesUntil: number,
  last: boolean,
): RecordShape {
  const stop = Math.min(data.length, start + longestRecord + 1);
  let open = false;
  let delimiters = 0;
  let innerLines = 0;
  let bareCarriage = false;
  const shape = (found: RecordShape['found'], end: number, next: number): RecordShape => ({
    ...{ end, next, found, open, delimiters, innerLines, bareCarriage },
  });
  for (let at = start; at < stop; at += 1) {
    const byte = data[at];
    if (byte === delimiter) {
      if (!open) delimiters += 1;
    } else if (byte === quote) open = !open;
    else if (byte === lineFeed) {
      if (!open) return shape('whole', at, at + 1);
      innerLines += 1;
    } else if (byte === carriageReturn) {
      const paired = data[at + 1] === lineFeed;
      if (open) {
        if (!paired && carriagesUntil === Number.POSITIVE_INFINITY) innerLines += 1;
      } else if (paired) return shape('whole', at, at + 2);
      else if (at + 1 === data.length) return last ? shape('whole', at, at + 1) : shape('cut', at, at);
      else if (at < carriagesUntil) return shape('whole', at, at + 1);
      else bareCarriage = true;
    }
  }
  return shape(stop < data.length || stop > start + longestRecord ? 'endless' : 'cut', stop, stop);
}

/**
 * Whether carriage returns alone end lines from `start` on, as in a file that was put together from two systems: they do
 * where every piece between them is a whole record. Else they are a mistake within one.
 * @param end of the line that holds them all; of an endless one the last piece may be cut
 * @returns the place until which they end lines, or `start` where they don't
 */
export function carriagesEndLinesUntil(
  data: Buffer,
  start: number,
  { end, found }: RecordShape,
  { fields, delimiter }: RecordForm,
): number {
  let open = false;
  let delimiters = 0;
  let pieceStart = start;
  const isRecord = (at: number) => at === pieceStart || delimiters === fields - 1;
  for (let at = start; at < end; at += 1) {
    const byte = data[at];
    if (byte === delimiter) {
      if (!open) delimiters += 1;
    } else if (byte === quote) open = !open;
    else if (byte === carriageReturn && !open) {
      if (!isRecord(at)) return start;
      pieceStart = at + 1;
      delimiters = 0;
    }
  }
  if (found === 'endless') return pieceStart;
  return !open && isRecord(end) ? end : start;
}

/** Place of the first line end from `start` on, quotes or not; the data's length where there is none. */
export function endOfLine(data: Buffer, start: number, carriages: boolean): number {
  const feed = data.indexOf(lineFeed, start);
  const carriage = carriages ? data.indexOf(carriageReturn, start) : -1;
  const found = feed < 0 || carriage < 0 ? Math.max(feed, carriage) : Math.min(feed, carriage);
  return found < 0 ? data.length : found;
}
