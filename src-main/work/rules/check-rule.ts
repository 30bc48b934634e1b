import type { CheckedGroup } from '../../../src-preload/contract/rules/checked';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import { sayAction, sayRule } from '../../engines/rules/say-rule';
import { actionFindings, type OfferedTemplate } from '../../lib/rules/action-findings';
import { readProgram } from '../../store/rewards/read-program';
import { readSequences } from '../../store/sequences/read-sequences';
import { readTemplates } from '../../store/templates/read-templates';
import type { ReadDb } from '../../store/types';
import { checkTree, type RuleChecking, ruleChecking } from './rule-checking';

/** A rule with what there is to say of it. */
export interface RuleChecked {
  /** Whom it addresses and when; null while its conditions make no sense. */
  readonly sentence: string | null;
  readonly does: string[];
  readonly findings: RuleFinding[];
  readonly conditions: CheckedGroup | null;
}

/** @returns a function that checks one rule after the other against what there is now */
export function ruleChecker(
  db: ReadDb,
  checking: RuleChecking = ruleChecking(db),
): (rule: RuleDefinition) => RuleChecked {
  const templates = new Map<string, OfferedTemplate>(
    readTemplates(db).map((template) => [template.id, template]),
  );
  const sequences = new Map(readSequences(db).map((sequence) => [sequence.id, sequence]));
  const rewardsAreOn = readProgram(db)?.is_on === true;
  const names = {
    template: (id: string) => templates.get(id)?.name ?? null,
    sequence: (id: string) => sequences.get(id)?.name ?? null,
  };
  return (rule) => {
    const { conditions, findings } = checkTree(rule.conditions, 'conditions', checking, rule.subject);
    const rearm = rule.rearm === null ? [] : checkTree(rule.rearm, 'rearm', checking, rule.subject).findings;
    return {
      sentence: conditions === null ? null : sayRule(rule, conditions),
      does: [
        ...rule.actions.map((action) => sayAction(action, names)),
        ...(rule.mode === 'approval' && rule.actions.some(({ kind }) => kind === 'email')
          ? ['A person approves each mail before it goes.']
          : []),
      ],
      findings: [...findings, ...rearm, ...actionFindings(rule, { templates, sequences, rewardsAreOn })],
      conditions,
    };
  };
}
