import { readRule } from '../../store/rules/read-rules';
import type { ReadDb } from '../../store/types';
import { subjectsToJudge } from './judge-subjects';
import { checkTree, ruleChecking } from './rule-checking';

/** Whom a rule addresses: an account, or one of its contacts. */
export interface Addressed {
  readonly organizationId: number;
  /** Null where accounts are judged. */
  readonly contactId: number | null;
}

/** Those whom a saved rule addresses on a day. @param day null: nobody is judged */
export function matchingNow(db: ReadDb, day: number | null, rule: string): readonly Addressed[] {
  const definition = readRule(db, rule)?.definition;
  if (day === null || definition === undefined) return [];
  const checking = ruleChecking(db);
  const { conditions } = checkTree(definition.conditions, 'conditions', checking, definition.subject);
  if (conditions === null) return [];
  const { subject } = definition;
  const judged = subjectsToJudge(db, day, {
    ...{ subject, whom: 'customers', facts: checking },
    trees: [conditions],
  });
  return judged.judge(conditions).matching.map((id) => ({
    organizationId: judged.accountOf(id),
    contactId: subject === 'contact' ? id : null,
  }));
}
