import type { Duty } from '../../store/runner/duty';
import {
  dropJudging,
  type Judging,
  judgedAccountOf,
  readJudging,
  readOutgoingRules,
  readVerdicts,
  settleJudging,
  settleVerdicts,
  type WaitingVerdict,
} from '../../store/triggers/outgoing-judgings';
import { writeTransaction } from '../../store/write-transaction';
import type { SyncContext } from '../wire/context';
import { isLost, type RunnerAnswer, runnerAnswerSchema } from './push-documents';

/** Accounts of a call: each may make messages in its transaction. */
const accountsAtOnce = 1000;
/** Milliseconds after which a round of sync goes on to its next pull: the rest goes up after that. */
const longest = 10_000;

/**
 * Tells the company what rules came to, which fires them there. What it has answered for it hears no more; after a kill before
 * the answer it hears it again, which changes nothing. What is wrong with one rule keeps no other back.
 * @returns how it ended: what is not `applied` has left something behind
 */
export async function pushJudgings(context: SyncContext, duty: Duty): Promise<RunnerAnswer> {
  const { store, log } = context;
  const until = performance.now() + longest;
  const rules = readOutgoingRules(store.read);
  // Of an earlier version than this Steward: nothing acts there.
  if (rules.length === 0 || !(await knowsRules(context))) return { outcome: 'applied' };
  for (const rule of rules) {
    if (performance.now() > until) break;
    const answer = await pushRule(context, duty, rule, until);
    if (answer.outcome === 'later' || isLost(answer)) return answer;
    if (answer.outcome === 'applied') continue;
    log?.warn({ rule, ...answer }, 'what a rule came to was not taken');
    writeTransaction(store, 'triggers.drop', (tx) => dropJudging(tx, rule));
  }
  return { outcome: 'applied' };
}

async function pushRule(
  context: SyncContext,
  duty: Duty,
  rule: string,
  until: number,
): Promise<RunnerAnswer> {
  const { store } = context;
  while (performance.now() < until) {
    const judging = readJudging(store.read, rule);
    if (judging === null) break;
    const verdicts = readVerdicts(store.read, rule, accountsAtOnce);
    const answer =
      verdicts.length > 0
        ? await tellVerdicts(context, { duty, rule, judging, verdicts })
        : await tellEnd(context, { duty, rule, judging });
    if (answer.outcome !== 'applied') return answer;
    writeTransaction(store, 'triggers.told', (tx) => {
      if (verdicts.length > 0) settleVerdicts(tx, rule, verdicts);
      else settleJudging(tx, rule, judging);
    });
  }
  return { outcome: 'applied' };
}

interface Told {
  readonly duty: Duty;
  readonly rule: string;
  readonly judging: Judging;
}

async function tellVerdicts(
  { connection }: SyncContext,
  { duty, rule, judging, verdicts }: Told & { readonly verdicts: readonly WaitingVerdict[] },
): Promise<RunnerAnswer> {
  const accounts = verdicts.map(judgedAccountOf);
  // A company that has rules about contacts takes their numbers, too; an earlier one has no place for them.
  const contacts = accounts.some(({ contactId }) => contactId !== null)
    ? [accounts.map(({ contactId }) => contactId)]
    : [];
  const [row] = await connection.query<{ answer: unknown }>(
    `select customer_success.judge_rule($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12${contacts.length > 0 ? ', $13' : ''}) as answer`,
    [
      duty.host,
      duty.fence,
      rule,
      judging.version,
      judging.day,
      judging.factsAt,
      accounts.map(({ organizationId }) => organizationId),
      accounts.map(({ began }) => began),
      accounts.map(({ holds }) => holds),
      accounts.map(({ rearms }) => rearms),
      accounts.map(({ made }) => made),
      accounts.map(({ why }) => JSON.stringify(why)),
      ...contacts,
    ],
  );
  return runnerAnswerSchema.parse(row?.answer);
}

/** That all accounts were judged, or why the rule could not be. Of some accounts there is nothing more to tell. */
async function tellEnd(
  { connection }: SyncContext,
  { duty, rule, judging: { version, day, whole, problem } }: Told,
): Promise<RunnerAnswer> {
  if (whole === null && problem === null) return { outcome: 'applied' };
  const told =
    problem === null && whole !== null
      ? {
          looked_from: whole.lookedFrom,
          evaluated: whole.evaluated,
          matched: whole.matched,
          not_known: whole.notKnown,
          milliseconds: whole.milliseconds,
        }
      : { problem };
  const [row] = await connection.query<{ answer: unknown }>(
    'select customer_success.rule_judged($1, $2, $3, $4, $5, $6) as answer',
    [duty.host, duty.fence, rule, version, day, JSON.stringify(told)],
  );
  return runnerAnswerSchema.parse(row?.answer);
}

async function knowsRules({ connection }: SyncContext): Promise<boolean> {
  const [there] = await connection.query<{ isThere: boolean | null }>(
    `select has_function_privilege(
       to_regprocedure('customer_success.rule_judged(uuid, bigint, uuid, int, date, json)'), 'execute') as "isThere"`,
  );
  return there?.isThere === true;
}
