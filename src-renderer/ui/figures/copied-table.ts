import { exactText } from './exact-text';
import { headsOf } from './figure-at';
import { numberIn } from './number-in';

/** A cell as it is copied: a number stays one, a day is `2026-11-30`. */
export type CopiedCell = string | number;

export interface CopiedTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly CopiedCell[])[];
}

/** The rows of a table that stand for themselves: those chosen where one of them is meant, else the one that is meant. */
export function copiedTable(row: Element): CopiedTable | null {
  const table = row.closest('table');
  if (table === null || row.closest('tbody') === null) return null;
  const chosen = [...table.querySelectorAll('tbody tr')].filter(isChosen);
  const rows = chosen.includes(row) ? chosen : [row];
  const heads = headsOf(table);
  // What is only chosen by has no name and no words.
  const cells = rows.map((one) => [...one.children].map(cellOf));
  const worth = (cells[0] ?? []).map((_cell, at) => heads[at] !== '' || cells.some((one) => one[at] !== ''));
  return {
    heads: heads.length === 0 ? [] : heads.filter((_head, at) => worth[at]),
    rows: cells.map((one) => one.filter((_cell, at) => worth[at])),
  };
}

function isChosen(row: Element): boolean {
  return row.querySelector<HTMLInputElement>('input[type="checkbox"]')?.checked === true;
}

function cellOf(cell: Element): CopiedCell {
  const [data, ...others] = cell.querySelectorAll('data[value]');
  if (data !== undefined && others.length === 0) return Number(data.getAttribute('value'));
  const [time, ...times] = cell.querySelectorAll('time[datetime]');
  if (time !== undefined && times.length === 0 && time.textContent === cell.textContent)
    return time.getAttribute('datetime') ?? '';
  const text = exactText(cell);
  return numberIn(text) ?? text;
}

/** What a spreadsheet would run once it is pasted is marked as text, as in exported files. */
const startsFormula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const plainText = (text: string) => (startsFormula.test(text) ? `'${text}` : text);

/** Rows as spreadsheets and text editors take them: parted by tabs, a line each. */
export function asTabs({ heads, rows }: CopiedTable): string {
  const line = (cells: readonly CopiedCell[]) =>
    cells.map((cell) => (typeof cell === 'number' ? String(cell) : plainText(cell))).join('\t');
  return [...(heads.length === 0 ? [] : [heads]), ...rows].map(line).join('\r\n');
}

/** The same for what takes tables: numbers carry their value whatever the reader's separators, and text is never run. */
export function asHtml({ heads, rows }: CopiedTable): string {
  const head =
    heads.length === 0
      ? ''
      : `<thead><tr>${heads.map((one) => `<th>${escaped(one)}</th>`).join('')}</tr></thead>`;
  const body = rows.map((cells) => `<tr>${cells.map(cellHtml).join('')}</tr>`).join('');
  return `<meta charset="utf-8"><table>${head}<tbody>${body}</tbody></table>`;
}

function cellHtml(cell: CopiedCell): string {
  if (typeof cell === 'number') return `<td sdval="${cell}" x:num="${cell}">${cell}</td>`;
  return `<td x:str style="mso-number-format:'\\@'">${escaped(plainText(cell))}</td>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
