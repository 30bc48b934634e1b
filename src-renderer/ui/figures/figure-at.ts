import { exactText } from './exact-text';

/** A figure as it stands on a screen. */
export interface Figure {
  /** What it is: the name beside it, or at the head of its column. */
  readonly label: string;
  /** Whose it is; null: of all that the screen shows. */
  readonly subject: string | null;
  /** Exact, with its unit. */
  readonly value: string;
  /** What narrows the screen, where the figure is of all that it shows. */
  readonly scope: readonly string[];
}

/** Nothing is known, or nothing is there. */
const nothing = /^[–—-]?$/;

/**
 * The figure that stands there: a cell under the name of its column, or a value beside its name. Screens say of whom by
 * `data-account-name` and `data-subject`, and what narrows them by `data-scope`.
 * @returns null where none stands
 */
export function figureAt(target: Element): Figure | null {
  const cell = target.closest('td, th, dd, dt');
  const page = cell?.closest('main');
  if (cell == null || page == null) return null;
  const found = cell.matches('td, th') ? figureOfCell(cell) : figureOfTerm(cell);
  if (found === null || found.label === '' || nothing.test(found.value)) return null;
  const of = page.querySelector('[data-subject]')?.getAttribute('data-subject') ?? null;
  const account = cell.closest('[data-account-name]')?.getAttribute('data-account-name') ?? null;
  const subject = account ?? ([found.row, of].filter((name) => name !== null).join(', ') || null);
  return {
    ...{ label: found.label, value: found.value, subject },
    scope: subject === null ? scopeOf(page) : [],
  };
}

/** All the figures of a page, in its order. */
export function figuresIn(page: Element): Figure[] {
  return [...page.querySelectorAll('dt, tbody td')].flatMap((cell) => figureAt(cell) ?? []);
}

/** What a page is narrowed to, in the words of its filters. */
function scopeOf(page: Element): string[] {
  const scopes = [...page.querySelectorAll('[data-scope]')];
  return [...new Set(scopes.map((one) => one.getAttribute('data-scope') ?? ''))].filter(Boolean);
}

interface Found {
  readonly label: string;
  readonly value: string;
  /** What its row is about, where it stands in one. */
  readonly row: string | null;
}

function figureOfCell(cell: Element): Found | null {
  const row = cell.closest('tr');
  const table = cell.closest('table');
  if (row === null || table === null || cell.closest('thead') !== null) return null;
  const cells = [...row.children];
  const at = cells.indexOf(cell);
  const [head] = cells;
  const name = at > 0 && head !== undefined ? exactText(head) : null;
  const label = headsOf(table)[at] ?? '';
  return label === ''
    ? { label: name ?? '', value: exactText(cell), row: null }
    : { label, value: exactText(cell), row: name === '' ? null : name };
}

/** The names of a table's columns. */
export function headsOf(table: Element): string[] {
  return [...(table.querySelector('thead tr')?.children ?? [])].map((head) =>
    (head.textContent ?? '').trim(),
  );
}

/** A name with the values that follow it: the first, and what is said of it. */
function figureOfTerm(cell: Element): Found | null {
  let term: Element | null = cell;
  while (term !== null && !term.matches('dt')) term = term.previousElementSibling;
  if (term === null) return null;
  const values: string[] = [];
  for (let next = term.nextElementSibling; next?.matches('dd') === true; next = next.nextElementSibling)
    values.push(exactText(next));
  const [value = '', ...notes] = values;
  const said = notes.filter((note) => note !== '').join('; ');
  return { label: exactText(term), value: said === '' ? value : `${value} (${said})`, row: null };
}
