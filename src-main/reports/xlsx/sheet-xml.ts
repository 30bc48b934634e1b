import type { Column, Row } from '../table';
import { cellXml, columnName, headingXml } from './cell-xml';

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const spreadsheet = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
/** Handed on in pieces of about so many characters. */
const pieceLength = 64 * 1024;
const narrowest = 10;
const widest = 40;

/** A sheet of rows under headings that stay in view, and by which it can be narrowed. */
export async function* sheetXml(
  columns: readonly Column[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string> {
  const names = columns.map((_column, place) => columnName(place));
  yield sheetHead(columns);
  yield rowXml(
    1,
    columns.map(({ heading }, place) => headingXml(`${names[place]}1`, heading)),
  );
  let number = 1;
  let piece = '';
  for await (const row of rows) {
    number += 1;
    piece += rowXml(
      number,
      row.map((cell, place) => cellXml(`${names[place]}${number}`, cell, columns[place]?.kind)),
    );
    if (piece.length < pieceLength) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}</sheetData><autoFilter ref="A1:${names.at(-1) ?? 'A'}${number}"/></worksheet>`;
}

function sheetHead(columns: readonly Column[]): string {
  const widths = columns.map(({ heading, kind }, place) => {
    const width =
      kind === 'day'
        ? 12
        : kind === 'moment'
          ? 20
          : Math.min(Math.max(heading.length + 3, narrowest), widest);
    return `<col min="${place + 1}" max="${place + 1}" width="${place === 0 ? Math.max(width, 28) : width}" customWidth="1"/>`;
  });
  return `${xmlHead}<worksheet xmlns="${spreadsheet}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join('')}</cols><sheetData>`;
}

function rowXml(number: number, cells: readonly string[]): string {
  return `<row r="${number}">${cells.join('')}</row>`;
}
