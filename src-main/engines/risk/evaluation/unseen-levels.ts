import { MISSING_LEVEL, type Table } from '../model/table';

/** Rows of a column with a level, or a gap, that no row learned from had. */
export type Unseen = { readonly column: string; readonly level: string; readonly rows: number };

/** What a gap is called where its column had none in the rows learned from. */
export const unseenGap = '(missing)';

/** Levels and gaps of the rows held out that no row learned from has, by column. */
export function unseenLevels(known: Table, held: Table): Unseen[] {
  return held.columns.flatMap((column, position) => {
    const before = new Set(levelsOf(known.columns[position]));
    const rows = new Map<string, number>();
    for (const level of levelsOf(column)) {
      if (!before.has(level)) rows.set(level, (rows.get(level) ?? 0) + 1);
    }
    return Array.from(rows, ([level, count]) => ({ column: column.name, level, rows: count }));
  });
}

/** The rows of both, level by level. */
export function addUnseen(some: readonly Unseen[], more: readonly Unseen[]): Unseen[] {
  const sums = some.map((unseen) => ({ ...unseen }));
  for (const next of more) {
    const same = sums.find(({ column, level }) => column === next.column && level === next.level);
    if (same) same.rows += next.rows;
    else sums.push({ ...next });
  }
  return sums;
}

/** Each row's level; of a column of numbers only what is a gap. */
function levelsOf(column: Table['columns'][number] | undefined): string[] {
  if (column === undefined) return [];
  if (column.kind === 'number') return Array.from(column.values.filter(Number.isNaN), () => unseenGap);
  return Array.from(column.codes, (code) =>
    code === MISSING_LEVEL ? unseenGap : (column.levels[code] as string),
  );
}
