import { z } from 'zod';
import type { RiskLevel } from '../../../src-preload/contract/domain';
import { counted } from '../../../src-preload/contract/words';
import { createChunkSize } from '../../jobs/chunk-size';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { mondayOf } from '../../lib/day';
import { readOrganizationIds } from '../../store/accounts/organization-ids';
import { readLevelsSince } from '../../store/risk/history';
import { putLevelWeeks, shownWeeks } from '../../store/risk/weeks';
import type { LevelWeek } from '../../store/schema/risk';
import type { ReadDb } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import { scoringDay } from '../scoring/scoring-day';

type Counts = Map<number, Record<RiskLevel, number>>;

/** Counts the levels of every account by week, for the risk screen. Done anew each time: it takes seconds at most. */
export function* countLevelWeeks(context: WorkContext): Work {
  const { store } = context;
  const today = scoringDay(store.read, context.now());
  if (today === null) return 'Nothing to count yet: the first load is under way.';
  const since = mondayOf(today) - 7 * shownWeeks;
  const counts: Counts = new Map();
  const chunk = createChunkSize(context.sliceMilliseconds);
  let after = 0;
  while (true) {
    const started = performance.now();
    const ids = readOrganizationIds(store.read, after, chunk.size);
    const last = ids.at(-1);
    if (last === undefined) break;
    countLevels(store.read, after + 1, last, since, counts);
    after = last;
    chunk.took(performance.now() - started);
    yield;
  }
  const weeks = [...counts].map(([week, levels]): LevelWeek => ({ week, ...levels }));
  writeTransaction(store, 'risk.weeks', (tx) => putLevelWeeks(tx, weeks));
  return weeks.length === 0
    ? 'There are no risk levels to count yet.'
    : `${counted(weeks.length, 'week')} of risk levels counted.`;
}

export const countLevelsJob = defineJob({
  kind: 'count_levels',
  title: 'Count risk levels by week',
  payload: z.object({}),
  priority: priorities.learning,
  makesStale: ['risk'],
  work: countLevelWeeks,
});

/** The last level of each account in each week. */
function countLevels(db: ReadDb, first: number, last: number, since: number, counts: Counts): void {
  let account = 0;
  let week = 0;
  let level: RiskLevel | null = null;
  const count = () => {
    if (level === null) return;
    const levels = counts.get(week) ?? { low: 0, medium: 0, high: 0, critical: 0 };
    levels[level] += 1;
    counts.set(week, levels);
  };
  for (const [id, day, own] of readLevelsSince(db, first, last, since)) {
    const monday = mondayOf(day);
    if (id !== account || monday !== week) count();
    account = id;
    week = monday;
    level = own;
  }
  count();
}
