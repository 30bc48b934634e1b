import type { RuleCounts } from '../../../src-preload/contract/rules/counts';
import { formatDay } from '../../lib/day';
import { readRules } from '../../store/rules/read-rules';
import type { ReadDb } from '../../store/types';
import { ruleChecker } from './check-rule';
import { accountsToJudge } from './judge-accounts';
import { ruleChecking } from './rule-checking';

/** How many accounts each rule addresses on a day: the facts are read once for all of them. @param day null: nobody is judged */
export function countMatches(db: ReadDb, day: number | null): RuleCounts {
  if (day === null) return { asOf: null, counts: [] };
  const checking = ruleChecking(db);
  const check = ruleChecker(db, checking);
  const rules = readRules(db).flatMap(({ id, definition }) => {
    const { conditions } = check(definition);
    return conditions === null ? [] : [{ id, conditions }];
  });
  const accounts = accountsToJudge(db, day, {
    whom: 'customers',
    facts: checking.facts,
    trees: rules.map(({ conditions }) => conditions),
  });
  return {
    asOf: formatDay(day),
    counts: rules.map(({ id, conditions }) => {
      const { matching, unknown } = accounts.judge(conditions);
      return { id, matching: matching.length, unknown: unknown.length };
    }),
  };
}
