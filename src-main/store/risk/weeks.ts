import type { LevelWeek } from '../schema/risk';
import type { Tx } from '../types';

/** Replaces all weeks counted before. */
export function putLevelWeeks(tx: Tx, weeks: readonly LevelWeek[]): void {
  tx.prepared<[]>('delete from risk_level_weeks').run();
  const add = tx.prepared<[LevelWeek]>(
    `insert into risk_level_weeks (week, low, medium, high, critical)
     values (:week, :low, :medium, :high, :critical)`,
  );
  for (const week of weeks) add.run(week);
}
