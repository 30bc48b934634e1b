import type { RuleCounts } from '../../../src-preload/contract/rules/counts';
import { factSubjects } from '../../../src-preload/contract/rules/fact';
import { formatDay } from '../../lib/day';
import { readRules } from '../../store/rules/read-rules';
import type { ReadDb } from '../../store/types';
import { ruleChecker } from './check-rule';
import { subjectsToJudge } from './judge-subjects';
import { ruleChecking } from './rule-checking';

/** How many accounts, or contacts, each rule addresses on a day: the facts are read once for all of them. @param day null: nobody is judged */
export function countMatches(db: ReadDb, day: number | null): RuleCounts {
  if (day === null) return { asOf: null, counts: [] };
  const checking = ruleChecking(db);
  const check = ruleChecker(db, checking);
  const rules = readRules(db).flatMap(({ id, definition }) => {
    const { conditions } = check(definition);
    return conditions === null ? [] : [{ id, subject: definition.subject, conditions }];
  });
  const counts = factSubjects.flatMap((subject) => {
    const these = rules.filter((rule) => rule.subject === subject);
    if (these.length === 0) return [];
    const trees = these.map(({ conditions }) => conditions);
    const judged = subjectsToJudge(db, day, { subject, whom: 'customers', facts: checking, trees });
    return these.map(({ id, conditions }) => {
      const { matching, unknown } = judged.judge(conditions);
      return { id, matching: matching.length, unknown: unknown.length };
    });
  });
  return { asOf: formatDay(day), counts };
}
