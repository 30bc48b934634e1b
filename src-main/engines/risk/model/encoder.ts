import { quantileOfSorted, sortedPresent } from '../../../lib/statistics/quantile';
import type { Design, DesignColumn } from './design';
import { type CategoryColumn, columnOf, MISSING_LEVEL, type NumberColumn, type Table } from './table';

/**
 * How the columns of a table become the columns of a regression, learned from the rows the model is fitted to and then
 * the same for every other row. Plain data: it is kept with the model.
 */
export type Encoder = { readonly terms: readonly EncodedTerm[] };

export type EncodedTerm =
  /** (value - centre) / spread; where missing, of `unknownAs` if there is one, else 0. */
  | {
      readonly kind: 'number';
      readonly source: string;
      readonly centre: number;
      readonly spread: number;
      readonly unknownAs?: number;
    }
  /** 1 where a number or a category is missing. */
  | { readonly kind: 'missing'; readonly source: string; readonly of: 'number' | 'category' }
  /** 1 where the category has this level; the base level has no column. */
  | { readonly kind: 'level'; readonly source: string; readonly level: string };

/**
 * Learns centre and spread of every number (median and interquartile range, so that a few giants don't set the scale;
 * Huber, Robust Statistics, 1981), the levels of every category (the first with rows enough is the base), and which columns have
 * gaps. Columns that never vary give nothing.
 * @param unknownAs the value that a gap of a column counts as beside its flag; the median where it says nothing
 */
export function fitEncoder(
  table: Table,
  unknownAs: (column: string) => number | undefined = byMedian,
): Encoder {
  return {
    terms: table.columns.flatMap((column) =>
      column.kind === 'number' ? numberTerms(column, unknownAs(column.name)) : categoryTerms(column),
    ),
  };
}

function byMedian(): undefined {
  return undefined;
}

/** What a number's term holds for a gap. */
export function valueOfGap({ centre, spread, unknownAs = centre }: NumberTerm): number {
  return (unknownAs - centre) / spread;
}

type NumberTerm = Extract<EncodedTerm, { kind: 'number' }>;

/** The design of any table with the columns the encoder knows. A level never seen when fitting counts as the base. */
export function encode(encoder: Encoder, table: Table): Design {
  return { rows: table.rows, columns: encoder.terms.map((term) => encodeTerm(term, table)) };
}

/** A name to show: the column itself, "column=level" or "column missing". */
export function termName(term: EncodedTerm): string {
  if (term.kind === 'number') return term.source;
  return term.kind === 'level' ? `${term.source}=${term.level}` : `${term.source} missing`;
}

function numberTerms({ name, values }: NumberColumn, unknownAs: number | undefined): EncodedTerm[] {
  const present = sortedPresent(values);
  const terms: EncodedTerm[] = [];
  if (present[0] !== present[present.length - 1]) {
    const gap = unknownAs === undefined ? {} : { unknownAs };
    terms.push({ kind: 'number', source: name, ...centreAndSpread(present), ...gap });
  }
  if (present.length > 0 && present.length < values.length) {
    terms.push({ kind: 'missing', source: name, of: 'number' });
  }
  return terms;
}

/** A column that is the same for half of its rows and more has no interquartile range; its standard deviation serves. */
function centreAndSpread(sorted: Float64Array): { centre: number; spread: number } {
  const centre = quantileOfSorted(sorted, 0.5);
  const spread = quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25);
  if (spread > 0) return { centre, spread };
  let squares = 0;
  for (const value of sorted) squares += (value - centre) ** 2;
  return { centre, spread: Math.sqrt(squares / sorted.length) };
}

/** Every other level's coefficient is its distance from the base, so a base of fewer rows would blur them all. */
const fewestBaseRows = 10;

function categoryTerms({ name, levels, codes }: CategoryColumn): EncodedTerm[] {
  const rows = new Int32Array(levels.length);
  let missing = 0;
  for (const code of codes) {
    if (code === MISSING_LEVEL) missing++;
    else rows[code] = (rows[code] as number) + 1;
  }
  const present = levels.filter((_, code) => (rows[code] as number) > 0);
  const base = levels.find((_, code) => (rows[code] as number) >= fewestBaseRows) ?? present[0];
  const terms: EncodedTerm[] = present
    .filter((level) => level !== base)
    .map((level) => ({ kind: 'level', source: name, level }));
  if (present.length > 0 && missing > 0) terms.push({ kind: 'missing', source: name, of: 'category' });
  return terms;
}

function encodeTerm(term: EncodedTerm, table: Table): DesignColumn {
  return { name: termName(term), values: termValues(term, table) };
}

function termValues(term: EncodedTerm, table: Table): Float64Array {
  switch (term.kind) {
    case 'number': {
      const gap = valueOfGap(term);
      return columnOf(table, term.source, 'number').values.map((value) =>
        Number.isNaN(value) ? gap : (value - term.centre) / term.spread,
      );
    }
    case 'level': {
      const { levels, codes } = columnOf(table, term.source, 'category');
      const code = levels.indexOf(term.level);
      return code < 0 ? new Float64Array(table.rows) : indicator(codes, code);
    }
    case 'missing':
      return term.of === 'category'
        ? indicator(columnOf(table, term.source, 'category').codes, MISSING_LEVEL)
        : columnOf(table, term.source, 'number').values.map((value) => (Number.isNaN(value) ? 1 : 0));
  }
}

function indicator(codes: Int32Array, code: number): Float64Array {
  return Float64Array.from(codes, (candidate) => (candidate === code ? 1 : 0));
}
