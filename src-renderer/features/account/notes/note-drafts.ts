import type { HeldFile } from '../../../../src-preload/contract/attachments';
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

/** Files that were chosen for a note that is not kept yet; their bytes lie in the store. */
const files = makeSignal<ReadonlyMap<string, readonly HeldFile[]>>(new Map());
const none: readonly HeldFile[] = [];

export function keepFileDraft(
  subject: NotesSubject,
  change: (files: readonly HeldFile[]) => readonly HeldFile[],
): void {
  const kept = new Map(files.get());
  const key = keyOf(subject);
  kept.set(key, change(kept.get(key) ?? none));
  files.set(kept);
}

export function useFileDraft(subject: NotesSubject): readonly HeldFile[] {
  return useSignal(files).get(keyOf(subject)) ?? none;
}

/** Puts a note that was taken back into its field again, unless something else was begun there. */
export function restoreNoteDraft(subject: NotesSubject, text: string, attached: readonly HeldFile[]): void {
  if (drafts.get().has(keyOf(subject))) return;
  keepNoteDraft(subject, text);
  keepFileDraft(subject, () => attached);
}

function keyOf({ id, contactId }: NotesSubject): string {
  return contactId === undefined ? `${id}` : `${id}/${contactId}`;
}
