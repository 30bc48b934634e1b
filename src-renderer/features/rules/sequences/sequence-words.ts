import type { Step, StepKind, Wait } from '../../../../src-preload/contract/sequences/definition';
import type { SequenceState } from '../../../../src-preload/contract/sequences/sequence';
import type { BadgeTone } from '../../../ui/badge';

export const sequenceStateWords: Readonly<
  Record<SequenceState, { word: string; tone: BadgeTone; meaning: string }>
> = {
  draft: { word: 'Draft', tone: 'none', meaning: 'Being written: nobody can come in' },
  active: { word: 'On', tone: 'healthy', meaning: 'Lets contacts in, and moves them on' },
  paused: { word: 'Paused', tone: 'middle', meaning: 'Nobody comes in, and who is inside stands still' },
};

export const stepWords: Readonly<Record<StepKind, string>> = {
  mail: 'Mail',
  wait: 'Wait',
  branch: 'Branch',
  cta: 'Call to action',
  playbook: 'Playbook',
  exit: 'End',
};

export const waitWords: Readonly<Record<Wait['kind'], string>> = {
  elapsed: 'Hours that go by',
  calendar: 'Days of the calendar',
  working: 'Working days',
  date: 'Until a day of the contact or the account',
};

/** A step as it is added. @param id one that no other step has */
export function newStep(kind: StepKind, id: string): Step {
  switch (kind) {
    case 'mail':
      return { id, kind, templateId: null, subject: '', text: '', threads: false };
    case 'wait':
      return { id, kind, wait: newWaits.calendar };
    case 'branch':
      return { id, kind, conditions: { combinator: 'and', rules: [] }, otherwise: null, unknown: 'fails' };
    case 'cta':
      return { id, kind, type: 'activity', title: '', dueWorkingDays: 3 };
    case 'playbook':
      return { id, kind, title: '', tasks: [{ title: '', dueWorkingDays: 3 }] };
    case 'exit':
      return { id, kind };
  }
}

export const newWaits: { readonly [K in Wait['kind']]: Extract<Wait, { kind: K }> } = {
  elapsed: { kind: 'elapsed', hours: 48 },
  calendar: { kind: 'calendar', days: 3, minute: null },
  working: { kind: 'working', days: 1, minute: 540 },
  date: { kind: 'date', fact: 'account.renewal_on', days: -30, minute: 540 },
};

/** Eight letters and digits that no step has had. */
export function newStepId(): string {
  return [...crypto.getRandomValues(new Uint8Array(8))].map((byte) => (byte % 36).toString(36)).join('');
}

/** `09:00` */
export function clockOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** @returns null for what is no time of the day */
export function minuteOf(clock: string): number | null {
  const found = /^(\d{1,2}):(\d{2})$/.exec(clock.trim());
  const minute = 60 * Number(found?.[1]) + Number(found?.[2]);
  return Number.isInteger(minute) && minute >= 0 && minute <= 1439 ? minute : null;
}
