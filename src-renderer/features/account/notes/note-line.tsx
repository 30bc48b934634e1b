import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Note } from '../../../../src-preload/contract/notes';
import { trpc } from '../../../api/client';
import { formatInstant } from '../../../ui/format/instant';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import { NoteText } from './note-text';
import classes from './notes-section.module.css';
import type { NotesSubject } from './notes-subject';

interface NoteLineProps {
  subject: NotesSubject;
  note: Note;
  mayWrite: boolean;
}

export function NoteLine({ subject: { id, externalId, contactId }, note, mayWrite }: NoteLineProps) {
  const [isOpen, setOpen] = useState(false);
  const change = useMutation(trpc.account.changeNote.mutationOptions());
  const remove = useMutation(trpc.account.removeNote.mutationOptions());
  const add = useMutation(trpc.account.addNote.mutationOptions());

  async function keep(text: string): Promise<boolean> {
    try {
      await change.mutateAsync({ id, noteId: note.id, text });
      notifyDone('The note is changed.', () => change.mutate({ id, noteId: note.id, text: note.text }));
      setOpen(false);
      return true;
    } catch {
      return false;
    }
  }

  function takeAway(): void {
    const again = { id, externalId, contactId: note.contact?.id ?? null, text: note.text };
    remove.mutate(
      { id, noteId: note.id },
      { onSuccess: () => notifyDone('The note is removed.', () => add.mutate(again)) },
    );
  }

  if (isOpen)
    return (
      <li>
        <NoteText
          label="The note"
          submit="Keep change"
          start={note.text}
          busy={change.isPending}
          onSubmit={keep}
          onCancel={() => setOpen(false)}
          hint="Escape leaves it as it was"
        />
      </li>
    );
  return (
    <li className={classes.line}>
      <div>
        <p className={classes.text}>{note.text}</p>
        <p className="faint" title={formatInstant(note.at)}>
          {note.author}, {formatInstant(note.at)}
          {contactId === undefined && note.contact && `, about ${note.contact.name ?? 'a contact'}`}{' '}
          {note.isPending && <PendingBadge />}
        </p>
      </div>
      {mayWrite && note.isOwn && (
        <span className={classes.actions}>
          <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
            Change
          </Button>
          <Button variant="subtle" size="compact-sm" loading={remove.isPending} onClick={takeAway}>
            Remove
          </Button>
        </span>
      )}
    </li>
  );
}
