import { readRule } from '../../store/rules/read-rules';
import type { ReadDb } from '../../store/types';
import { accountsToJudge } from './judge-accounts';
import { checkTree, ruleChecking } from './rule-checking';

/** Accounts that a saved rule addresses on a day. @param day null: nobody is judged */
export function matchingNow(db: ReadDb, day: number | null, rule: string): readonly number[] {
  const definition = readRule(db, rule)?.definition;
  if (day === null || definition === undefined) return [];
  const checking = ruleChecking(db);
  const { conditions } = checkTree(definition.conditions, 'conditions', checking);
  if (conditions === null) return [];
  return accountsToJudge(db, day, {
    whom: 'customers',
    facts: checking.facts,
    trees: [conditions],
  }).judge(conditions).matching;
}
