import type { CheckedGroup, CheckedPart } from '../../../src-preload/contract/rules/checked';
import type { ConditionGroup } from '../../../src-preload/contract/rules/condition';
import type { Fact, FactSubject } from '../../../src-preload/contract/rules/fact';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import { checkConditions, type SegmentConditions } from '../../lib/rules/check-conditions';
import type { AccountFact } from '../../store/facts/account-fact';
import { accountFacts } from '../../store/facts/account-facts';
import { readSegments } from '../../store/rules/read-segments';
import type { ReadDb } from '../../store/types';
import type { ContactFact } from './contacts/contact-fact';
import { contactFacts } from './contacts/contact-facts';

/** What conditions are held against: facts, the company's own fields among them, and segments by id. */
export interface RuleChecking {
  /** Facts of accounts. */
  readonly facts: ReadonlyMap<string, AccountFact>;
  readonly contactFacts: ReadonlyMap<string, ContactFact>;
  readonly segments: ReadonlyMap<string, SegmentConditions>;
}

/** @param draft a segment as it would be: it stands in the place of the saved one */
export function ruleChecking(
  db: ReadDb,
  draft?: { readonly id: string; readonly conditions: ConditionGroup },
): RuleChecking {
  const segments = new Map<string, SegmentConditions>();
  for (const { id, name, definition } of readSegments(db))
    segments.set(id, { name, conditions: id === draft?.id ? draft.conditions : definition.conditions });
  return { facts: accountFacts(db), contactFacts: contactFacts(db), segments };
}

export interface CheckedTree {
  /** Null where anything is wrong. */
  readonly conditions: CheckedGroup | null;
  readonly findings: RuleFinding[];
}

/**
 * Conditions of accounts, or of contacts, checked; what can't be tried on the past is remarked.
 * @param field of the definition where they stand
 */
export function checkTree(
  tree: ConditionGroup,
  field: string,
  { facts, contactFacts, segments }: RuleChecking,
  subject: FactSubject = 'account',
): CheckedTree {
  const all: [string, Fact][] = [...facts, ...contactFacts].map(([name, { fact }]) => [name, fact]);
  const checked = checkConditions(tree, { subject, facts: new Map(all), segments });
  if (!checked.ok)
    return {
      conditions: null,
      findings: checked.faults.map((fault) => ({
        ...fault,
        path: [...fault.path],
        field,
        severity: 'error',
      })),
    };
  // Of contacts nothing is kept by day: that is said where somebody wants to try such a rule, and once.
  return {
    conditions: checked.conditions,
    findings: subject === 'contact' ? [] : presentOnly(checked.conditions, field),
  };
}

/** Beside each condition that asks for a fact of now alone. */
function presentOnly(conditions: CheckedGroup, field: string): RuleFinding[] {
  const walk = (part: CheckedPart, path: number[]): RuleFinding[] => {
    if (part.kind === 'group')
      // What a segment is made of stands elsewhere: it is said beside the segment.
      return part.parts.flatMap((inner, at) => walk(inner, part.segment === null ? [...path, at] : path));
    const { fact } = part.use;
    if (fact.past === 'daily') return [];
    const message = `Of “${fact.label}” only its value of now is known: this can’t be tried on the past.`;
    return [{ field, path, part: 'field', message, severity: 'remark' }];
  };
  return walk(conditions, []);
}

/** Sentences of what keeps something from being used. */
export function errorsOf(findings: readonly RuleFinding[]): string[] {
  return [...new Set(findings.filter(({ severity }) => severity === 'error').map(({ message }) => message))];
}
