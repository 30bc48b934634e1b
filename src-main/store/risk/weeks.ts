import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { RiskScreen } from '../../../src-preload/contract/risk/risk-screen';
import { formatDay, mondayOf } from '../../lib/day';
import type { LevelWeek } from '../schema/risk';
import type { ReadDb, Tx } from '../types';
import { type FilterValues, matching, narrows, type RiskFilter, valuesOf } from './in-sight';
import { standingSql } from './standing-sql';

/** The past goes back so many weeks. */
export const shownWeeks = 52;

/** Of more accounts than these the weeks are not counted while somebody waits. */
const countedAtOnce = 5_000;

/**
 * How many accounts stood at each level by week, oldest first. Weeks of the whole book that are over were counted by a
 * job (millions of rows at 100,000 accounts); those of the accounts in sight are counted here, as long as these are few.
 * The present week is counted from the levels as they are.
 */
export function readRiskDistribution(
  db: ReadDb,
  filter: RiskFilter,
  today: number,
): Pick<RiskScreen, 'distribution' | 'distributionOf'> {
  const inSight = presentWeek(db, filter, today);
  const isCounted = narrows(filter) && inSight !== null && accountsOf(inSight) <= countedAtOnce;
  const present = isCounted || !narrows(filter) ? inSight : presentWeek(db, {}, today);
  const from = mondayOf(today) - 7 * shownWeeks;
  const before = present?.week ?? today;
  const past = isCounted ? countPast(db, filter, { from, before, today }) : readPast(db, from, before);
  return {
    distribution: [...past, ...(present === null ? [] : [present])].map((week) => ({
      ...week,
      week: formatDay(week.week),
    })),
    distributionOf: isCounted || !narrows(filter) ? 'sight' : 'book',
  };
}

function accountsOf({ low, medium, high, critical }: LevelWeek): number {
  return low + medium + high + critical;
}

function readPast(db: ReadDb, from: number, before: number): LevelWeek[] {
  return db
    .prepared<[number, number], LevelWeek>(
      `select week, low, medium, high, critical from risk_level_weeks where week >= ? and week < ? order by week`,
    )
    .all(from, before);
}

/** The last level of each account in sight in each week: the first Monday of all was the fourth day before day 0. */
function countPast(
  db: ReadDb,
  filter: RiskFilter,
  { from, before, today }: { readonly from: number; readonly before: number; readonly today: number },
): LevelWeek[] {
  return db
    .prepared<[FilterValues & { from: number; before: number }], LevelWeek>(
      `with sight as materialized (select s.organization_id ${matching(filter)}),
         last as (
           select h.as_of - (h.as_of + 3) % 7 as week, h.level, max(h.as_of)
           from sight cross join risk_assessment_history h on h.organization_id = sight.organization_id
           where h.as_of >= :from and h.as_of < :before group by h.organization_id, week)
       select week, sum(level = 'low') as low, sum(level = 'medium') as medium, sum(level = 'high') as high,
         sum(level = 'critical') as critical
       from last group by week order by week`,
    )
    .all({ ...valuesOf(filter, today), from, before });
}

function presentWeek(db: ReadDb, filter: RiskFilter, today: number): LevelWeek | null {
  const row = db
    .prepared<[FilterValues], Record<RiskLevel, number> & { asOf: number | null }>(
      `select max(s.as_of) as asOf, total(${standingSql.level} = 'low') as low, total(${standingSql.level} = 'medium') as medium,
         total(${standingSql.level} = 'high') as high, total(${standingSql.level} = 'critical') as critical ${matching(filter)}`,
    )
    .get(valuesOf(filter, today));
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
