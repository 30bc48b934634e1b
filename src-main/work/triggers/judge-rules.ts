import { counted } from '../../../src-preload/contract/words';
import { defineJob } from '../../jobs/define-job';
import { priorities } from '../../jobs/priorities';
import type { Work, WorkContext } from '../../jobs/work';
import { formatDay } from '../../lib/day';
import { readSyncState } from '../../store/copy/sync-state';
import { readDuty } from '../../store/runner/duty';
import { type ActiveRule, readActiveRules } from '../../store/triggers/active-rules';
import { readMakers } from '../../store/triggers/makers';
import {
  type Judging,
  putJudging,
  readWholeLook,
  writeWholeLook,
} from '../../store/triggers/outgoing-judgings';
import { readLastRelease } from '../../store/triggers/stops';
import type { ReadDb } from '../../store/types';
import { bulkTransaction, writeTransaction } from '../../store/write-transaction';
import { subjectsToJudge } from '../rules/judge-subjects';
import { ruleChecking } from '../rules/rule-checking';
import { type AccountScope, accountScopeSchema, joinedScope } from '../running/account-scope';
import { isUpToDate } from '../scoring/full-run';
import { isScoring } from '../scoring/keep-scored';
import { scoringDay } from '../scoring/scoring-day';
import { judgeContacts } from './judge-contacts';
import { beganOf, judgeSafely } from './judge-one';
import { type RuleToJudge, ruleToJudge } from './rule-to-judge';

/**
 * Judges every rule that acts, for these accounts, or for all where that is due, and queues what they came to for the company:
 * what fires is decided there. What is wrong with one rule keeps no other back.
 */
function* judgeRules(context: WorkContext, { organizationIds }: AccountScope): Work {
  const { store } = context;
  const duty = readDuty(store.read);
  if (duty === null) return 'Another computer judges the rules for the company, or none.';
  const day = scoringDay(store.read, context.now());
  // What comes after the scores asks again.
  if (day === null || isScoring(store.read, context.now()) || !isUpToDate(store.read, context.now()))
    return 'The rules are judged once the scores of the day are there.';
  const active = readActiveRules(store.read);
  const wholeLook = wholeLookOf(store.read, active, duty.fence, day);
  const isWhole = organizationIds === 'all' || readWholeLook(store.read) !== wholeLook;
  const checking = ruleChecking(store.read);
  const rules: RuleToJudge[] = [];
  const look = { day: formatDay(day), factsAt: readSyncState(store.read).asOf ?? context.now() };
  for (const rule of active) {
    const judged = ruleToJudge(rule, day, checking);
    if ('problem' in judged) {
      const { problem } = judged;
      const judging: Judging = { ...look, version: rule.version, whole: null, problem };
      writeTransaction(store, 'triggers.problem', (tx) => putJudging(tx, rule.id, judging, []));
    } else rules.push(judged);
  }
  const makers = readMakers(store.read);
  const among = isWhole ? null : new Set(organizationIds);
  const shared = { makers, began: beganOf(store.read, day), look, day, isWhole };
  const ofAccounts = rules.filter(({ rule }) => rule.definition?.subject !== 'contact');
  if (ofAccounts.length > 0) {
    const subjects = subjectsToJudge(store.read, day, {
      ...{ subject: 'account', whom: 'customers', facts: checking, among },
      trees: ofAccounts.flatMap(({ conditions, rearm }) =>
        rearm === null ? [conditions] : [conditions, rearm],
      ),
      lookedFrom: Math.min(...ofAccounts.map(({ lookedFrom }) => lookedFrom)),
    });
    yield;
    for (const rule of ofAccounts) {
      const { judging, verdicts } = judgeSafely(rule, { ...shared, subjects });
      bulkTransaction(store, 'triggers.judged', (tx) => putJudging(tx, rule.rule.id, judging, verdicts));
      yield;
    }
  }
  const ofContacts = rules.filter(({ rule }) => rule.definition?.subject === 'contact');
  if (ofContacts.length > 0) yield* judgeContacts(store, ofContacts, { ...shared, checking, among });
  if (isWhole) writeTransaction(store, 'triggers.whole', (tx) => writeWholeLook(tx, wholeLook));
  return rules.length === 0
    ? 'No rule acts.'
    : `${counted(rules.length, 'rule was', 'rules were')} judged; the company decides with the next sync.`;
}

export const judgeRulesJob = defineJob({
  kind: 'judge_rules',
  title: 'Judge the rules that act',
  payload: accountScopeSchema,
  // Behind what makes the figures that they ask about.
  priority: priorities.learning,
  makesStale: ['monitor'],
  join: joinedScope,
  work: judgeRules,
});

/** Whether a rule that acts has not been judged for the day to which the scores reach. */
export function isJudgingDue(db: ReadDb, now: number): boolean {
  const duty = readDuty(db);
  if (duty === null || !isUpToDate(db, now)) return false;
  const rules = readActiveRules(db);
  const day = scoringDay(db, now);
  return rules.length > 0 && day !== null && readWholeLook(db) !== wholeLookOf(db, rules, duty.fence, day);
}

/** Under another lease, for another day, by other rules, or once one was let go on, all accounts are judged anew. */
function wholeLookOf(db: ReadDb, rules: readonly ActiveRule[], fence: number, day: number): string {
  return JSON.stringify([
    fence,
    day,
    readLastRelease(db),
    rules.map(({ id, version, activeAt }) => [id, version, activeAt]),
  ]);
}
