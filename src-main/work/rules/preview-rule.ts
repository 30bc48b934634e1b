import type { z } from 'zod';
import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { FactSubject } from '../../../src-preload/contract/rules/fact';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import type {
  Matches,
  previewRuleInputSchema,
  previewSegmentInputSchema,
} from '../../../src-preload/contract/rules/matches';
import { sayConditions } from '../../engines/rules/say-conditions';
import { readRule } from '../../store/rules/read-rules';
import { readSegment } from '../../store/rules/read-segments';
import type { ReadDb } from '../../store/types';
import { ruleChecker } from './check-rule';
import type { Judged } from './judge-subjects';
import { previewMatches } from './preview-matches';
import { checkTree, errorsOf, type RuleChecking, ruleChecking } from './rule-checking';

/**
 * Whom a rule as an editor holds it would address on a day, beside whom it addresses as it is saved.
 * @param day the company's day as of which facts are known; null: the first load is under way, and nobody is judged
 */
export function previewRule(
  db: ReadDb,
  day: number | null,
  { id, definition }: z.infer<typeof previewRuleInputSchema>,
): Matches {
  const checking = ruleChecking(db);
  const { conditions, findings, sentence } = ruleChecker(db, checking)(definition);
  const { subject } = definition;
  const saved = id === null ? undefined : readRule(db, id)?.definition;
  // Accounts and contacts can't be held against one another.
  const before =
    saved?.subject === subject
      ? checkTree(saved.conditions, 'conditions', checking, subject).conditions
      : null;
  return matchesOf(db, day, {
    ...{ checking, subject, whom: 'customers', conditions },
    ...{ saved: before, findings, sentence },
  });
}

/** The same of a segment: of all accounts, customers or not. */
export function previewSegment(
  db: ReadDb,
  day: number | null,
  { id, definition }: z.infer<typeof previewSegmentInputSchema>,
): Matches {
  const draft = id === null ? undefined : { id, conditions: definition.conditions };
  const checking = ruleChecking(db, draft);
  const { conditions, findings } = checkTree(definition.conditions, 'conditions', checking);
  const saved = id === null ? undefined : readSegment(db, id)?.definition.conditions;
  const before = saved === undefined ? null : checkTree(saved, 'conditions', ruleChecking(db)).conditions;
  const sentence = conditions === null ? null : sayConditions(conditions);
  return matchesOf(db, day, {
    ...{ checking, subject: 'account', whom: 'all', conditions },
    ...{ saved: before, findings, sentence },
  });
}

/** What keeps a segment from being saved, in sentences. @param id null: a new one */
export function segmentErrors(
  db: ReadDb,
  { id, definition }: z.infer<typeof previewSegmentInputSchema>,
): string[] {
  const checking = ruleChecking(db, id === null ? undefined : { id, conditions: definition.conditions });
  return errorsOf(checkTree(definition.conditions, 'conditions', checking).findings);
}

interface ToMatch {
  readonly checking: RuleChecking;
  readonly subject: FactSubject;
  readonly whom: Judged;
  readonly conditions: CheckedGroup | null;
  readonly saved: CheckedGroup | null;
  readonly findings: RuleFinding[];
  readonly sentence: string | null;
}

const nobody = { total: 0, accounts: [] };

function matchesOf(
  db: ReadDb,
  day: number | null,
  { checking, subject, whom, conditions, saved, findings, sentence }: ToMatch,
): Matches {
  if (conditions === null || day === null)
    return {
      ...{ findings, sentence, asOf: null, judged: 0, matching: nobody, unknown: nobody },
      ...{ unknownWhy: [], difference: null },
    };
  return {
    findings,
    sentence,
    ...previewMatches(db, day, { facts: checking, subject, whom, conditions, saved }),
  };
}
