import type {
  Reentry,
  SequenceDefinition,
  Step,
  Wait,
} from '../../../src-preload/contract/sequences/definition';
import type { ExitReason } from '../../../src-preload/contract/sequences/enrolment';
import { counted } from '../../../src-preload/contract/words';
import { clockWords } from '../schedule/time-words';

/** What steps name, in words. */
export interface StepNames {
  /** Null: not there any more. */
  template(id: string): string | null;
  /** The conditions of a branch; null while they make no sense. */
  conditions(stepId: string): string | null;
  /** The label of a fact; null: there is none. */
  fact(name: string): string | null;
}

/** @example `48 hours later`, `2 days later at the same time of day`, `On the next working day at 09:00` */
export function sayWait(wait: Wait, names: Pick<StepNames, 'fact'>): string {
  switch (wait.kind) {
    case 'elapsed':
      return `Wait ${counted(wait.hours, 'hour')}, to the minute.`;
    case 'calendar':
      return `Wait until ${counted(wait.days, 'day')} later on the calendar, ${wait.minute === null ? 'at the same time of day' : `at ${clockWords(wait.minute)}`}.`;
    case 'working':
      return `Wait until ${wait.days === 1 ? 'the next working day' : `the working day ${wait.days} later`} at ${clockWords(wait.minute)}.`;
    case 'date': {
      const label = names.fact(wait.fact) ?? 'a day that is not chosen yet';
      const apart = Math.abs(wait.days);
      const when =
        wait.days === 0 ? 'the day itself' : `${counted(apart, 'day')} ${wait.days < 0 ? 'before' : 'after'}`;
      return `Wait until ${when === 'the day itself' ? '' : `${when} `}${label}, at ${clockWords(wait.minute)}.`;
    }
  }
}

/** What a step does, in a sentence. @param places of the steps by their ids, the first one 1 */
export function sayStep(step: Step, names: StepNames, places: ReadonlyMap<string, number>): string {
  switch (step.kind) {
    case 'mail': {
      const beneath = step.threads ? ', beneath the mail before it' : '';
      if (step.templateId === null)
        return step.subject.trim() === ''
          ? 'Send a mail that is not written yet.'
          : `Send the mail “${step.subject.trim()}”${beneath}.`;
      return `Send “${names.template(step.templateId) ?? 'a template that is gone'}”${beneath}.`;
    }
    case 'wait':
      return sayWait(step.wait, names);
    case 'branch': {
      const place = step.otherwise === null ? undefined : places.get(step.otherwise);
      const away = place === undefined ? 'end' : `go on with step ${place}`;
      const unknown = step.unknown === 'holds' ? 'go on with the next step' : away;
      return `If ${names.conditions(step.id) ?? 'conditions that are not written yet'}, go on with the next step; if not, ${away}; if that is not known, ${unknown}.`;
    }
    case 'cta':
      return `Open the CTA “${step.title.trim()}”, due ${dueWords(step.dueWorkingDays)}.`;
    case 'playbook':
      return `Start the playbook “${step.title.trim()}” with ${counted(step.tasks.length, 'task')}.`;
    case 'exit':
      return 'End here.';
  }
}

export function sayReentry(reentry: Reentry): string {
  switch (reentry.kind) {
    case 'never':
      return 'Nobody comes in twice.';
    case 'after':
      return `Who was inside may come in again ${counted(reentry.days, 'day')} after it was over.`;
    case 'always':
      return 'Who was inside may come in again as soon as it is over.';
  }
}

/** The whole in a sentence or two. @param goal its conditions in words; null: it has none, or they make no sense */
export function saySequence(definition: SequenceDefinition, goal: string | null): string {
  const mails = definition.steps.filter(({ kind }) => kind === 'mail').length;
  const exits = [
    ...(goal === null ? [] : [`as soon as ${goal}`]),
    ...(definition.onReply ? ['when they reply'] : []),
    ...(definition.onChurn ? ['when the account churns'] : []),
    'when they unsubscribe or leave',
  ];
  const hours =
    definition.hours === null
      ? 'At any hour'
      : `On working days from ${clockWords(definition.hours.from)} to ${clockWords(definition.hours.until)}`;
  return `${counted(definition.steps.length, 'step')}, ${counted(mails, 'mail')} among them. ${hours}. Ends early ${listed(exits)}. ${sayReentry(definition.reentry)}`;
}

/** Why somebody’s way is over, after “because”. */
export const exitWords: Readonly<Record<ExitReason, string>> = {
  finished: 'came to the end',
  goal: 'reached the goal',
  replied: 'replied',
  churned: 'the account churned',
  unsubscribed: 'unsubscribed',
  unreachable: 'can’t be written to',
  left: 'left the company',
  objects: 'objects to profiling',
  by_hand: 'taken out by hand',
  edited: 'ended when the steps were changed',
  removed: 'the sequence was removed',
  merged: 'the contact became one with another',
};

function dueWords(workingDays: number): string {
  return workingDays === 0 ? 'the same day' : `in ${counted(workingDays, 'working day')}`;
}

function listed(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} or ${parts.at(-1) ?? ''}`;
}
