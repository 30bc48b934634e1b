import type { Fact } from '../../../src-preload/contract/rules/fact';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import type { SequenceDefinition } from '../../../src-preload/contract/sequences/definition';
import { sayConditions } from '../../engines/rules/say-conditions';
import { type StepNames, saySequence, sayStep } from '../../engines/sequences/say-sequence';
import type { OfferedTemplate } from '../../lib/rules/action-findings';
import { stepFindings } from '../../lib/sequences/step-findings';
import { readTemplates } from '../../store/templates/read-templates';
import type { ReadDb } from '../../store/types';
import { checkTree, type RuleChecking, ruleChecking } from '../rules/rule-checking';

export interface SequenceChecked {
  readonly sentence: string;
  readonly lines: string[];
  readonly findings: RuleFinding[];
}

/** @returns a function that checks one sequence after the other against what there is now */
export function sequenceChecker(
  db: ReadDb,
  checking: RuleChecking = ruleChecking(db),
): (definition: SequenceDefinition) => SequenceChecked {
  const templates = new Map<string, OfferedTemplate>(
    readTemplates(db).map((template) => [template.id, template]),
  );
  const facts = new Map<string, Fact>(
    [...checking.facts, ...checking.contactFacts].map(([name, { fact }]) => [name, fact]),
  );
  return (definition) => {
    const findings: RuleFinding[] = [];
    const said = new Map<string, string>();
    for (const [place, step] of definition.steps.entries()) {
      if (step.kind !== 'branch') continue;
      const tree = checkTree(step.conditions, 'steps', checking, 'contact');
      if (tree.conditions !== null) said.set(step.id, sayConditions(tree.conditions));
      findings.push(...tree.findings.map((finding) => ({ ...finding, path: [place, ...finding.path] })));
    }
    const goal = definition.goal === null ? null : checkTree(definition.goal, 'goal', checking, 'contact');
    const names: StepNames = {
      template: (id) => templates.get(id)?.name ?? null,
      conditions: (id) => said.get(id) ?? null,
      fact: (name) => facts.get(name)?.label ?? null,
    };
    const places = new Map(definition.steps.map(({ id }, place) => [id, place + 1]));
    return {
      sentence: saySequence(definition, goal?.conditions ? sayConditions(goal.conditions) : null),
      lines: definition.steps.map((step) => sayStep(step, names, places)),
      findings: [...stepFindings(definition, { templates, facts }), ...findings, ...(goal?.findings ?? [])],
    };
  };
}
