import { type CopiedTable, copiedTable } from '../../ui/figures/copied-table';
import { type Figure, figureAt } from '../../ui/figures/figure-at';

/** What of a place can be copied: the figure there, and the row with the others that are chosen. */
export interface Copied {
  readonly figure: Figure | null;
  readonly table: CopiedTable | null;
}

export function copiedAt(place: Element): Copied {
  const row = place.closest('main tr');
  return { figure: figureAt(place), table: row === null ? null : copiedTable(row) };
}

/** A grid has the focus itself: the row that its keys act on is meant. */
export function activeRow(grid: Element): Element | null {
  return grid.querySelector('tr[aria-selected="true"]');
}
