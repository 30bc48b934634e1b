import type { Plan } from '../../../engines/risk/evaluation/evaluate';
import { foldsByIndex } from '../../../engines/risk/model/folds';
import { trimCell } from '../../../lib/cell-text';
import { StewardError } from '../../../lib/steward-error';
import { cellsOf } from './column-names';
import type { FlatTable } from './read-flat-table';

/** How the rows are told apart into those learned from and those scored. */
export type Scoring =
  | { readonly by: 'none' }
  | { readonly by: 'index'; readonly count: number }
  | { readonly by: 'fold'; readonly column: string }
  | { readonly by: 'split'; readonly column: string };

/** A row's fold or part, or why it has none; undefined where no column names them. */
export type GroupCell = { readonly group: string } | { readonly problem: string };

export function groupColumn(scoring: Scoring): string | undefined {
  return scoring.by === 'fold' || scoring.by === 'split' ? scoring.column : undefined;
}

const parts = ['train', 'test'];

export function groupCells(table: FlatTable, scoring: Scoring): GroupCell[] | undefined {
  const name = groupColumn(scoring);
  if (name === undefined) return undefined;
  const cells = cellsOf(table, name);
  if (scoring.by === 'split') assertParts(cells, name);
  return cells.map((cell) => {
    const word = trimCell(cell);
    if (word === '') return { problem: `it has no ${name}` };
    if (scoring.by === 'fold') return { group: word };
    const part = word.toLowerCase();
    return parts.includes(part)
      ? { group: part }
      : { problem: `${name} is "${word}", neither train nor test` };
  });
}

function assertParts(cells: readonly string[], name: string): void {
  const absent = parts.find((part) => !cells.some((cell) => trimCell(cell).toLowerCase() === part));
  if (absent === undefined) return;
  throw new StewardError(
    'invalid_input',
    `No row of ${name} says "${absent}". Rows to learn from say train, rows to score say test.`,
  );
}

/**
 * @param kept the places in the file of the rows that are used
 * @param groups of each of them the fold or part
 * @throws StewardError where there is nothing to compare
 */
export function planOf(scoring: Scoring, kept: readonly number[], groups: readonly string[]): Plan {
  switch (scoring.by) {
    case 'none':
      return { kind: 'in-sample' };
    case 'index':
      return foldsByPlace(scoring.count, kept);
    case 'fold': {
      const names = [...new Set(groups)].sort();
      if (names.length < 2) {
        throw new StewardError(
          'invalid_input',
          `${scoring.column} names one fold only; it takes two or more.`,
        );
      }
      const of = Int32Array.from(groups, (group) => names.indexOf(group));
      return { kind: 'out-of-fold', folds: { count: names.length, of } };
    }
    case 'split': {
      const rowsSaying = (part: string) => {
        const rows = groups.flatMap((group, place) => (group === part ? [place] : []));
        if (rows.length > 0) return Int32Array.from(rows);
        throw new StewardError(
          'invalid_input',
          `All rows whose ${scoring.column} is ${part} are set aside for want of something else.`,
        );
      };
      return { kind: 'split', train: rowsSaying('train'), test: rowsSaying('test') };
    }
  }
}

/** By the row's place in the file, also where rows before it were set aside. */
function foldsByPlace(count: number, kept: readonly number[]): Plan {
  if (count > kept.length) {
    throw new StewardError('invalid_input', `${kept.length} rows can't be put into ${count} folds.`);
  }
  const all = foldsByIndex((kept.at(-1) ?? 0) + 1, count);
  return {
    kind: 'out-of-fold',
    folds: { count: all.count, of: Int32Array.from(kept, (row) => all.of[row] ?? 0) },
  };
}
