import { addressesPeople, type RuleAction } from '../../../src-preload/contract/rules/action';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import type { RuleDefinition } from '../../../src-preload/contract/rules/rule-definition';
import type { SequenceState } from '../../../src-preload/contract/sequences/sequence';

/** A template as far as an action asks for it. */
export interface OfferedTemplate {
  readonly name: string;
  readonly isArchived: boolean;
}

/** A sequence as far as an action asks for it. */
export interface OfferedSequence {
  readonly name: string;
  readonly state: SequenceState;
}

/** What actions may name, by id. */
export interface OfferedToActions {
  readonly templates: ReadonlyMap<string, OfferedTemplate>;
  readonly sequences: ReadonlyMap<string, OfferedSequence>;
  /** Whether points are given at all. */
  readonly rewardsAreOn: boolean;
}

/** What is still missing of a rule's actions, and what is worth knowing of how often it acts. */
export function actionFindings(rule: RuleDefinition, offered: OfferedToActions): RuleFinding[] {
  const findings = rule.actions.flatMap((action, at) =>
    [...faultsOf(action, offered), ...addresseeFaults(rule, action)].map(([part, message, inner = []]) =>
      errorAt([at, ...inner], part, message),
    ),
  );
  if (rule.actions.length === 0)
    findings.push(errorAt([], 'group', 'Add an action: a rule without one does nothing.'));
  if (!offered.rewardsAreOn && rule.actions.some(({ kind }) => kind === 'points'))
    findings.push(remarkOn('actions', 'Rewards are off: it gives no points until an admin turns them on.'));
  return [...findings, ...remarksOf(rule)];
}

type Fault = readonly [part: string, message: string, inner?: readonly number[]];

function faultsOf(action: RuleAction, { templates, sequences }: OfferedToActions): Fault[] {
  switch (action.kind) {
    case 'cta':
      return isBlank(action.title) ? [['title', 'Give the CTA a title.']] : [];
    case 'email':
      return templateFaults(action.templateId, templates);
    case 'sequence':
      return sequenceFaults(action.sequenceId, sequences);
    case 'points':
      return [];
    case 'notification':
      return isBlank(action.text) ? [['text', 'Write what the notification says.']] : [];
    case 'playbook':
      return [
        ...(isBlank(action.title) ? [['title', 'Give the playbook a title.'] as const] : []),
        ...(action.tasks.length === 0 ? [['tasks', 'Add a task to the playbook.'] as const] : []),
        ...action.tasks.flatMap(({ title }, task) =>
          isBlank(title) ? [['title', 'Give the task a title.', [task]] as const] : [],
        ),
      ];
  }
}

/** A rule about contacts writes to the one it fires for, or lets them into a sequence, and nobody else because of them. */
function addresseeFaults({ subject }: RuleDefinition, action: RuleAction): Fault[] {
  if (!addressesPeople(action) || (action.to === 'contact') === (subject === 'contact')) return [];
  return subject === 'contact'
    ? [['to', 'A rule about contacts acts for the contact it fires for.']]
    : [['to', 'Choose whom of the account it is for.']];
}

function templateFaults(id: string | null, templates: ReadonlyMap<string, OfferedTemplate>): Fault[] {
  if (id === null) return [['templateId', 'Choose a template.']];
  const template = templates.get(id);
  if (template === undefined) return [['templateId', 'This template is not there any more: choose another.']];
  return template.isArchived ? [['templateId', `“${template.name}” is archived: choose another.`]] : [];
}

function sequenceFaults(id: string | null, sequences: ReadonlyMap<string, OfferedSequence>): Fault[] {
  if (id === null) return [['sequenceId', 'Choose a sequence.']];
  const sequence = sequences.get(id);
  if (sequence === undefined) return [['sequenceId', 'This sequence is not there any more: choose another.']];
  return sequence.state === 'draft'
    ? [['sequenceId', `“${sequence.name}” is a draft: switch it on first.`]]
    : [];
}

function remarksOf({ subject, actions, trigger, coolDownDays, limits }: RuleDefinition): RuleFinding[] {
  if (coolDownDays > 0 || limits.perAccount !== null || limits.perContact !== null) return [];
  const remark = (message: string): RuleFinding[] => [remarkOn('coolDownDays', message)];
  if (trigger === 'level')
    return remark(`It fires every day for each ${subject} as long as the conditions hold: set a cool-down.`);
  return actions.some(({ kind }) => kind === 'email')
    ? remark(`Nothing limits how often one ${subject} is written to: set a cool-down or a limit.`)
    : [];
}

function remarkOn(field: RuleFinding['field'], message: string): RuleFinding {
  return { field, path: [], part: 'value', message, severity: 'remark' };
}

function errorAt(path: readonly number[], part: string, message: string): RuleFinding {
  return { field: 'actions', path: [...path], part, message, severity: 'error' };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
