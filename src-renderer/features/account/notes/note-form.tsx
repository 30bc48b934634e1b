import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { useShortcuts } from '../../../ui/use-shortcuts';
import { NoteText } from './note-text';
import type { NotesSubject } from './notes-subject';

const modifier = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

/** Writes a new note; `n` jumps here. */
export function NoteForm({ subject: { id, externalId, name, contactId } }: { subject: NotesSubject }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useShortcuts({ n: () => field.current?.focus() });
  const add = useMutation(trpc.account.addNote.mutationOptions());
  const remove = useMutation(trpc.account.removeNote.mutationOptions());
  async function send(text: string): Promise<boolean> {
    try {
      const { noteId } = await add.mutateAsync({ id, externalId, contactId: contactId ?? null, text });
      notifyDone(`Your note about ${name} is kept.`, () => remove.mutate({ id, noteId }));
      return true;
    } catch {
      return false;
    }
  }
  return (
    <NoteText
      label="A note for the team"
      submit="Keep note"
      start=""
      busy={add.isPending}
      onSubmit={send}
      field={field}
      hint={`n to write, ${modifier}+Enter to keep`}
    />
  );
}
