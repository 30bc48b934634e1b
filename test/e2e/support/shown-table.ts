import type { Locator } from 'playwright';

/** The words of a table's body and foot, row by row, as they are shown. */
export async function shownRows(table: Locator): Promise<string[][]> {
  return table
    .locator('tbody tr, tfoot tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
    );
}

/** A shown number in whole tenths, so that sums are exact; a dash counts as nothing. */
export function tenths(shown: string): number {
  const number = Number(shown.replaceAll(',', '').replace('−', '-').replace('–', '0'));
  if (!Number.isFinite(number)) throw new Error(`“${shown}” is no number`);
  return Math.round(number * 10);
}
