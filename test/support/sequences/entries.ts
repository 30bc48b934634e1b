import {
  newSequence,
  type SequenceDefinition,
  type Step,
} from '../../../src-preload/contract/sequences/definition';

export const mail = (id: string, more: object = {}): Step =>
  ({
    id,
    kind: 'mail',
    templateId: null,
    subject: `Hello ${id}`,
    text: 'How are you?',
    threads: true,
    ...more,
  }) as Step;
export const hours = (id: string, hours: number): Step => ({
  id,
  kind: 'wait',
  wait: { kind: 'elapsed', hours },
});
export const cta = (id: string, title = 'Call them'): Step => ({
  id,
  kind: 'cta',
  type: 'activity',
  title,
  dueWorkingDays: 2,
});

/** A sequence that could be switched on: a mail, two days, a mail. */
export function sequenceDefinition(more: Partial<SequenceDefinition> = {}): SequenceDefinition {
  return {
    ...newSequence,
    steps: [mail('mail1'), hours('wait1', 48), mail('mail2')],
    hours: null,
    mode: 'automatic',
    reentry: { kind: 'always' },
    ...more,
  };
}

/** As desktops send them. */
export function sequencePatch(name = 'Welcome', more: Partial<SequenceDefinition> = {}) {
  return { name, definition: sequenceDefinition(more) };
}
