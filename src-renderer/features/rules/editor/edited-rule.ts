import { z } from 'zod';
import { addressesPeople } from '../../../../src-preload/contract/rules/action';
import type { ConditionGroup } from '../../../../src-preload/contract/rules/condition';
import type { FactSubject } from '../../../../src-preload/contract/rules/fact';
import {
  type RuleDefinition,
  ruleDefinitionSchema,
} from '../../../../src-preload/contract/rules/rule-definition';
import type { Rule } from '../../../../src-preload/contract/rules/rule-entry';
import { withIds, withoutIds } from '../conditions/condition-tree';

/** A rule as it stands in the editor, saved or not; its conditions have ids. */
export const editedRuleSchema = z.object({
  /** The version that it was begun on; null: a new rule. */
  version: z.number().int().nullable(),
  name: z.string(),
  definition: ruleDefinitionSchema,
});
export type EditedRule = z.infer<typeof editedRuleSchema>;

/** What a new rule begins with: nothing goes out by it that nobody has looked at. */
export const newRuleDefinition: RuleDefinition = {
  description: '',
  subject: 'account',
  trigger: 'edge',
  conditions: { combinator: 'and', rules: [] },
  rearm: null,
  clearDays: 2,
  coolDownDays: 28,
  limits: { perAccount: null, perContact: null, perDay: null },
  priority: 'usual',
  mode: 'approval',
  holdoutPercent: 0,
  actions: [],
};

export function editedOf({
  version,
  name,
  definition,
}: Pick<Rule, 'version' | 'name' | 'definition'>): EditedRule {
  return { version, name, definition: editable(definition) };
}

/** A rule of its own that says the same, to go on with. */
export function copyOf({ name, definition }: Pick<Rule, 'name' | 'definition'>): EditedRule {
  const words = `Copy of ${name}`;
  return {
    version: null,
    name: words.length <= longestName ? words : name,
    definition: editable(definition),
  };
}

/** As the company takes it. */
export const longestName = 100;

export function newRule(): EditedRule {
  return { version: null, name: '', definition: editable(newRuleDefinition) };
}

export function editable(definition: RuleDefinition): RuleDefinition {
  return withTrees(definition, (tree) => withIds(tree));
}

/** As it is sent: without what only the editor knows its rows by. */
export function sentOf(definition: RuleDefinition): RuleDefinition {
  return withTrees(definition, withoutIds);
}

export function isSameRule(a: EditedRule, b: EditedRule): boolean {
  return a.name === b.name && isSameDefinition(a.definition, b.definition);
}

export function isSameDefinition(a: RuleDefinition, b: RuleDefinition): boolean {
  return JSON.stringify(inOrder(sentOf(a))) === JSON.stringify(inOrder(sentOf(b)));
}

/** About accounts, or about contacts: a mail goes to the contact it fires for, or to the account's champions. */
export function about(definition: RuleDefinition, subject: FactSubject): RuleDefinition {
  if (subject === definition.subject) return definition;
  const to = subject === 'contact' ? 'contact' : 'champion';
  return {
    ...definition,
    subject,
    actions: definition.actions.map((action) => (addressesPeople(action) ? { ...action, to } : action)),
  };
}

function withTrees(
  definition: RuleDefinition,
  change: (tree: ConditionGroup) => ConditionGroup,
): RuleDefinition {
  const { conditions, rearm } = definition;
  return { ...definition, conditions: change(conditions), rearm: rearm === null ? null : change(rearm) };
}

/** Keys in one order, wherever an object comes from. */
export function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, inOrder(part)]),
  );
}
