import { z } from 'zod';
import { wholeNumber } from '../../../src-preload/contract/words';
import { type ActivityState, createActivityState } from '../../engines/activity/activity-state';
import { sparklineOf, sparklineWeeks } from '../../engines/health/sparkline';
import type { Work, WorkContext } from '../../jobs/work';
import { countOrganizations, readOrganizationIds } from '../../store/accounts/organization-ids';
import { removeHeadline } from '../../store/risk/headlines';
import { addPastRiskLevel, putRiskLevel } from '../../store/risk/levels';
import { readFirstPageDay } from '../../store/scores/activity';
import { readAccountBatch } from '../../store/scores/batch';
import { readPointsSince, readScoreAfter } from '../../store/scores/past-scores';
import {
  addPastContactScores,
  addPastScore,
  setPastKnowledge,
  setPastRisk,
  setSparkline,
} from '../../store/scores/score-rows';
import type { ReadDb, Tx } from '../../store/types';
import { bulkTransaction } from '../../store/write-transaction';
import { scoreChunk } from './score-chunk';
import { type ScoringRun, startRun, stillHolds } from './start-run';
import { type Past, walkPast } from './walk-past';

const checkpointSchema = z.object({
  after: z.number().int(),
  done: z.number().int(),
  weeks: z.number().int(),
});

/**
 * Scores the past of accounts that have none yet: weekly, from their first activity to their first score. An account
 * whose past is there already is passed over, so that this can be asked for whenever new accounts turn up.
 */
export function* backfillHistory(context: WorkContext): Work {
  const { store } = context;
  let run = startRun(store, context.now());
  if (run === null) return 'No past to score yet: the first load is under way.';
  const total = countOrganizations(store.read);
  const state = createActivityState();
  const kept = checkpointSchema.safeParse(context.checkpoint);
  let { after, done, weeks } = kept.success ? kept.data : { after: 0, done: 0, weeks: 0 };
  for (const id of idsAfter(store.read, after)) {
    const past = yield* pastOf(store.read, run, id, state);
    after = id;
    done += 1;
    weeks += past?.scores.length ?? 0;
    if (!stillHolds(store, context.now(), run)) run = startRun(store, context.now()) ?? run;
    const present = run;
    bulkTransaction(store, 'jobs.backfill', (tx) => {
      if (past !== null) keepPast(tx, present, id, past);
      context.save(tx, { done, total, checkpoint: { after, done, weeks } });
    });
    yield;
  }
  context.changed('all');
  return `${wholeNumber(weeks)} weekly scores of the past were made.`;
}

/** @returns null for an account without a past, or whose past is scored already */
function* pastOf(
  db: ReadDb,
  run: ScoringRun,
  id: number,
  state: ActivityState,
): Generator<undefined, Past | null> {
  const from = readFirstPageDay(db, id);
  if (from === undefined) return null;
  const before = readScoreAfter(db, id, 0)?.asOf ?? run.asOf;
  const batch = readAccountBatch(db, [id]);
  // An event of 1970 asks for no fifty years of weeks: before it began, an account has no score.
  const since = Math.max(from, batch.createdDay[0] ?? from);
  const past = yield* walkPast(db, run, batch, since, before, state);
  return past.scores.length === 0 ? null : past;
}

function keepPast(tx: Tx, run: ScoringRun, id: number, past: Past): void {
  const firstScore = readScoreAfter(tx, id, 0)?.asOf ?? run.asOf;
  for (const score of past.scores) addPastScore(tx, score);
  for (const page of past.contactScores) addPastContactScores(tx, page);
  for (const { asOf, level } of past.riskLevels) addPastRiskLevel(tx, id, asOf, level);
  const line = readPointsSince(tx, id, run.asOf - 7 * sparklineWeeks);
  setSparkline(tx, id, JSON.stringify(sparklineOf(line, run.asOf)));
  // Only where scoring has just begun does the risk of the past reach up to the present one.
  if (firstScore > run.asOf - 7) {
    setPastRisk(tx, id, past.riskLevel, past.riskSince);
    if (past.tooLittleSince !== null) setPastKnowledge(tx, id, past.tooLittleSince);
    // Found without a past to compare with; the scoring below finds it anew.
    putRiskLevel(tx, id, run.asOf, null);
    removeHeadline(tx, id);
  }
  // The change over 28 days and what follows from it can be told now.
  scoreChunk(tx, run, [id]);
}

function* idsAfter(db: ReadDb, after: number): Generator<number> {
  let ids = readOrganizationIds(db, after, 500);
  while (ids.length > 0) {
    yield* ids;
    ids = readOrganizationIds(db, ids.at(-1) ?? 0, 500);
  }
}
