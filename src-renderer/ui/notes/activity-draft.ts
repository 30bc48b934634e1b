import type { z } from 'zod';
import {
  type Activity,
  type ActivityKind,
  type activityInputSchema,
  mostMinutes,
} from '../../../src-preload/contract/activities';

/** What took place, as it is written in its fields. */
export interface ActivityDraft {
  readonly kind: ActivityKind;
  /** In the reader's own zone, as the field has it: `2026-11-30T09:00`. */
  readonly at: string;
  /** Empty: not known. */
  readonly minutes: string;
  /** Numbers of contacts. */
  readonly contacts: readonly string[];
}

/** One that took place just now. @param contactId of whom it is written; undefined: of the account */
export function newActivity(kind: ActivityKind, now: number, contactId?: number): ActivityDraft {
  const contacts = contactId === undefined ? [] : [String(contactId)];
  return { kind, at: fieldOf(now), minutes: '', contacts };
}

export function draftOf({ kind, at, minutes, contacts }: Activity): ActivityDraft {
  return {
    kind,
    at: fieldOf(at),
    minutes: minutes === null ? '' : String(minutes),
    contacts: contacts.flatMap(({ id }) => (id === null ? [] : [String(id)])),
  };
}

/** As it goes up again. */
export function inputOf({ contacts, ...activity }: Activity): z.infer<typeof activityInputSchema> {
  return { ...activity, contacts: contacts.flatMap(({ id }) => id ?? []) };
}

export function isSame(left: ActivityDraft | null, right: ActivityDraft): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** @returns null while a field is not good */
export function activityOf(draft: ActivityDraft, now: number): z.infer<typeof activityInputSchema> | null {
  const at = Date.parse(draft.at);
  const minutes = draft.minutes.trim() === '' ? null : Number(draft.minutes);
  const isLength = minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= mostMinutes);
  if (Number.isNaN(at) || at > now || !isLength) return null;
  return { kind: draft.kind, at, minutes, contacts: draft.contacts.map(Number) };
}

// Sweden writes a day and a time as a field of both has them.
const fieldFormat = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short' });

function fieldOf(instant: number): string {
  return fieldFormat.format(instant).replace(' ', 'T');
}
