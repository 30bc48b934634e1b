import { z } from 'zod';
import { counted, plural, wholeNumber } from '../../../src-preload/contract/words';
import { createChunkSize } from '../../jobs/chunk-size';
import type { Work, WorkContext } from '../../jobs/work';
import { countOrganizations, readOrganizationIds } from '../../store/accounts/organization-ids';
import { removeActivityState } from '../../store/scores/activity';
import { readCompanyFacts } from '../../store/scores/company-facts';
import { putFullRun, readFullRun } from '../../store/scores/full-run';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import type { AfterScoring } from './after-scoring';
import { fullRunOf, isUpToDate } from './full-run';
import { type ChunkResult, scoreChunk } from './score-chunk';
import { backfillHistoryJob, missedNightsJob, scoreAllJob } from './scoring-kinds';
import { type ScoringRun, startRun, stillHolds } from './start-run';

const checkpointSchema = z.object({
  asOf: z.number().int(),
  configVersion: z.number().int(),
  /** The last organization that was scored. */
  after: z.number().int(),
  done: z.number().int(),
  scored: z.number().int(),
  hasNew: z.boolean(),
  unknownUserEvents: z.number(),
  unknownFeatureEvents: z.number(),
  strayEvents: z.number(),
});
type Checkpoint = z.infer<typeof checkpointSchema>;

interface Chunks {
  readonly total: number;
  /** Whether states are built again from all pages. */
  readonly refold: boolean;
  /** The next organizations after an id, ascending. */
  next(after: number, limit: number): number[];
}

const tooEarly = 'Nothing to score yet: the first load is under way.';

export interface FullScoring {
  /** Whether activity is folded again from all pages first. */
  readonly refold: boolean;
  readonly afterScoring: readonly AfterScoring[];
}

/** Scores every account. */
export function* scoreAll(context: WorkContext, { refold, afterScoring }: FullScoring): Work {
  const { store } = context;
  const run = startRun(store, context.now(), readCompanyFacts(store.read));
  if (run === null) return tooEarly;
  const end = yield* scoreInChunks(context, run, {
    total: countOrganizations(store.read),
    refold,
    next: (after, limit) => readOrganizationIds(store.read, after, limit),
  });
  if (end === null) {
    // Whoever changed the configuration may have had everything scored by it meanwhile.
    if (!isUpToDate(store.read, context.now())) {
      writeTransaction(store, 'jobs.full run anew', (tx) => context.enqueue(tx, scoreAllJob, {}));
    }
    return 'A new day or configuration began meanwhile; accounts are scored by that.';
  }
  const last = readFullRun(store.read);
  writeTransaction(store, 'jobs.end of full run', (tx) => {
    // What nights that were missed would have said is made up for at once; all the rest of the past by night.
    if (last !== null && last.asOf < run.asOf - 1)
      context.enqueue(tx, missedNightsJob, { since: last.asOf + 1 });
    putFullRun(tx, fullRunOf(run.asOf, run.config.version, run));
    if (end.hasNew) context.enqueue(tx, backfillHistoryJob, {});
    for (const follow of afterScoring) follow(context, tx, { organizationIds: 'all', asOf: run.asOf });
  });
  context.changed('all');
  return words(end);
}

/** Scores the accounts that changed. */
export function* scoreChanged(
  context: WorkContext,
  organizationIds: readonly number[],
  afterScoring: readonly AfterScoring[],
): Work {
  const { store } = context;
  const ids = organizationIds.toSorted((left, right) => left - right);
  const chunks: Chunks = {
    total: ids.length,
    refold: false,
    next(after, limit) {
      const first = ids.findIndex((id) => id > after);
      return first < 0 ? [] : ids.slice(first, first + limit);
    },
  };
  let end: Checkpoint | null = null;
  while (end === null) {
    const run = startRun(store, context.now());
    if (run === null) return tooEarly;
    end = yield* scoreInChunks(context, run, chunks);
  }
  const { hasNew, asOf } = end;
  writeTransaction(store, 'jobs.after scoring', (tx) => {
    if (hasNew) context.enqueue(tx, backfillHistoryJob, {});
    for (const follow of afterScoring) follow(context, tx, { organizationIds: ids, asOf });
  });
  context.changed(ids);
  return words(end);
}

/** @returns how far it came; null when the run's day or configuration no longer holds */
function* scoreInChunks(
  context: WorkContext,
  run: ScoringRun,
  chunks: Chunks,
): Generator<undefined, Checkpoint | null> {
  const { store } = context;
  const chunk = createChunkSize(context.sliceMilliseconds);
  let at = resumed(context.checkpoint, run);
  while (true) {
    if (!stillHolds(store, context.now(), run)) return null;
    const started = performance.now();
    const ids = chunks.next(at.after, chunk.size);
    if (ids.length === 0) return at;
    at = bulkTransaction(store, 'jobs.score', (tx) => {
      if (chunks.refold) for (const id of ids) removeActivityState(tx, id);
      const next = advanced(at, ids, scoreChunk(tx, run, ids));
      context.save(tx, { done: next.done, total: chunks.total, checkpoint: next });
      return next;
    });
    chunk.took(performance.now() - started);
    yield;
  }
}

function advanced(
  at: Checkpoint,
  ids: readonly number[],
  { scored, hasNew, unknown }: ChunkResult,
): Checkpoint {
  return {
    ...at,
    after: ids.at(-1) ?? at.after,
    done: at.done + ids.length,
    scored: at.scored + scored,
    hasNew: at.hasNew || hasNew,
    unknownUserEvents: at.unknownUserEvents + unknown.userEvents,
    unknownFeatureEvents: at.unknownFeatureEvents + unknown.featureEvents,
    strayEvents: at.strayEvents + unknown.strayEvents,
  };
}

/** Where a run that was cut off had come, if it was of the same day and configuration; else the beginning. */
function resumed(checkpoint: unknown, { asOf, config }: ScoringRun): Checkpoint {
  const kept = checkpointSchema.safeParse(checkpoint);
  if (kept.success && kept.data.asOf === asOf && kept.data.configVersion === config.version) return kept.data;
  return {
    asOf,
    configVersion: config.version,
    after: 0,
    done: 0,
    scored: 0,
    hasNew: false,
    unknownUserEvents: 0,
    unknownFeatureEvents: 0,
    strayEvents: 0,
  };
}

function words({ done, scored, unknownUserEvents, unknownFeatureEvents, strayEvents }: Checkpoint): string {
  const parts = [scoredWords(scored, done)];
  if (unknownUserEvents > 0)
    parts.push(`${wholeNumber(unknownUserEvents)} events are of users that the company's tables don't hold.`);
  if (unknownFeatureEvents > 0)
    parts.push(`${wholeNumber(unknownFeatureEvents)} events are of unknown features.`);
  if (strayEvents > 0)
    parts.push(
      `${counted(strayEvents, 'event lies', 'events lie')} far before the rest of their account's use: counted in totals alone.`,
    );
  return parts.join(' ');
}

function scoredWords(scored: number, of: number): string {
  if (of === 0) return 'There is no account to score.';
  return `${wholeNumber(scored)} of ${counted(of, 'account')} ${plural(scored, 'has', 'have')} a score.`;
}
