import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import type { AccountOverview } from '../../../../src-preload/contract/account';
import { trpc } from '../../../api/client';
import { notifyDone } from '../../../ui/notify';
import { useShortcuts } from '../../../ui/use-shortcuts';
import { NoteText } from './note-text';

const modifier = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

/** Writes a new note about the account; `n` jumps here. */
export function NoteForm({ account: { id, externalId, name } }: { account: AccountOverview }) {
  const field = useRef<HTMLTextAreaElement>(null);
  useShortcuts({ n: () => field.current?.focus() });
  const add = useMutation(trpc.account.addNote.mutationOptions());
  const remove = useMutation(trpc.account.removeNote.mutationOptions());
  async function send(text: string): Promise<boolean> {
    try {
      const { noteId } = await add.mutateAsync({ id, externalId, contactId: null, text });
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
