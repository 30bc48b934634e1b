import { quantileOfSorted, sortedPresent } from '../../../../lib/statistics/quantile';
import { countBelow } from '../../../../lib/statistics/search';
import { type CategoryColumn, columnOf, MISSING_LEVEL, type NumberColumn, type Table } from '../table';

/**
 * How a column becomes few whole numbers, learned from the rows a model is fitted to. Bin 0 holds what is missing (and
 * levels never seen); a value's bin is 1 + the number of cuts below it, a level's is 1 + its place in the order.
 */
export type ColumnBins =
  | { readonly kind: 'number'; readonly name: string; readonly cuts: readonly number[] }
  | { readonly kind: 'category'; readonly name: string; readonly order: readonly string[] };

export const MISSING_BIN = 0;

/** Each row's bin, column after column. */
export type BinnedTable = { readonly rows: number; readonly columns: readonly Uint8Array[] };

const MAX_CUTS = 63;
const MAX_LEVELS = 200;
/** Rows of the average outcome added to every level, so that a level seen twice isn't put at an end of the order. */
const LEVEL_PRIOR = 10;

/**
 * Cuts numbers at their quantiles (at most 64 bins, as histogram-based boosting does; Ke et al., LightGBM, 2017) and
 * orders levels by the share of events among their rows, so that one cut can part any levels that differ most
 * (Fisher, 1958).
 */
export function fitBins(table: Table, outcome: Float64Array): ColumnBins[] {
  return table.columns.map((column) =>
    column.kind === 'number' ? numberBins(column) : categoryBins(column, outcome),
  );
}

export function binCount(bins: ColumnBins): number {
  return (bins.kind === 'number' ? bins.cuts.length + 1 : bins.order.length) + 1;
}

export function binTable(bins: readonly ColumnBins[], table: Table): BinnedTable {
  return {
    rows: table.rows,
    columns: bins.map((column) =>
      column.kind === 'number'
        ? binNumbers(columnOf(table, column.name, 'number').values, column.cuts)
        : binLevels(columnOf(table, column.name, 'category'), column.order),
    ),
  };
}

function numberBins({ name, values }: NumberColumn): ColumnBins {
  const sorted = sortedPresent(values);
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  if (distinct.length <= MAX_CUTS + 1) {
    const cuts = Array.from(distinct.subarray(1), (value, i) => (value + (distinct[i] as number)) / 2);
    return { kind: 'number', name, cuts };
  }
  const quantiles = Array.from({ length: MAX_CUTS }, (_, i) =>
    quantileOfSorted(sorted, (i + 1) / (MAX_CUTS + 1)),
  );
  return { kind: 'number', name, cuts: [...new Set(quantiles)] };
}

function categoryBins({ name, levels, codes }: CategoryColumn, outcome: Float64Array): ColumnBins {
  const rows = new Float64Array(levels.length);
  const events = new Float64Array(levels.length);
  let allEvents = 0;
  codes.forEach((code, row) => {
    const event = outcome[row] as number;
    allEvents += event;
    if (code === MISSING_LEVEL) return;
    rows[code] = (rows[code] as number) + 1;
    events[code] = (events[code] as number) + event;
  });
  const prior = LEVEL_PRIOR * (allEvents / codes.length);
  const byRows = levels
    .map((level, code) => ({ level, rows: rows[code] as number, events: events[code] as number }))
    .filter((entry) => entry.rows > 0)
    .sort((left, right) => right.rows - left.rows);
  const order = byRows
    .slice(0, MAX_LEVELS)
    .map(({ level, rows: count, events: hits }) => ({ level, share: (hits + prior) / (count + LEVEL_PRIOR) }))
    .sort((left, right) => left.share - right.share)
    .map((entry) => entry.level);
  return { kind: 'category', name, order };
}

function binNumbers(values: Float64Array, cuts: readonly number[]): Uint8Array {
  return Uint8Array.from(values, (value) =>
    Number.isNaN(value) ? MISSING_BIN : 1 + countBelow(cuts, value),
  );
}

function binLevels({ levels, codes }: CategoryColumn, order: readonly string[]): Uint8Array {
  const binOfCode = levels.map((level) => 1 + order.indexOf(level));
  return Uint8Array.from(codes, (code) =>
    code === MISSING_LEVEL ? MISSING_BIN : (binOfCode[code] as number),
  );
}
