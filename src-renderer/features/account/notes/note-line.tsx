import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Note } from '../../../../src-preload/contract/notes';
import { trpc } from '../../../api/client';
import { useFocusToNeighbour } from '../../../ui/focus-back';
import { formatInstant } from '../../../ui/format/instant';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import lines from '../lines.module.css';
import { NoteText } from './note-text';
import classes from './notes-section.module.css';
import type { NotesSubject } from './notes-subject';

interface NoteLineProps {
  subject: NotesSubject;
  note: Note;
  /** The own ones; an admin all. */
  mayChange: boolean;
}

export function NoteLine({ subject: { id, externalId, contactId }, note, mayChange }: NoteLineProps) {
  /** The text as it is changed, and the version that it was begun on; null while it is not. */
  const [changed, setChanged] = useState<Pick<Note, 'text' | 'version'> | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  const line = useRef<HTMLLIElement>(null);
  useFocusToNeighbour(line);
  const change = useMutation(trpc.account.changeNote.mutationOptions());
  const remove = useMutation(trpc.account.removeNote.mutationOptions());
  const add = useMutation(trpc.account.addNote.mutationOptions());

  function close(): void {
    setChanged(null);
    setWasOpen(true);
  }

  async function keep(text: string, version: number): Promise<void> {
    try {
      if (text !== note.text) {
        const { opId } = await change.mutateAsync({ id, noteId: note.id, text, version });
        notifyDone('The note is changed.', () =>
          change.mutate({ id, noteId: note.id, text: note.text, undoes: opId }),
        );
      }
      close();
    } catch {
      // The failure is shown by itself; the text stays in its field.
    }
  }

  function takeAway(): void {
    const again = { id, externalId, contactId: note.contact?.id ?? null, text: note.text };
    remove.mutate(
      { id, noteId: note.id },
      { onSuccess: () => notifyDone('The note is removed.', () => add.mutate(again)) },
    );
  }

  if (changed !== null)
    return (
      <li ref={line}>
        <NoteText
          label="The note"
          submit="Keep change"
          text={changed.text}
          onText={(text) => setChanged({ ...changed, text })}
          busy={change.isPending}
          onSubmit={(text) => keep(text, changed.version)}
          onCancel={close}
          hint="Escape leaves it as it was"
        />
      </li>
    );
  return (
    <li ref={line} className={lines.line}>
      <div>
        <p className={classes.text}>{note.text}</p>
        <p className="faint" title={formatInstant(note.at)}>
          {note.author}, {formatInstant(note.at)}
          {contactId === undefined && note.contact && `, about ${note.contact.name ?? 'a contact'}`}{' '}
          {note.isPending && <PendingBadge />}
        </p>
      </div>
      {mayChange && (
        <span className={classes.actions}>
          <Button variant="subtle" size="compact-sm" autoFocus={wasOpen} onClick={() => setChanged(note)}>
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
