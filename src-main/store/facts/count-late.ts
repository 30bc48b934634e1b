import type { ReadDb } from '../types';

/** How many counts of use came late for the days of a time, both included, since that is noted. */
export function countLate(db: ReadDb, { from, to }: { readonly from: number; readonly to: number }): number {
  const late = db.prepared<[number, number], number>(
    'select count(*) from late_counts where day between ? and ?',
  );
  return late.pluck().get(from, to) ?? 0;
}
