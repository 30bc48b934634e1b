import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import { factsAsked } from '../../engines/rules/facts-asked';
import { segmentsNamed, segmentsUnder } from '../../lib/rules/segments-named';
import type { ActiveRule } from '../../store/triggers/active-rules';
import type { Makers } from '../../store/triggers/makers';
import { checkTree, errorsOf, type RuleChecking } from '../rules/rule-checking';

/** A rule that acts, checked against what there is now. */
export interface RuleToJudge {
  readonly rule: ActiveRule;
  readonly conditions: CheckedGroup;
  /** A level of its own at which it is armed again; null: only the days in the clear. */
  readonly rearm: CheckedGroup | null;
  /** The day of the look before: what came to be since then counts as of today. */
  readonly lookedFrom: number;
  /** What says of an account by which rules the values were made that this one asks about. */
  readonly madeOf: (makers: Makers | undefined) => string;
}

/** So many days off lose nobody; what is older by then is too late for what a rule does. */
const longestOff = 92;

/** @returns why it can't be judged, in words, or the rule */
export function ruleToJudge(
  rule: ActiveRule,
  day: number,
  checking: RuleChecking,
): RuleToJudge | { readonly problem: string } {
  const { definition } = rule;
  if (definition === null)
    return { problem: 'A newer Steward wrote this rule: update the one that computes for the company.' };
  const conditions = checkTree(definition.conditions, 'conditions', checking, definition.subject);
  const rearm =
    definition.rearm === null ? null : checkTree(definition.rearm, 'rearm', checking, definition.subject);
  if (conditions.conditions === null || rearm?.conditions === null)
    return {
      problem: errorsOf([...conditions.findings, ...(rearm?.findings ?? [])])
        .join(' ')
        .slice(0, 500),
    };
  const trees = [conditions.conditions, ...(rearm === null ? [] : [rearm.conditions])];
  return {
    rule,
    conditions: conditions.conditions,
    rearm: rearm?.conditions ?? null,
    lookedFrom: lookBefore(rule, day),
    madeOf: makerOf(trees, segmentsOf(definition, checking), checking),
  };
}

/** Judged again on the same day, it looks back as far as the first time: who came in then is still there. */
export function lookBefore({ judgedOn, judgedFrom }: ActiveRule, day: number): number {
  const before = judgedOn !== null && judgedOn < day ? judgedOn : (judgedFrom ?? day - 1);
  return Math.min(day - 1, Math.max(before, day - longestOff));
}

/** A segment that says something else by now is another question. */
function segmentsOf(
  { conditions, rearm }: Pick<RuleDefinition, 'conditions' | 'rearm'>,
  { segments }: RuleChecking,
): string {
  const under = [...segmentsUnder(segmentsNamed(conditions, rearm), segments)].sort();
  return under.length === 0 ? '' : hashOf(JSON.stringify(under.map((id) => segments.get(id)?.conditions)));
}

/** FNV-1a: it tells one text from the next, and nobody relies on it to be hard to find. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash.toString(16);
}

function makerOf(
  trees: readonly CheckedGroup[],
  segments: string,
  { facts, contactFacts }: RuleChecking,
): RuleToJudge['madeOf'] {
  const asked = new Set(
    trees
      .flatMap(factsAsked)
      .flatMap(({ fact: { name } }) => (facts.get(name) ?? contactFacts.get(name))?.madeBy ?? []),
  );
  const said = (is: boolean, value: number | string | null | undefined) => (is ? (value ?? '-') : '');
  return (makers) =>
    [
      said(asked.has('configVersion'), makers?.configVersion),
      said(asked.has('profile'), makers?.profile),
      said(asked.has('modelVersion'), makers?.modelVersion),
      segments,
    ]
      .join('/')
      .slice(0, 200);
}
