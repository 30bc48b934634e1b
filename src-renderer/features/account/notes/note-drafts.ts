import { makeSignal, useSignal } from '../../../api/signal';
import type { NotesSubject } from './notes-subject';

/**
 * Notes that were begun and not kept, by whom they are about: another tab or account doesn't lose them. In memory alone:
 * what people write about accounts lies nowhere outside the encrypted store.
 */
const drafts = makeSignal<ReadonlyMap<string, string>>(new Map());

export function keepNoteDraft(subject: NotesSubject, text: string): void {
  const kept = new Map(drafts.get());
  if (text === '') kept.delete(keyOf(subject));
  else kept.set(keyOf(subject), text);
  drafts.set(kept);
}

export function useNoteDraft(subject: NotesSubject): string {
  return useSignal(drafts).get(keyOf(subject)) ?? '';
}

/** Puts a text that was taken back into its field again, unless something else was begun there. */
export function restoreNoteDraft(subject: NotesSubject, text: string): void {
  if (!drafts.get().has(keyOf(subject))) keepNoteDraft(subject, text);
}

function keyOf({ id, contactId }: NotesSubject): string {
  return contactId === undefined ? `${id}` : `${id}/${contactId}`;
}
