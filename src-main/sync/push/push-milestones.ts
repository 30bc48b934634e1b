import { formatDay } from '../../lib/day';
import {
  type CountedRow,
  readGivenPlans,
  readUntold,
  settleGivenPlans,
  settleTold,
} from '../../store/milestones/counted';
import { readUntoldWholeCount, settleWholeCount } from '../../store/milestones/what-counting-needs';
import type { Duty } from '../../store/runner/duty';
import { writeTransaction } from '../../store/write-transaction';
import type { SyncContext } from '../wire/context';
import { isLost, type RunnerAnswer, runnerAnswerSchema } from './push-documents';

/** Rows of a call. */
const atOnce = 2_000;
/** Milliseconds after which a round of sync goes on: the rest goes up after that. */
const longest = 10_000;

/**
 * Tells the company which plans came to accounts and how far these have come. What it has heard it hears no more; heard twice, it changes
 * nothing. What it doesn't take, of a milestone that is another by now, is counted anew with that.
 * @returns how it ended: what is not `applied` has left something behind
 */
export async function pushMilestones(context: SyncContext, duty: Duty): Promise<RunnerAnswer> {
  const { store, log } = context;
  const until = performance.now() + longest;
  if (!(await knowsMilestones(context))) return { outcome: 'applied' };
  while (performance.now() < until) {
    const given = readGivenPlans(store.read, atOnce);
    const rows = given.length > 0 ? [] : wholeSubjects(readUntold(store.read, atOnce + 1));
    if (given.length === 0 && rows.length === 0) break;
    const answer =
      given.length > 0
        ? await tell(
            context,
            duty,
            'give_plans',
            given.map(({ organizationId: account, planId: plan, startedOn }) => ({
              account,
              plan,
              started_on: formatDay(startedOn),
            })),
          )
        : await tell(context, duty, 'advance_milestones', rows.map(moveOf));
    if (answer.outcome === 'later' || isLost(answer)) return answer;
    if (answer.outcome === 'refused') log?.warn(answer, 'what milestones came to was not taken');
    writeTransaction(store, 'milestones.told', (tx) => {
      settleGivenPlans(tx, given);
      settleTold(tx, rows);
    });
  }
  return await tellWholeCount(context, duty);
}

/** Once all that was counted is told: that it was all, by which the company knows what of the next is news. */
async function tellWholeCount(context: SyncContext, { host, fence }: Duty): Promise<RunnerAnswer> {
  const { store, connection } = context;
  const asOf = readUntoldWholeCount(store.read);
  if (asOf === null || readUntold(store.read, 1).length > 0 || !(await knowsWholeCounts(context)))
    return { outcome: 'applied' };
  const [row] = await connection.query<{ answer: unknown }>(
    'select customer_success.milestones_counted($1, $2, $3) as answer',
    [host, fence, asOf],
  );
  const answer = runnerAnswerSchema.parse(row?.answer);
  if (answer.outcome === 'applied')
    writeTransaction(store, 'milestones.whole_told', (tx) => settleWholeCount(tx, asOf));
  return answer.outcome === 'later' || isLost(answer) ? answer : { outcome: 'applied' };
}

/**
 * A subject's milestones go together: the company completes none before what it needs.
 * @param rows by subject, one more than go at once where there are more
 */
export function wholeSubjects(rows: readonly CountedRow[], most = atOnce): readonly CountedRow[] {
  if (rows.length <= most) return rows;
  const { organizationId, userId } = rows.at(-1) as CountedRow;
  const whole = rows.filter((row) => row.organizationId !== organizationId || row.userId !== userId);
  return whole.length === 0 ? rows : whole;
}

function moveOf({ organizationId, userId, milestoneId, movedOn, completedOn, ...row }: CountedRow) {
  return {
    account: organizationId,
    contact: userId === 0 ? null : userId,
    milestone: milestoneId,
    version: row.version,
    progress: row.progress,
    value: row.value,
    target: row.target,
    moved_on: formatDay(movedOn),
    completed_on: completedOn === null ? null : formatDay(completedOn),
  };
}

async function tell(
  { connection }: SyncContext,
  { host, fence }: Duty,
  what: 'give_plans' | 'advance_milestones',
  told: readonly object[],
): Promise<RunnerAnswer> {
  const [row] = await connection.query<{ answer: unknown }>(
    `select customer_success.${what}($1, $2, $3) as answer`,
    [host, fence, JSON.stringify(told)],
  );
  return runnerAnswerSchema.parse(row?.answer);
}

/** A company of an earlier version has no milestones. */
async function knowsMilestones({ connection }: SyncContext): Promise<boolean> {
  return await mayCall(connection, 'advance_milestones(uuid, bigint, json)');
}

/** One of before celebrations does not ask. */
async function knowsWholeCounts({ connection }: SyncContext): Promise<boolean> {
  return await mayCall(connection, 'milestones_counted(uuid, bigint, float8)');
}

async function mayCall(connection: SyncContext['connection'], signature: string): Promise<boolean> {
  const [there] = await connection.query<{ isThere: boolean | null }>(
    'select has_function_privilege(to_regprocedure($1), \'execute\') as "isThere"',
    [`customer_success.${signature}`],
  );
  return there?.isThere === true;
}
