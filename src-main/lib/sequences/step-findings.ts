import type { Fact } from '../../../src-preload/contract/rules/fact';
import type { RuleFinding } from '../../../src-preload/contract/rules/finding';
import type { SequenceDefinition, Step } from '../../../src-preload/contract/sequences/definition';
import type { OfferedTemplate } from '../rules/action-findings';

/** What steps may name. */
export interface Offered {
  /** By id. */
  readonly templates: ReadonlyMap<string, OfferedTemplate>;
  /** By name. */
  readonly facts: ReadonlyMap<string, Fact>;
}

/** What is still missing of a sequence’s steps, but for their conditions: with an error it can be kept, not switched on. */
export function stepFindings({ steps }: SequenceDefinition, offered: Offered): RuleFinding[] {
  if (steps.length === 0) return [errorAt([], 'steps', 'Add a step: a sequence without one does nothing.')];
  return [
    ...steps.flatMap((step, place) =>
      faultsOf(step, place, steps, offered).map(([part, message]) => errorAt([place], part, message)),
    ),
    ...remarksOf(steps),
  ];
}

type Fault = readonly [part: string, message: string];

function faultsOf(step: Step, place: number, steps: readonly Step[], { templates, facts }: Offered): Fault[] {
  switch (step.kind) {
    case 'mail':
      return step.templateId === null ? wordFaults(step) : templateFaults(step.templateId, templates);
    case 'cta':
      return step.title.trim() === '' ? [['title', 'Give the CTA a title.']] : [];
    case 'playbook':
      return [
        ...(step.title.trim() === '' ? [['title', 'Give the playbook a title.'] as const] : []),
        ...(step.tasks.length === 0 ? [['tasks', 'Add a task to the playbook.'] as const] : []),
        ...(step.tasks.some(({ title }) => title.trim() === '')
          ? [['tasks', 'Give each task a title.'] as const]
          : []),
      ];
    case 'branch': {
      const there = steps.findIndex(({ id }) => id === step.otherwise);
      return step.otherwise === null || there > place
        ? []
        : [
            [
              'otherwise',
              'Choose a later step for those of whom it doesn’t hold: this one is gone, or earlier.',
            ],
          ];
    }
    case 'wait':
      return step.wait.kind === 'date' && facts.get(step.wait.fact)?.type !== 'day'
        ? [['fact', 'Choose a day that is known of the contact or the account.']]
        : [];
    case 'exit':
      return [];
  }
}

function wordFaults({ subject, text }: Extract<Step, { kind: 'mail' }>): Fault[] {
  return subject.trim() === '' || text.trim() === ''
    ? [['templateId', 'Choose a template, or write a subject and a text.']]
    : [];
}

function templateFaults(id: string, templates: ReadonlyMap<string, OfferedTemplate>): Fault[] {
  const template = templates.get(id);
  if (template === undefined) return [['templateId', 'This template is not there any more: choose another.']];
  return template.isArchived ? [['templateId', `“${template.name}” is archived: choose another.`]] : [];
}

/** Two mails with nothing between them go one right behind the other. */
function remarksOf(steps: readonly Step[]): RuleFinding[] {
  return steps.flatMap((step, place): RuleFinding[] =>
    step.kind === 'mail' && steps[place - 1]?.kind === 'mail'
      ? [
          {
            field: 'steps',
            path: [place],
            part: 'kind',
            message: 'It follows the mail before it at once: put a wait between them.',
            severity: 'remark',
          },
        ]
      : [],
  );
}

function errorAt(path: readonly number[], part: string, message: string): RuleFinding {
  return { field: 'steps', path: [...path], part, message, severity: 'error' };
}
