import { counted } from '../../../src-preload/contract/words';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { JobsHandle } from '../../jobs/start-jobs';
import type { Work, WorkContext } from '../../jobs/work';
import { areUnderWay } from '../../store/jobs/job-rows';
import { readDuty } from '../../store/runner/duty';
import { type OutgoingMove, putMoves, writeWholeLook } from '../../store/sequences/outgoing-moves';
import { type InsideRow, readDue, readInside, readWholeLook } from '../../store/sequences/read-inside';
import type { ReadDb } from '../../store/types';
import { writeTransaction } from '../../store/write-transaction';
import { ruleChecking } from '../rules/rule-checking';
import { type AccountScope, accountScopeSchema, joinedScope } from '../running/account-scope';
import { isUpToDate } from '../scoring/full-run';
import { isScoring } from '../scoring/keep-scored';
import { scoringDay } from '../scoring/scoring-day';
import { makeOutMoves } from './make-out-moves';

/** People of a stretch: what is asked about their accounts is judged together. */
const atOnce = 5000;

/**
 * Makes out what is next for those inside of sequences whose next step is due, and which of these accounts' people (of all, once a
 * day) go out early, and queues it for the company: it moves them there.
 */
function* advanceSequences(context: WorkContext, { organizationIds }: AccountScope): Work {
  const { store } = context;
  const duty = readDuty(store.read);
  if (duty === null) return 'Another computer moves sequences on for the company, or none.';
  const day = scoringDay(store.read, context.now());
  // A branch that is judged on yesterday's figures leads the wrong way: what comes after the scores asks again.
  if (day === null || isScoring(store.read, context.now()) || !isUpToDate(store.read, context.now()))
    return 'Sequences go on once the scores of the day are there.';
  const checking = ruleChecking(store.read);
  let moved = 0;
  const makeOut = function* (rows: readonly InsideRow[]): Generator<undefined, void> {
    const moves: OutgoingMove[] = yield* makeOutMoves(store.read, rows, {
      now: context.now(),
      day,
      checking,
    });
    if (moves.length > 0) writeTransaction(store, 'sequences.moves', (tx) => putMoves(tx, moves));
    moved += moves.length;
  };
  for (let after = 0; ; ) {
    const due = readDue(store.read, context.now(), after, atOnce);
    const last = due.at(-1);
    if (last === undefined) break;
    yield* makeOut(due);
    // Those who can't be moved, by a Steward that is older than their sequence perhaps, hold up nobody behind them.
    after = last.id;
    yield;
  }
  const look = JSON.stringify([duty.fence, day]);
  const accounts = readWholeLook(store.read) === look ? organizationIds : 'all';
  if (accounts === 'all' || accounts.length > 0) {
    for (let after = 0; ; ) {
      const rows = readInside(store.read, { accounts, after, now: context.now(), limit: atOnce });
      const last = rows.at(-1);
      if (last === undefined) break;
      yield* makeOut(rows);
      after = last.id;
      yield;
    }
    if (accounts === 'all') writeTransaction(store, 'sequences.whole', (tx) => writeWholeLook(tx, look));
  }
  return moved === 0
    ? 'Nobody in a sequence is due.'
    : `${counted(moved, 'contact')} in sequences ${moved === 1 ? 'goes' : 'go'} on; the company does it with the next sync.`;
}

export const advanceSequencesJob = defineJob({
  kind: 'advance_sequences',
  title: 'Move sequences on',
  payload: accountScopeSchema,
  priority: priorities.learning,
  makesStale: ['monitor'],
  join: joinedScope,
  work: advanceSequences,
});

/** Whether somebody’s next step is due, or all are to be looked at for another day. */
export function isAdvancingDue(db: ReadDb, now: number): boolean {
  const duty = readDuty(db);
  const day = scoringDay(db, now);
  if (duty === null || day === null || !isUpToDate(db, now)) return false;
  if (readDue(db, now, 0, 1).length > 0) return true;
  return (
    readWholeLook(db) !== JSON.stringify([duty.fence, day]) &&
    readInside(db, { accounts: 'all', after: 0, now, limit: 1 }).length > 0
  );
}

export function advanceIfDue(jobs: Pick<JobsHandle, 'enqueue'>, db: ReadDb, now: number): void {
  if (areUnderWay(db, [advanceSequencesJob.kind], now) || !isAdvancingDue(db, now)) return;
  jobs.enqueue(advanceSequencesJob, { organizationIds: [] }, advanceSequencesJob.priority);
}
