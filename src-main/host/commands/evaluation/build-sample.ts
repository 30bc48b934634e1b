import type { Plan } from '../../../engines/risk/evaluation/evaluate';
import { type Features, usableFeatures } from '../../../engines/risk/evaluation/features';
import type { Sample } from '../../../engines/risk/evaluation/learner';
import { foldsByIndex } from '../../../engines/risk/model/folds';
import { columnFromText, isMissingText, wordsAmongNumbers } from '../../../engines/risk/model/text-column';
import { StewardError } from '../../../lib/steward-error';
import { nearestNames } from './nearest-names';
import type { FlatTable, SetAsideLine } from './read-flat-table';

/** What the table's columns are for. */
export type SampleOptions = {
  readonly outcome: string;
  readonly positive?: string;
  readonly duration?: string;
  readonly features?: readonly string[];
  readonly exclude?: readonly string[];
  readonly scoring: Scoring;
};

export type Scoring =
  | { readonly by: 'none' }
  | { readonly by: 'index'; readonly count: number }
  | { readonly by: 'fold'; readonly column: string }
  | { readonly by: 'split'; readonly column: string };

export type BuiltSample = {
  readonly sample: Sample;
  readonly plan: Plan;
  readonly features: Features;
  /** Words in columns of numbers: they count as missing. */
  readonly unreadable: readonly { readonly column: string; readonly cells: readonly string[] }[];
  readonly setAside: readonly SetAsideLine[];
};

/**
 * Makes of a flat table what a model learns from. Rows without outcome, duration or fold are set aside, with their lines.
 * @throws StewardError for columns that don't exist or can't be what they are said to be
 */
export function buildSample(table: FlatTable, options: SampleOptions): BuiltSample {
  const outcomes = outcomeCells(cellsOf(table, options.outcome), options);
  const durations = options.duration === undefined ? undefined : durationCells(table, options.duration);
  const groups = groupCells(table, options.scoring);

  const setAside = [...table.setAside];
  const kept: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const lacking = [
      outcomes[row] === undefined ? options.outcome : undefined,
      durations !== undefined && durations[row] === undefined ? options.duration : undefined,
      groups !== undefined && groups[row] === undefined ? groupColumn(options.scoring) : undefined,
    ].find((name) => name !== undefined);
    if (lacking === undefined) kept.push(row);
    else setAside.push({ line: table.lines[row] ?? 0, reason: `it has no ${lacking}` });
  }
  if (kept.length === 0)
    throw new StewardError('invalid_input', 'The file has no row with all that is asked for.');

  const columns = featureNames(table, options).map((name) => {
    const cells = cellsOf(table, name);
    return { name, cells: kept.map((row) => cells[row] ?? '') };
  });
  const read = columns.map(({ name, cells }) => columnFromText(name, cells));
  const features = usableFeatures({ rows: kept.length, columns: read });
  const pick = (values: readonly (number | undefined)[]) =>
    Float64Array.from(kept, (row) => values[row] ?? 0);
  const outcome = pick(outcomes);
  const sample = { table: features.table, outcome, ...(durations ? { duration: pick(durations) } : {}) };
  const unreadable = columns
    .filter((_, position) => read[position]?.kind === 'number')
    .map(({ name, cells }) => ({ column: name, cells: wordsAmongNumbers(cells) }))
    .filter(({ cells }) => cells.length > 0);
  return { sample, plan: planOf(options.scoring, kept, groups), features, unreadable, setAside };
}

function cellsOf(table: FlatTable, name: string): readonly string[] {
  const cells = table.cells.get(name);
  if (cells) return cells;
  const near = nearestNames(name, table.names);
  const hint =
    near.length > 0
      ? `Did you mean ${near.map((candidate) => `"${candidate}"`).join(' or ')}?`
      : `It has: ${table.names.join(', ')}.`;
  throw new StewardError('invalid_input', `The file has no column "${name}". ${hint}`);
}

