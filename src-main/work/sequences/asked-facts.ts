import type { CheckedGroup, FactUse } from '../../../src-preload/contract/rules/checked';
import type { FactSubject } from '../../../src-preload/contract/rules/fact';
import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import { factsAsked } from '../../engines/rules/facts-asked';
import { useOf } from '../../lib/rules/fact-use';
import { checkTree, type RuleChecking } from '../rules/rule-checking';

/** Conditions, and of whom they are: of a contact where they ask anything of one. */
export interface AskedConditions {
  readonly tree: CheckedGroup;
  readonly subject: FactSubject;
}

/** What a sequence asks about those inside. What makes no sense any more is not among it: it is known of nobody. */
export interface AskedFacts {
  readonly goal: AskedConditions | null;
  /** Conditions of branches, by step. */
  readonly branches: ReadonlyMap<string, AskedConditions>;
  /** Days that are waited for, by step. */
  readonly days: ReadonlyMap<string, FactUse>;
}

export function factsOfSequence({ goal, steps }: SequenceDefinition, checking: RuleChecking): AskedFacts {
  const conditionsOf = (tree: Parameters<typeof checkTree>[0]): AskedConditions | null => {
    const { conditions } = checkTree(tree, 'conditions', checking, 'contact');
    if (conditions === null) return null;
    const isOfContact = factsAsked(conditions).some(({ fact }) => fact.subject === 'contact');
    return { tree: conditions, subject: isOfContact ? 'contact' : 'account' };
  };
  const branches = new Map<string, AskedConditions>();
  const days = new Map<string, FactUse>();
  for (const step of steps) {
    if (step.kind === 'branch') {
      const asked = conditionsOf(step.conditions);
      if (asked !== null) branches.set(step.id, asked);
    } else if (step.kind === 'wait' && step.wait.kind === 'date') {
      const use = dayNamed(step.wait.fact, checking);
      if (use !== null) days.set(step.id, use);
    }
  }
  return { goal: goal === null ? null : conditionsOf(goal), branches, days };
}

function dayNamed(name: string, { facts, contactFacts }: RuleChecking): FactUse | null {
  const { fact } = facts.get(name) ?? contactFacts.get(name) ?? {};
  const use = fact?.type === 'day' ? useOf(fact) : null;
  return typeof use === 'string' ? null : use;
}
