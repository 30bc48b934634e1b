import { type DecimalMark, type DecimalRule, decimalMarkOf } from './dressed-number';

/** How many cells show which decimal mark. */
export interface DecimalCount {
  readonly point: number;
  readonly comma: number;
  /** Cells that can be read with both. */
  readonly either: number;
}

export interface GrowingDecimalCount extends DecimalCount {
  point: number;
  comma: number;
  either: number;
}

export function startDecimalCount(): GrowingDecimalCount {
  return { point: 0, comma: 0, either: 0 };
}

/** @param whole whether the column is one of whole numbers */
export function countDecimalMark(count: GrowingDecimalCount, cell: string, whole = false): void {
  const mark = decimalMarkOf(cell, whole);
  if (mark === '.') count.point += 1;
  else if (mark === ',') count.comma += 1;
  else if (mark === 'either') count.either += 1;
}

/** Of so many cells that show a decimal mark one may show the other, as a slip that decides nothing. */
const oneSlipIn = 20;

/**
 * How the doubtful cells of a column are read: as its other cells show it, else as the file's other columns do.
 * @param said by the person, where they say anything
 */
export function decideDecimals(
  column: DecimalCount,
  file: readonly DecimalCount[],
  said: DecimalMark | undefined,
): DecimalRule {
  if (said !== undefined) return { by: 'option', mark: said };
  const ofColumn = shownBy(column);
  if (ofColumn.by !== 'nothing') return ofColumn;
  return shownBy({
    point: file.reduce((sum, { point }) => sum + point, 0),
    comma: file.reduce((sum, { comma }) => sum + comma, 0),
    either: 0,
  });
}

function shownBy({ point, comma }: DecimalCount): DecimalRule {
  if (point + comma === 0) return { by: 'nothing' };
  if (comma * oneSlipIn <= point) return { by: 'cells', mark: '.' };
  if (point * oneSlipIn <= comma) return { by: 'cells', mark: ',' };
  return { by: 'both' };
}
