import type { RuleDefinition } from '../../../../src-preload/contract/rules/rule-definition';
import type { SequenceDefinition } from '../../../../src-preload/contract/sequences/definition';
import { inOrder, sentOf } from '../editor/edited-rule';

interface Named {
  readonly name: string;
  readonly definition: RuleDefinition;
}

const partWords: Readonly<Record<keyof RuleDefinition, string>> = {
  conditions: 'conditions',
  trigger: 'when it fires',
  rearm: 'when it is armed again',
  clearDays: 'days in the clear',
  coolDownDays: 'days between two firings',
  actions: 'actions',
  mode: 'how it acts',
  limits: 'limits',
  priority: 'priority',
  holdoutPercent: 'share held out',
  description: 'why it is there',
  subject: 'whom it is about',
};

/** What differs between two states of a rule. @returns `name, conditions and limits`; `nothing` where all is as it was */
export function changedParts(before: Named, after: Named): string {
  return joined([
    ...(before.name === after.name ? [] : ['name']),
    ...changedOf(before.definition, after.definition),
  ]);
}

export function changedDefinition(before: RuleDefinition, after: RuleDefinition): string {
  return joined(changedOf(before, after));
}

function changedOf(before: RuleDefinition, after: RuleDefinition): string[] {
  const [a, b] = [sentOf(before), sentOf(after)];
  return (Object.keys(partWords) as (keyof RuleDefinition)[])
    .filter((part) => JSON.stringify(inOrder(a[part])) !== JSON.stringify(inOrder(b[part])))
    .map((part) => partWords[part]);
}

const sequenceParts: Readonly<Record<keyof SequenceDefinition, string>> = {
  steps: 'steps',
  goal: 'goal',
  onReply: 'what a reply does',
  onChurn: 'what a departure does',
  reentry: 'who comes in again',
  hours: 'its hours',
  mode: 'how its mails go',
  description: 'why it is there',
};

/** What differs between two states of a sequence, as of rules. */
export function changedSequence(before: SequenceDefinition, after: SequenceDefinition): string {
  return joined(
    (Object.keys(sequenceParts) as (keyof SequenceDefinition)[])
      .filter((part) => JSON.stringify(inOrder(before[part])) !== JSON.stringify(inOrder(after[part])))
      .map((part) => sequenceParts[part]),
  );
}

function joined(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? 'nothing';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
