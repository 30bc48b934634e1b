import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { useShortcuts } from '../../../ui/use-shortcuts';
import { keepNoteDraft, restoreNoteDraft, useNoteDraft } from './note-drafts';
import { NoteText } from './note-text';
import type { NotesSubject } from './notes-subject';

const modifier = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

/** Writes a new note; `n` jumps here. */
export function NoteForm({ subject }: { subject: NotesSubject }) {
  const { id, externalId, name, contactId } = subject;
  const text = useNoteDraft(subject);
  const field = useRef<HTMLTextAreaElement>(null);
  useShortcuts({ n: () => field.current?.focus() });
  const add = useMutation(trpc.account.addNote.mutationOptions());
  const remove = useMutation(trpc.account.removeNote.mutationOptions());
  async function send(written: string): Promise<void> {
    try {
      const { noteId } = await add.mutateAsync({
        id,
        externalId,
        contactId: contactId ?? null,
        text: written,
      });
      keepNoteDraft(subject, '');
      notifyDone(`Your note about ${name} is kept.`, () => {
        remove.mutate({ id, noteId });
        restoreNoteDraft(subject, written);
      });
    } catch {
      // The failure is shown by itself; the text stays in its field.
    }
  }
  return (
    <NoteText
      label="A note for the team"
      submit="Keep note"
      text={text}
      onText={(typed) => keepNoteDraft(subject, typed)}
      busy={add.isPending}
      onSubmit={send}
      field={field}
      hint={`n to write, ${modifier}+Enter to keep`}
    />
  );
}
