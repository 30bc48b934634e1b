import type { Plan } from '../../../engines/risk/evaluation/evaluate';
import { type Features, usableFeatures } from '../../../engines/risk/evaluation/features';
import type { LeftOut, Sample } from '../../../engines/risk/evaluation/learner';
import {
  cellInDoubt,
  columnFromText,
  isMissingText,
  numberFromText,
  wordsAmongNumbers,
} from '../../../engines/risk/model/text-column';
import { trimCell } from '../../../lib/cell-text';
import type { DecimalMark, DecimalRule } from '../../../lib/dressed-number';
import { StewardError } from '../../../lib/steward-error';
import { cellsOf, namesIn } from './column-names';
import { decimalRules } from './decimal-rules';
import { outcomeCells, wordsOfAbsence } from './outcome-cells';
import type { FlatTable, SetAsideLine } from './read-flat-table';
import { groupCells, groupColumn, planOf, type Scoring } from './scoring-plan';

/** What the table's columns are for. */
export type SampleOptions = {
  readonly outcome: string;
  readonly positive?: string;
  readonly duration?: string;
  /** When each row came under observation, in the duration's unit. */
  readonly start?: string;
  /** Names of columns, separated by commas. */
  readonly features?: string;
  readonly exclude?: string;
  /** Which mark stands before decimals; without it the cells tell. */
  readonly decimal?: DecimalMark;
  readonly scoring: Scoring;
};

export type BuiltSample = {
  readonly sample: Sample;
  readonly plan: Plan;
  readonly features: Features;
  /** Words in columns of numbers: they count as missing. */
  readonly unreadable: readonly { readonly column: string; readonly cells: readonly string[] }[];
  /** Several words that all count as the event's absence, with their rows. */
  readonly absence: readonly { readonly word: string; readonly rows: number }[];
  readonly setAside: readonly SetAsideLine[];
};

/**
 * Makes of a flat table what a model learns from. Rows without outcome, duration or fold are set aside, with their lines.
 * @throws StewardError for columns that don't exist or can't be what they are said to be
 */
export function buildSample(table: FlatTable, options: SampleOptions): BuiltSample {
  const said = cellsOf(table, options.outcome);
  const ruleOf = decimalRules(table, options.decimal);
  const outcomes = outcomeCells(said, options.outcome, options.positive);
  const durations = timesOf(table, options.duration, 'duration', ruleOf);
  const starts = timesOf(table, options.start, 'start', ruleOf);
  const groups = groupCells(table, options.scoring);

  const setAside = [...table.setAside];
  const kept: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const problem = problemOf(outcomes[row]) ?? problemOf(groups?.[row]) ?? problemOfTimes(row);
    if (problem === undefined) kept.push(row);
    else setAside.push({ line: table.lines[row] ?? 0, reason: problem });
  }
  if (kept.length === 0)
    throw new StewardError('invalid_input', 'The file has no row with all that is asked for.');

  const columns = featureNames(table, options).map((name) => {
    const cells = cellsOf(table, name);
    return { name, cells: kept.map((row) => cells[row] ?? '') };
  });
  const doubtful = columns.flatMap(({ name, cells }): LeftOut[] => {
    const cell = cellInDoubt(cells, ruleOf(name));
    if (cell === undefined) return [];
    const reason = `"${cell}" has decimals or thousands, and nothing tells which. Say it with --decimal`;
    return [{ column: name, reason }];
  });
  const clear = columns.filter(({ name }) => doubtful.every(({ column }) => column !== name));
  const read = clear.map(({ name, cells }) => columnFromText(name, cells, ruleOf(name)));
  const usable = usableFeatures({ rows: kept.length, columns: read });
  const features = { ...usable, leftOut: [...doubtful, ...usable.leftOut] };
  const pick = (values: readonly unknown[]) => Float64Array.from(kept, (row) => Number(values[row]));
  const sample: Sample = {
    table: features.table,
    outcome: pick(outcomes),
    ...(durations ? { duration: pick(durations) } : {}),
    ...(starts ? { start: pick(starts) } : {}),
  };
  const unreadable = clear
    .filter((_, position) => read[position]?.kind === 'number')
    .map(({ name, cells }) => ({ column: name, cells: wordsAmongNumbers(cells, ruleOf(name)) }))
    .filter(({ cells }) => cells.length > 0);
  const plan = planOf(options.scoring, kept, kept.map(groupOf));
  return { sample, plan, features, unreadable, absence: wordsOfAbsence(said, outcomes), setAside };

  function problemOfTimes(row: number): string | undefined {
    if (durations !== undefined && durations[row] === undefined) return `it has no ${options.duration}`;
    if (starts === undefined || durations === undefined) return undefined;
    const [start, end] = [starts[row], durations[row]];
    if (start === undefined) return `it has no ${options.start}`;
    if (end !== undefined && start < end) return undefined;
    return `its ${options.start} of ${start} is not before its ${options.duration} of ${end}`;
  }

  function groupOf(row: number): string {
    const cell = groups?.[row];
    return cell !== undefined && 'group' in cell ? cell.group : '';
  }
}

function problemOf(cell: unknown): string | undefined {
  const hasProblem = typeof cell === 'object' && cell !== null && 'problem' in cell;
  return hasProblem ? String(cell.problem) : undefined;
}

function timesOf(
  table: FlatTable,
  name: string | undefined,
  what: 'duration' | 'start',
  ruleOf: (name: string) => DecimalRule,
): (number | undefined)[] | undefined {
  if (name === undefined) return undefined;
  return cellsOf(table, name).map((cell, row) => {
    if (isMissingText(cell)) return undefined;
    const value = numberFromText(trimCell(cell), ruleOf(name));
    if (value >= 0) return value;
    throw new StewardError(
      'invalid_input',
      `${name} is "${cell.trim()}" on line ${table.lines[row]}; a ${what} is a number from 0 up.`,
    );
  });
}

/** All columns that have no other part to play, unless they are named. */
function featureNames(table: FlatTable, options: SampleOptions): string[] {
  const { outcome, duration, start, scoring } = options;
  if (options.features !== undefined) {
    const features = namesIn(options.features, table.names);
    for (const name of features) cellsOf(table, name);
    if (features.includes(outcome)) {
      throw new StewardError('invalid_input', `${outcome} is the outcome, so it can't be a feature as well.`);
    }
    return [...new Set(features)];
  }
  const excluded = options.exclude === undefined ? [] : namesIn(options.exclude, table.names);
  for (const name of excluded) cellsOf(table, name);
  const used = new Set([outcome, duration, start, groupColumn(scoring), ...excluded]);
  return table.names.filter((name) => !used.has(name));
}
