import { parse } from 'csv-parse/sync';
import { StewardError } from '../../../lib/steward-error';
import { nearestNames } from './nearest-names';
import type { FlatTable } from './read-flat-table';

/** The column of that name. Throws StewardError where there is none, with what may have been meant. */
export function cellsOf(table: FlatTable, name: string): readonly string[] {
  const cells = table.cells.get(name);
  if (cells) return cells;
  throw new StewardError('invalid_input', `The file has no column "${name}". ${hintFor(name, table)}`);
}

/**
 * The names in a list separated by commas. A name that holds commas itself is found as it stands, or written in quotes as
 * in a CSV file; of several ways to read a list the one with the longest names counts.
 */
export function namesIn(list: string, known: readonly string[]): string[] {
  const pieces = inQuotes(list) ?? list.split(',');
  const names: string[] = [];
  for (let from = 0; from < pieces.length; ) {
    let to = pieces.length;
    while (to > from + 1 && !known.includes(pieces.slice(from, to).join(',').trim())) to--;
    const name = pieces.slice(from, to).join(',').trim();
    if (name !== '') names.push(name);
    from = to;
  }
  return names;
}

function inQuotes(list: string): string[] | undefined {
  if (!/(^|,)\s*"/.test(list)) return undefined;
  try {
    const [record]: string[][] = parse(list, { trim: true });
    return record;
  } catch {
    return undefined;
  }
}

const separators = [
  { character: ',', option: ',' },
  { character: ';', option: ';' },
  { character: '\t', option: 'tab' },
  { character: '|', option: '|' },
];

function hintFor(name: string, { names }: FlatTable): string {
  const [only = ''] = names;
  const cut = separators
    .map(({ character, option }) => ({ option, count: only.split(character).length }))
    .sort((left, right) => right.count - left.count)[0];
  if (names.length === 1 && cut !== undefined && cut.count > 1) {
    return `All of its first line is one column, "${only}". Its cells seem to be cut otherwise: try --delimiter '${cut.option}'.`;
  }
  const near = nearestNames(name, names);
  return near.length > 0
    ? `Did you mean ${near.map((candidate) => `"${candidate}"`).join(' or ')}?`
    : `It has: ${names.join(', ')}.`;
}
