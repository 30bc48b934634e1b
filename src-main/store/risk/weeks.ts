import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { formatDay, mondayOf } from '../../lib/day';
import type { LevelWeek } from '../schema/risk';
import type { ReadDb, Tx } from '../types';
import { standingSql } from './standing-sql';

/** The past goes back so many weeks. */
export const shownWeeks = 52;

/**
 * How many accounts stood at each level by week, oldest first. Weeks that are over were counted by a job (millions of
 * rows at 100,000 accounts); the present one is counted from the levels as they are.
 */
export function readRiskDistribution(db: ReadDb, today: number): RiskScreen['distribution'] {
  const present = presentWeek(db, today);
  const past = db
    .prepared<[number, number], LevelWeek>(
      `select week, low, medium, high, critical from risk_level_weeks where week >= ? and week < ? order by week`,
    )
    .all(mondayOf(today) - 7 * shownWeeks, present?.week ?? today);
  return [...past, ...(present === null ? [] : [present])].map((week) => ({
    ...week,
    week: formatDay(week.week),
  }));
}

function presentWeek(db: ReadDb, today: number): LevelWeek | null {
  const row = db
    .prepared<[{ today: number }], Record<RiskLevel, number> & { asOf: number | null }>(
      `select max(as_of) as asOf, total(level = 'low') as low, total(level = 'medium') as medium,
         total(level = 'high') as high, total(level = 'critical') as critical
       from (select s.as_of, ${standingSql.level} as level from account_summaries s ${standingSql.join})
       where level is not null`,
    )
    .get({ today });
  if (row === undefined || row.asOf === null) return null;
  const { asOf, ...levels } = row;
  return { week: mondayOf(asOf), ...levels };
}

/** Replaces all weeks counted before. */
export function putLevelWeeks(tx: Tx, weeks: readonly LevelWeek[]): void {
  tx.prepared<[]>('delete from risk_level_weeks').run();
  const add = tx.prepared<[LevelWeek]>(
    `insert into risk_level_weeks (week, low, medium, high, critical)
     values (:week, :low, :medium, :high, :critical)`,
  );
  for (const week of weeks) add.run(week);
}
