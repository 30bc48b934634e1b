import { lineFeed, quote } from './csv-record-shape';

/** Text of a COPY that grows: each record behind the number of its line. */
export interface CopyText {
  add(line: number, data: Buffer, start: number, end: number): void;
  text(): Buffer;
}

/**
 * @param delimiter the byte between fields
 * @param kept fields to pass on, in their order; all where undefined
 */
export function startCopyText(
  expectedBytes: number,
  delimiter: number,
  kept: readonly number[] | undefined,
): CopyText {
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
      length += bytes.write(String(line), length, 'latin1');
      bytes[length] = delimiter;
      length += 1;
      if (kept === undefined) length += data.copy(bytes, length, start, end);
      else length += copyFields(bytes, length, data.subarray(start, end), delimiter, kept);
      bytes[length] = lineFeed;
      length += 1;
    },
    text: () => bytes.subarray(0, length),
  };
}

/** @returns bytes written */
function copyFields(
  target: Buffer,
  at: number,
  record: Buffer,
  delimiter: number,
  kept: readonly number[],
): number {
  let length = 0;
  let field = 0;
  let fieldStart = 0;
  let open = false;
  let next = 0;
  for (let place = 0; place <= record.length && next < kept.length; place += 1) {
    if (record[place] === quote) open = !open;
    if (place < record.length && (open || record[place] !== delimiter)) continue;
    if (field === kept[next]) {
      if (next > 0) {
        target[at + length] = delimiter;
        length += 1;
      }
      length += record.copy(target, at + length, fieldStart, place);
      next += 1;
    }
    field += 1;
    fieldStart = place + 1;
  }
  return length;
}
