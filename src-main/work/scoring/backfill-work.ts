import { z } from 'zod';
import { wholeNumber } from '../../../src-preload/contract/words';
import { type ActivityState, createActivityState } from '../../engines/activity/activity-state';
import { sparklineOf, sparklineWeeks } from '../../engines/health/sparkline';
import type { Work, WorkContext } from '../../jobs/work';
import { mondayOf } from '../../lib/day';
import { countOrganizations, readOrganizationIds } from '../../store/accounts/organization-ids';
import { beginHeadline } from '../../store/risk/headlines';
import { addPastRiskLevel, putRiskLevel } from '../../store/risk/levels';
import { readPointsSince, readScoreAfter } from '../../store/scores/past-scores';
import {
  addPastContactScores,
  setPastKnowledge,
  setPastRisk,
  setSparkline,
} from '../../store/scores/score-rows';
import type { ReadDb, Tx } from '../../store/types';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import { queueIfOnDuty } from '../running/queue-scores';
import { firstDayOfPast } from './first-day-of-past';
import { keepMonths } from './keep-months';
import { readScoredBatch } from './plan-book';
import { comparedDays } from './score-before';
import { scoreChunk } from './score-chunk';
import { type ScoringRun, startRun, stillHolds } from './start-run';
import { type Past, walkPast } from './walk-past';

const checkpointSchema = z.object({
  after: z.number().int(),
  done: z.number().int(),
  days: z.number().int(),
});

/** Contacts are scored this far back. */
const contactDays = 12 * 7;

/**
 * Scores the past of accounts that have none yet, as far as the first screens need it: weekly, and day by day where the
 * next weeks will compare with it. An account whose past is there already is passed over, so that this can be asked for
 * whenever new accounts turn up. The days between are filled behind everything else (fill-days-work.ts).
 */
export function* backfillHistory(context: WorkContext): Work {
  const { store } = context;
  let run = startRun(store, context.now());
  if (run === null) return 'No past to score yet: the first load is under way.';
  const total = countOrganizations(store.read);
  const state = createActivityState();
  const kept = checkpointSchema.safeParse(context.checkpoint);
  let { after, done, days } = kept.success ? kept.data : { after: 0, done: 0, days: 0 };
  for (const id of idsAfter(store.read, after)) {
    const past = yield* pastOf(store.read, run, id, state);
    after = id;
    done += 1;
    days += past?.scored ?? 0;
    if (!stillHolds(store, context.now(), run)) run = startRun(store, context.now()) ?? run;
    const present = run;
    bulkTransaction(store, 'jobs.backfill', (tx) => {
      if (past !== null) keepPast(tx, present, id, past);
      context.save(tx, { done, total, checkpoint: { after, done, days } });
    });
    yield;
  }
  // How a score moved over four weeks is known now, and so are levels that were not.
  if (days > 0) writeTransaction(store, 'jobs.backfill end', (tx) => queueIfOnDuty(context, tx, 'all'));
  context.changed('all');
  return `${wholeNumber(days)} scores of the past were made.`;
}

/** @returns null for an account without a past, or whose past is scored already */
function* pastOf(
  db: ReadDb,
  run: ScoringRun,
  id: number,
  state: ActivityState,
): Generator<undefined, Past | null> {
  const from = firstDayOfPast(db, id);
  if (from === null) return null;
  const batch = readScoredBatch(db, run.plans, [id]);
  const before = readScoreAfter(db, id, 0)?.asOf ?? run.asOf;
  const days = daysOfPast(from, before, run.asOf);
  const past = yield* walkPast({ db, run, batch, state, days, contactsAfter: run.asOf - contactDays });
  return past.known === 0 ? null : past;
}

/**
 * Mondays, when a week that comes as one count has just ended, and each of the last 56 days: those of the next four weeks are
 * compared with the last 28, and these with the 28 before.
 */
function* daysOfPast(from: number, before: number, present: number): Generator<number> {
  for (let day = mondayOf(from) + 7; day < before; day += 1)
    if (day === mondayOf(day) || day >= present - 2 * comparedDays) yield day;
}

function keepPast(tx: Tx, run: ScoringRun, id: number, past: Past): void {
  const firstScore = readScoreAfter(tx, id, 0)?.asOf ?? run.asOf;
  keepMonths(tx, id, past.months.values(), run.asOf);
  for (const page of past.contactScores) addPastContactScores(tx, page);
  const { level, since } = keepLevels(tx, run, id, past);
  const line = readPointsSince(tx, id, run.asOf - 7 * sparklineWeeks);
  setSparkline(tx, id, JSON.stringify(sparklineOf(line, run.asOf)));
  // Only where scoring has just begun does the risk of the past reach up to the present one.
  if (firstScore > run.asOf - 7) {
    setPastRisk(tx, id, level, since);
    if (past.tooLittleSince !== null) setPastKnowledge(tx, id, past.tooLittleSince);
    // Found without a past to compare with; the scoring below finds it anew.
    putRiskLevel(tx, id, run.asOf, null);
    beginHeadline(tx, id, level, since);
  }
  // The change over 28 days and what follows from it can be told now.
  scoreChunk(tx, run, [id]);
}

/**
 * Keeps levels of Mondays and of each change. Of days between Mondays only those are looked at that have a score 28 days
 * before them, as Mondays do. @returns the last level and since when it stood
 */
function keepLevels(tx: Tx, run: ScoringRun, id: number, { levels }: Past) {
  const known = levels.filter(({ asOf }) => asOf === mondayOf(asOf) || asOf >= run.asOf - comparedDays);
  let last: (typeof levels)[number]['level'] = null;
  let since: number | null = null;
  for (const { asOf, level } of known) {
    const isNews = level !== last;
    if (isNews) {
      last = level;
      since = level === null ? null : asOf;
    }
    if (level !== null && (isNews || asOf === mondayOf(asOf))) addPastRiskLevel(tx, id, asOf, level);
  }
  return { level: last, since };
}

function* idsAfter(db: ReadDb, after: number): Generator<number> {
  let ids = readOrganizationIds(db, after, 500);
  while (ids.length > 0) {
    yield* ids;
    ids = readOrganizationIds(db, ids.at(-1) ?? 0, 500);
  }
}
