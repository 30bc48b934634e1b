import { countDecimalMark, decideDecimals, startDecimalCount } from '../../../lib/decimal-count';
import type { DecimalMark, DecimalRule } from '../../../lib/dressed-number';
import type { FlatTable } from './read-flat-table';

/** How the numbers of each column are read, as its own cells show it, else as the file's others do, unless it is said. */
export function decimalRules(table: FlatTable, said: DecimalMark | undefined): (name: string) => DecimalRule {
  const counts = new Map(
    Array.from(table.cells, ([name, cells]) => {
      const count = startDecimalCount();
      for (const cell of cells) countDecimalMark(count, cell);
      return [name, count] as const;
    }),
  );
  const all = [...counts.values()];
  const rules = new Map(
    Array.from(counts, ([name, count]) => [name, decideDecimals(count, all, said)] as const),
  );
  return (name) => rules.get(name) ?? { by: 'nothing' };
}
