import type { SetAsideReason } from './load-report';

/** Distinct ids remembered for one reason: a file may name millions that nobody knows. */
const mostKeys = 1000;

/** Counts bad rows by reason, and by the unknown id where the reason is about one. */
export function startReasonCount(): {
  add(reason: string, line: number, key: string | undefined, times?: number): void;
  total(): number;
  reasons(): SetAsideReason[];
} {
  const counts = new Map<string, { rows: number; firstLine: number; keys: Map<string, number> }>();
  let total = 0;
  return {
    add(reason, line, key, times = 1) {
      total += times;
      let count = counts.get(reason);
      if (count === undefined) {
        count = { rows: 0, firstLine: line, keys: new Map() };
        counts.set(reason, count);
      }
      count.rows += times;
      count.firstLine = Math.min(count.firstLine, line);
      if (key === undefined) return;
      const seen = count.keys.get(key);
      if (seen !== undefined) count.keys.set(key, seen + times);
      else if (count.keys.size < mostKeys) count.keys.set(key, times);
    },
    total: () => total,
    reasons: () =>
      [...counts].map(([reason, { rows, firstLine, keys }]) => ({
        reason,
        rows,
        firstLine,
        keys: [...keys].map(([key, times]) => ({ key, rows: times })).sort(mostFirst),
      })),
  };
}

/** Of equally many the first by name: what is read twice in other batches is told in the same order. */
function mostFirst(a: SetAsideReason['keys'][number], b: SetAsideReason['keys'][number]): number {
  return b.rows - a.rows || (a.key < b.key ? -1 : 1);
}