/** 1 and 0, undefined where missing. */
function outcomeCells(
  cells: readonly string[],
  { outcome, positive }: SampleOptions,
): (number | undefined)[] {
  if (positive !== undefined) {
    const found = cells.some((cell) => cell.trim() === positive);
    if (!found) {
      const held = someOf(cells);
      throw new StewardError(
        'invalid_input',
        `No row has ${outcome} = "${positive}"; the column holds ${held}.`,
      );
    }
    return cells.map((cell) => (cell.trim() === positive ? 1 : isMissingText(cell) ? undefined : 0));
  }
  return cells.map((cell) => {
    if (isMissingText(cell)) return undefined;
    const value = Number(cell);
    if (value === 0 || value === 1) return value;
    throw new StewardError(
      'invalid_input',
      `${outcome} should be 1 where the event happened and 0 elsewhere, and it holds ${someOf(cells)}. ` +
        'Say which of them is the event with --positive.',
    );
  });
}

function someOf(cells: readonly string[]): string {
  const different = [...new Set(cells.filter((cell) => !isMissingText(cell)).map((cell) => cell.trim()))];
  const shown = different.slice(0, 5).map((word) => `"${word}"`);
  return different.length > 5 ? `${shown.join(', ')} and ${different.length - 5} more` : shown.join(', ');
}

function durationCells(table: FlatTable, name: string): (number | undefined)[] {
  return cellsOf(table, name).map((cell, row) => {
    if (isMissingText(cell)) return undefined;
    const value = Number(cell);
    if (value >= 0 && Number.isFinite(value)) return value;
    throw new StewardError(
      'invalid_input',
      `${name} is "${cell.trim()}" on line ${table.lines[row]}; a duration is a number from 0 up.`,
    );
  });
}

function groupColumn(scoring: Scoring): string | undefined {
  return scoring.by === 'fold' || scoring.by === 'split' ? scoring.column : undefined;
}

function groupCells(table: FlatTable, scoring: Scoring): (string | undefined)[] | undefined {
  const name = groupColumn(scoring);
  if (name === undefined) return undefined;
  return cellsOf(table, name).map((cell) => cell.trim() || undefined);
}

/** All columns that have no other part to play, unless they are named. */
function featureNames(
  table: FlatTable,
  { outcome, duration, features, exclude, scoring }: SampleOptions,
): string[] {
  if (features !== undefined) {
    for (const name of features) cellsOf(table, name);
    if (features.includes(outcome)) {
      throw new StewardError('invalid_input', `${outcome} is the outcome, so it can't be a feature as well.`);
    }
    return [...new Set(features)];
  }
  for (const name of exclude ?? []) cellsOf(table, name);
  const used = new Set([outcome, duration, groupColumn(scoring), ...(exclude ?? [])]);
  return table.names.filter((name) => !used.has(name));
}

function planOf(scoring: Scoring, kept: readonly number[], groups: (string | undefined)[] | undefined): Plan {
  switch (scoring.by) {
    case 'none':
      return { kind: 'in-sample' };
    case 'index': {
      if (scoring.count > kept.length) {
        throw new StewardError(
          'invalid_input',
          `${kept.length} rows can't be put into ${scoring.count} folds.`,
        );
      }
      // By the row's place in the file, also where rows before it were set aside.
      const last = (kept.at(-1) ?? 0) + 1;
      const all = foldsByIndex(last, scoring.count);
      return {
        kind: 'out-of-fold',
        folds: { count: all.count, of: Int32Array.from(kept, (row) => all.of[row] ?? 0) },
      };
    }
    case 'fold': {
      const names = [...new Set(kept.map((row) => groups?.[row] ?? ''))].sort();
      if (names.length < 2) {
        throw new StewardError(
          'invalid_input',
          `${scoring.column} names one fold only; it takes two or more.`,
        );
      }
      const of = Int32Array.from(kept, (row) => names.indexOf(groups?.[row] ?? ''));
      return { kind: 'out-of-fold', folds: { count: names.length, of } };
    }
    case 'split': {
      const rowsSaying = (word: string) => {
        const rows = kept.flatMap((row, place) => (groups?.[row]?.toLowerCase() === word ? [place] : []));
        if (rows.length > 0) return Int32Array.from(rows);
        throw new StewardError(
          'invalid_input',
          `No row of ${scoring.column} says "${word}". Rows to learn from say train, rows to score say test.`,
        );
      };
      return { kind: 'split', train: rowsSaying('train'), test: rowsSaying('test') };
    }
  }
}
