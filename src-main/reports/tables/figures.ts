import type { Cell, Column, Row, Table } from '../table';

/** A column with what it says of a thing. */
export type Figure<Of> = readonly [heading: string, value: (of: Of) => Cell, kind?: Column['kind']];

/** A table of things, a row each. */
export function tableOf<Of>(
  name: string,
  currency: string | null,
  figures: readonly Figure<Of>[],
  things: readonly Of[],
): Table {
  return {
    name,
    currency,
    columns: figures.map(([heading, , kind]) => (kind === undefined ? { heading } : { heading, kind })),
    rows: rowsOf(figures, things),
  };
}

function* rowsOf<Of>(figures: readonly Figure<Of>[], things: readonly Of[]): Generator<Row> {
  for (const one of things) yield figures.map(([, value]) => value(one));
}

/** A heading with the currency of its amounts, where that has a name. */
export function moneyHeading(heading: string, currency: string | null): string {
  return currency === null ? heading : `${heading} (${currency})`;
}
