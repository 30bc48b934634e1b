import { counted } from '../../../src-preload/contract/words';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { readSyncState } from '../../store/copy/sync-state';
import {
  clearCountedDirty,
  putCounted,
  putCountedState,
  putGivenPlans,
  readGivenPlans,
} from '../../store/milestones/counted';
import {
  type Milestone,
  type Plan,
  readMilestones,
  readPlans,
} from '../../store/milestones/read-definitions';
import { type ProgressRow, readAssignments, readProgress } from '../../store/milestones/read-progress';
import { handMark, readWholeCount, writeWholeCount } from '../../store/milestones/what-counting-needs';
import { readDuty } from '../../store/runner/duty';
import type { ReadDb } from '../../store/types';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import { ruleChecking } from '../rules/rule-checking';
import { type AccountScope, accountScopeSchema, joinedScope } from '../running/account-scope';
import { isUpToDate } from '../scoring/full-run';
import { isScoring } from '../scoring/keep-scored';
import { scoringDay } from '../scoring/scoring-day';
import { conditionsHeld } from './conditions-held';
import { countAccount } from './count-account';
import { milestonesOfAccounts, ruleOf } from './counting';
import { plansToGive } from './give-plans';

/** Accounts between two looks at the clock. */
const accountsAtOnce = 20;
const mostGiven = 100_000;

/**
 * Gives plans to the accounts that came to match them, counts how far each account has come, and leaves what differs for the company:
 * of these accounts, or of all where that is due.
 */
function* countMilestones(context: WorkContext, { organizationIds }: AccountScope): Work {
  const { store } = context;
  const duty = readDuty(store.read);
  if (duty === null) return 'Another computer counts for the company, or none.';
  const day = scoringDay(store.read, context.now());
  if (day === null || isScoring(store.read, context.now()) || !isUpToDate(store.read, context.now()))
    return 'Milestones are counted once the scores of the day are there.';
  const [plans, milestones] = [readPlans(store.read), readMilestones(store.read)];
  const whole = wholeOf(store.read, { plans, milestones }, duty.fence, day);
  const { asOf } = readSyncState(store.read);
  const isWhole = organizationIds === 'all' || readWholeCount(store.read) !== whole;
  const checking = ruleChecking(store.read);
  if (isWhole) {
    const given = plansToGive(store.read, plans, day, checking);
    if (given.length > 0) bulkTransaction(store, 'milestones.given', (tx) => putGivenPlans(tx, given));
    yield;
  }
  const among = isWhole ? null : organizationIds;
  const own = among === null ? null : new Set(among);
  const waiting = readGivenPlans(store.read, mostGiven).filter((row) => own?.has(row.organizationId) ?? true);
  const accounts = milestonesOfAccounts(
    [...readAssignments(store.read, among), ...waiting],
    plans,
    milestones,
  );
  const ids = accounts.map(({ organizationId }) => organizationId);
  const holds = conditionsHeld(store.read, { milestones, ids, day, checking });
  const rules = ruleOf(store.read);
  yield;
  let changed = 0;
  for (let at = 0; at < accounts.length; at += accountsAtOnce) {
    const some = accounts.slice(at, at + accountsAtOnce);
    const atCompany = byAccount(
      readProgress(
        store.read,
        some.map(({ organizationId }) => organizationId),
      ),
    );
    const counts = some.map((account) => ({
      id: account.organizationId,
      ...countAccount(store.read, account, {
        ...{ ruleOf: rules, day, holds },
        atCompany: atCompany.get(account.organizationId) ?? [],
      }),
    }));
    bulkTransaction(store, 'milestones.counted', (tx) => {
      for (const { id, state, rows } of counts) {
        putCountedState(tx, id, state);
        changed += putCounted(tx, id, rows);
        clearCountedDirty(tx, id);
      }
    });
    yield;
  }
  if (isWhole) writeTransaction(store, 'milestones.whole', (tx) => writeWholeCount(tx, whole, asOf));
  return `${counted(accounts.length, 'account')} counted; ${counted(changed, 'milestone')} moved.`;
}

export const countMilestonesJob = defineJob({
  kind: 'count_milestones',
  title: 'Count milestones',
  payload: accountScopeSchema,
  priority: priorities.learning,
  makesStale: ['monitor'],
  join: joinedScope,
  work: countMilestones,
});

/** Whether all accounts have not been counted for the day to which the scores reach, by what there is now. */
export function isCountingDue(db: ReadDb, now: number): boolean {
  const duty = readDuty(db);
  if (duty === null || !isUpToDate(db, now)) return false;
  const day = scoringDay(db, now);
  const plans = readPlans(db);
  if (day === null || plans.length === 0) return false;
  return readWholeCount(db) !== wholeOf(db, { plans, milestones: readMilestones(db) }, duty.fence, day);
}

interface Written {
  readonly plans: readonly Plan[];
  readonly milestones: readonly Milestone[];
}

/** Under another lease, for another day, by other milestones, or once somebody set one by hand, all are counted anew. */
function wholeOf(db: ReadDb, { plans, milestones }: Written, fence: number, day: number): string {
  return JSON.stringify([
    ...[fence, day, handMark(db)],
    plans.map(({ id, version }) => [id, version]),
    milestones.map(({ id, definitionVersion }) => [id, definitionVersion]),
  ]);
}

function byAccount(rows: readonly ProgressRow[]): Map<number, ProgressRow[]> {
  const accounts = new Map<number, ProgressRow[]>();
  for (const row of rows)
    accounts.set(row.organizationId, [...(accounts.get(row.organizationId) ?? []), row]);
  return accounts;
}
