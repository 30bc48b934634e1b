import { syncStatus } from '../../api/host-signals';
import { copy, copyRich } from '../../ui/copy';
import { asHtml, asTabs, type CopiedTable } from '../../ui/figures/copied-table';
import type { Figure } from '../../ui/figures/figure-at';
import { figureWords } from '../../ui/figures/figure-words';
import { dayOfInstant, formatDay } from '../../ui/format/day';
import { formatPlural } from '../../ui/format/number';

/** The figure with whose it is, as of when, and what it is narrowed to. */
export function copyFigure(figure: Figure): void {
  const asOf = syncStatus.get()?.asOf ?? null;
  const words = figureWords(figure, asOf === null ? null : formatDay(dayOfInstant(asOf)));
  void copy(words, `“${figure.label}” is copied with what it is of`);
}

/** Rows under the names of their columns, for spreadsheets and for texts. */
export function copyRows(table: CopiedTable): void {
  const words = `${formatPlural(table.rows.length, 'row')} copied, with the names of the columns`;
  void copyRich({ text: asTabs(table), html: asHtml(table) }, words);
}
