import { z } from 'zod';
import { counted } from '../../../src-preload/contract/words';
import { type ActivityState, createActivityState } from '../../engines/activity/activity-state';
import type { Work, WorkContext } from '../../jobs/work';
import { firstDayOfMonth, monthOf } from '../../lib/day';
import { countOrganizations, readOrganizationIds } from '../../store/accounts/organization-ids';
import { readWholeDays } from '../../store/scores/account-days';
import type { ReadDb, Tx } from '../../store/types';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import { firstDayOfPast } from './first-day-of-past';
import { keepMonths } from './keep-months';
import { keepMissedLevels } from './missed-levels';
import { readScoredBatch } from './plan-book';
import { comparedDays } from './score-before';
import { scoreChunk } from './score-chunk';
import { type ScoringRun, startRun, stillHolds } from './start-run';
import { type Past, walkPast } from './walk-past';

const checkpointSchema = z.object({
  after: z.number().int(),
  done: z.number().int(),
  filled: z.number().int(),
});

/** Accounts of which nothing is missing are passed over by the hundred. */
const savedEvery = 200;

/**
 * Fills the days of the past that no night made, each as it would have been made at its end, from what the copy holds now:
 * nights that were missed, and the days between the weekly scores of a fresh installation. Days that are there stay.
 * @param since only days from this one on; null for all
 */
export function* fillDays(context: WorkContext, since: number | null): Work {
  const { store } = context;
  let run = startRun(store, context.now());
  if (run === null) return 'No past to fill yet: the first load is under way.';
  const total = countOrganizations(store.read);
  const state = createActivityState();
  const kept = checkpointSchema.safeParse(context.checkpoint);
  let { after, done, filled } = kept.success ? kept.data : { after: 0, done: 0, filled: 0 };
  const progress = () => ({ done, total, checkpoint: { after, done, filled } });
  const changed: number[] = [];
  let ids = readOrganizationIds(store.read, after, savedEvery);
  while (ids.length > 0) {
    for (const id of ids) {
      const past = yield* missingOf(store.read, run, id, since, state);
      after = id;
      done += 1;
      if (past !== null) {
        if (!stillHolds(store, context.now(), run)) run = startRun(store, context.now()) ?? run;
        const present = run;
        filled += past.levels.length;
        bulkTransaction(store, 'jobs.fill days', (tx) => {
          if (keepFilled(tx, present, id, past, since)) changed.push(id);
          context.save(tx, progress());
        });
      }
      yield;
    }
    writeTransaction(store, 'jobs.fill days', (tx) => context.save(tx, progress()));
    ids = readOrganizationIds(store.read, after, savedEvery);
  }
  if (changed.length > 0) context.changed(changed);
  return `${counted(filled, 'day')} of the past filled.`;
}

/** @returns null where no day is missing */
function* missingOf(
  db: ReadDb,
  run: ScoringRun,
  id: number,
  since: number | null,
  state: ActivityState,
): Generator<undefined, Past | null> {
  const whole = readWholeDays(db, id);
  const from = firstDayOfPast(db, id) ?? firstHeld(whole);
  const days: number[] = [];
  for (let day = Math.max(from ?? run.asOf, since ?? 0); day < run.asOf; day++)
    if (!isWhole(whole, day)) days.push(day);
  if (days.length === 0) return null;
  const batch = readScoredBatch(db, run.plans, [id]);
  return yield* walkPast({ db, run, batch, state, days, contactsAfter: run.asOf });
}

function isWhole(whole: ReadonlyMap<number, number>, day: number): boolean {
  const month = monthOf(day);
  return ((whole.get(month) ?? 0) & (1 << (day - firstDayOfMonth(month)))) !== 0;
}

/** The first day that is held of an account without activity; null where none is. */
function firstHeld(whole: ReadonlyMap<number, number>): number | null {
  for (const [month, mask] of whole)
    if (mask !== 0) return firstDayOfMonth(month) + 31 - Math.clz32(mask & -mask);
  return null;
}

/** @returns whether what is said of the account now has changed by it */
function keepFilled(tx: Tx, run: ScoringRun, id: number, past: Past, since: number | null): boolean {
  keepMonths(tx, id, past.months.values(), run.asOf);
  if (since !== null) keepMissedLevels(tx, id, run.asOf, past.levels);
  // The change over 28 days, and what follows from it, can be told now.
  const isCompared = past.levels.some(({ asOf }) => asOf === run.asOf - comparedDays);
  if (isCompared) scoreChunk(tx, run, [id]);
  return isCompared || since !== null;
}
