import { isAscii } from 'node:buffer';
import {
  countDecimalMark,
  decideDecimals,
  type GrowingDecimalCount,
  startDecimalCount,
} from '../lib/decimal-count';
import type { DecimalMark, DecimalRule } from '../lib/dressed-number';
import { type CompanyFile, readCompanyFile } from './company-folder';
import { carriageReturn, lineFeed, quote } from './csv-record-shape';
import { scanRecords } from './csv-records';
import { shownName } from './csv-tables/csv-table';
import { startEncodingCount, type TextEncoding } from './text-encoding';

/** What only the whole of a file can tell. */
export interface FileSurvey {
  readonly encoding: TextEncoding;
  /** It holds letters beyond ASCII. */
  readonly beyondAscii: boolean;
  /** Some cells end in .0. */
  readonly pointZero: boolean;
  /** How the numbers of its columns are read, by column. */
  readonly decimals: ReadonlyMap<string, DecimalRule>;
  /** Columns whose numbers are read with a decimal comma. */
  readonly commas: readonly string[];
}

/**
 * Reads the file once before it is loaded. Memory stays at a few pieces of it, however large it is.
 * @param said the decimal mark, where the person says it
 */
export async function surveyFile(file: CompanyFile, said: DecimalMark | undefined): Promise<FileSurvey> {
  const { encoding, beyondAscii, pointZero } = await surveyLetters(file);
  const numeric = file.header.flatMap((name, index) => {
    const column = file.table.columns.find((candidate) => candidate.name === name);
    const isNumber = column !== undefined && numericKinds.has(column.kind);
    return isNumber ? [{ name, index, whole: column.kind === 'whole', count: startDecimalCount() }] : [];
  });
  if (numeric.length > 0 && said === undefined) await surveyNumbers({ ...file, encoding }, numeric);
  const counts = numeric.map(({ count }) => count);
  const decimals = new Map(numeric.map(({ name, count }) => [name, decideDecimals(count, counts, said)]));
  const commas = numeric
    .filter(({ name, count }) => {
      const rule = decimals.get(name);
      return rule?.by === 'cells' && rule.mark === ',' && count.comma + count.either > 0;
    })
    .map(({ name }) => shownName(file.table, name));
  return { encoding, beyondAscii, pointZero, decimals, commas };
}

/** UTF-16 shows at once; whether the rest is UTF-8, its last line may tell. */
async function surveyLetters(
  file: CompanyFile,
): Promise<Pick<FileSurvey, 'encoding' | 'beyondAscii' | 'pointZero'>> {
  const count = startEncodingCount();
  let beyondAscii = false;
  let pointZero = false;
  for await (const chunk of readCompanyFile(file, () => {})) {
    pointZero ||= chunk.includes(`.0${file.delimiter}`);
    if (isAscii(chunk) && !beyondAscii) continue;
    beyondAscii = true;
    if (file.encoding === 'utf-8') count.add(chunk);
    else if (pointZero) break;
  }
  return { encoding: file.encoding === 'utf-8' ? count.encoding() : file.encoding, beyondAscii, pointZero };
}

const numericKinds: ReadonlySet<string> = new Set(['whole', 'amount', 'number', 'money', 'price']);

interface NumericColumn {
  readonly name: string;
  readonly index: number;
  readonly whole: boolean;
  readonly count: GrowingDecimalCount;
}

/** Looks at the cells of the very records that will be loaded. */
async function surveyNumbers(file: CompanyFile, columns: readonly NumericColumn[]): Promise<void> {
  const scan = {
    fields: file.header.length,
    delimiter: file.delimiter.charCodeAt(0),
    kept: columns.map(({ index }) => index),
    carriageReturns: file.headerEnd.carriageReturn,
    firstLine: 2,
    batchRows: 10_000,
    batchBytes: 1 << 20,
  };
  for await (const { copy } of scanRecords(
    readCompanyFile(file, () => {}),
    scan,
  )) {
    for (const text of copy) countCells(text, scan.delimiter, columns);
  }
}

/** @param text records of `line,cell,…`, a line feed behind each */
function countCells(text: Buffer, delimiter: number, columns: readonly NumericColumn[]): void {
  let place = -1; // the number of the line
  let start = 0;
  let open = false;
  let marked = false;
  for (let at = 0; at < text.length; at += 1) {
    const byte = text[at];
    if (byte === quote) open = !open;
    else if (byte === point || (byte === comma && (open || delimiter !== comma))) marked = true;
    else if (!open && (byte === delimiter || byte === lineFeed || byte === carriageReturn)) {
      const column = columns[place];
      if (marked && column !== undefined && at - start <= longestCell) {
        const cell = text.toString('utf8', start, at);
        countDecimalMark(column.count, cell.startsWith('"') ? cell.slice(1, -1) : cell, column.whole);
      }
      place = byte === lineFeed ? -1 : place + 1;
      start = at + 1;
      marked = false;
    }
  }
}

const comma = 0x2c;
const point = 0x2e;
const longestCell = 200;
