import type { Locator } from 'playwright';

/** The words of a table's body and foot, row by row, as they are shown. */
export async function shownRows(table: Locator): Promise<string[][]> {
  return table
    .locator('tbody tr, tfoot tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
    );
}

/** A number as the screens show it, `−1,234.5` or `$920`; a dash counts as nothing. */
export function shownNumber(shown: string): number {
  const number = Number(shown.replace(/[$,]/g, '').replace('−', '-').replace('–', '0'));
  if (shown === '' || !Number.isFinite(number)) throw new Error(`“${shown}” is no number`);
  return number;
}

/** A shown number in whole tenths, so that sums are exact. */
export function tenths(shown: string): number {
  return Math.round(shownNumber(shown) * 10);
}
