import type { Condition, ConditionGroup } from '../../../src-preload/contract/rules/condition';
import { newRule, type RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';

export function all(...rules: readonly (Condition | ConditionGroup)[]): ConditionGroup {
  return { combinator: 'and', rules };
}

export const lowScore: Condition = { field: 'health.score', operator: 'below', value: 50 };

export function inSegment(id: string): Condition {
  return { field: 'account.saved_segment', operator: 'inSegment', value: id };
}

/** A rule that could be switched on. */
export function ruleDefinition(more: Partial<RuleDefinition> = {}): RuleDefinition {
  return {
    ...newRule,
    conditions: all(lowScore),
    actions: [{ kind: 'cta', type: 'risk', title: 'Call them', dueWorkingDays: 2, minutes: 30 }],
    ...more,
  };
}

/** As desktops send them. */
export function rulePatch(name = 'Low score', more: Partial<RuleDefinition> = {}) {
  return { name, definition: ruleDefinition(more) };
}

export function segmentPatch(name = 'Low ones', conditions: ConditionGroup = all(lowScore)) {
  return { name, definition: { description: '', conditions } };
}
