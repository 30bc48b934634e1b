import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { mostAttachments } from '../../../../src-preload/contract/attachments';
import { type Mentionable, marksOf } from '../../../../src-preload/contract/mentions';
import type { ChosenSteps, Note } from '../../../../src-preload/contract/notes';
import { ActivityFields } from '../../../api/activity-fields';
import { trpc } from '../../../api/client';
import { useStepTasks } from '../../../api/use-step-tasks';
import { useFocusToNeighbour } from '../../../ui/focus-back';
import { formatInstant } from '../../../ui/format/instant';
import { formatPlural } from '../../../ui/format/number';
import { type ActivityDraft, activityOf, draftOf, inputOf, isSame } from '../../../ui/notes/activity-draft';
import { KindField } from '../../../ui/notes/kind-field';
import { notifyDone } from '../../../ui/notify';
import { PendingBadge } from '../../../ui/pending-badge';
import lines from '../lines.module.css';
import { activityHeading } from './activity-heading';
import { AttachButton } from './files/attach-button';
import { FileProblems } from './files/file-problems';
import { NoteFiles } from './files/note-files';
import { useFilesOfNote } from './files/use-files-of-note';
import { NoteText } from './note-text';
import { NoteWords } from './note-words';
import classes from './notes-section.module.css';
import type { NotesSubject } from './notes-subject';

interface NoteLineProps {
  subject: NotesSubject;
  note: Note;
  /** The own ones; an admin all. */
  mayChange: boolean;
  mayManage: boolean;
}

export function NoteLine({ subject, note, mayChange, mayManage }: NoteLineProps) {
  const { id, externalId, contactId } = subject;
  /** The text as it is changed, and the version that it was begun on; null while it is not. */
  const [changed, setChanged] = useState<Pick<Note, 'text' | 'version'> | null>(null);
  const [wasOpen, setWasOpen] = useState(false);
  const line = useRef<HTMLLIElement>(null);
  useFocusToNeighbour(line);
  const change = useMutation(trpc.account.changeNote.mutationOptions());
  const [activity, setActivity] = useState<ActivityDraft | null>(null);
  const tookPlace = activity === null ? null : activityOf(activity, Date.now());
  const tasks = useStepTasks();
  const remove = useMutation(trpc.account.removeNote.mutationOptions());
  const add = useMutation(trpc.account.addNote.mutationOptions());
  const files = useFilesOfNote(id, note);

  function close(): void {
    setChanged(null);
    setWasOpen(true);
  }

  function open(): void {
    setChanged(note);
    setActivity(note.activity && draftOf(note.activity));
  }

  async function keep(
    text: string,
    version: number,
    steps: ChosenSteps | null,
    meant: readonly Mentionable[],
  ): Promise<void> {
    try {
      const isCorrected = note.activity !== null && !isSame(activity, draftOf(note.activity));
      if (text !== note.text || isCorrected) {
        const corrected = isCorrected && tookPlace !== null ? { activity: tookPlace } : {};
        const { opId } = await change.mutateAsync({
          ...{ id, noteId: note.id, text, version, meant: [...meant] },
          ...corrected,
        });
        notifyDone('The note is changed.', () =>
          change.mutate({
            ...{ id, noteId: note.id, text: note.text, meant: meantBefore(note), undoes: opId },
            ...(isCorrected && note.activity ? { activity: inputOf(note.activity) } : {}),
          }),
        );
      }
      close();
      const made = await tasks.make(id, note.id, steps);
      if (made !== null && made.count > 0)
        notifyDone(`${formatPlural(made.count, 'task')} made of it.`, made.undo);
    } catch {
      // The failure is shown by itself; the text stays in its field.
    }
  }

  function takeAway(): void {
    const again = {
      ...{ id, externalId, contactId: note.contact?.id ?? null, text: note.text },
      meant: meantBefore(note),
      files: note.files.slice(0, mostAttachments).map(({ name, sha256 }) => ({ name, sha256 })),
      ...(note.activity ? { activity: inputOf(note.activity) } : {}),
    };
    remove.mutate(
      { id, noteId: note.id },
      { onSuccess: () => notifyDone('The note is removed.', () => add.mutate(again)) },
    );
  }

  if (changed !== null)
    return (
      <li ref={line}>
        <NoteText
          id={id}
          label="The note"
          submit="Keep change"
          text={changed.text}
          onText={(text) => setChanged({ ...changed, text })}
          busy={change.isPending}
          onSubmit={(text, steps, meant) => keep(text, changed.version, steps, meant)}
          onCancel={close}
          onFiles={(chosen) => void files.add(chosen)}
          below={<FileProblems problems={files.problems} />}
          isHeldUp={activity !== null && tookPlace === null}
          above={
            activity && (
              <>
                <KindField
                  isActivity
                  kind={activity.kind}
                  onChange={(kind) => kind && setActivity({ ...activity, kind })}
                />
                <ActivityFields id={id} draft={activity} onChange={setActivity} />
              </>
            )
          }
          hint="Escape leaves it as it was"
        />
      </li>
    );
  return (
    <li ref={line} className={lines.line}>
      <div>
        {note.activity && <p className={classes.activity}>{activityHeading(note.activity)}</p>}
        <NoteWords id={id} note={note} mayManage={mayManage} />
        <NoteFiles id={id} files={note.files} mayChange={mayChange} onRemove={files.remove} />
        <FileProblems problems={files.problems} />
        <p className="faint" title={formatInstant(note.at)}>
          {note.author}, {formatInstant(note.at)}
          {contactId === undefined && note.contact && `, about ${note.contact.name ?? 'a contact'}`}{' '}
          {note.isPending && <PendingBadge />}
        </p>
      </div>
      {mayChange && (
        <span className={classes.actions}>
          <AttachButton
            there={note.files.length}
            busy={files.isBusy}
            label="Attach…"
            onFiles={(chosen) => void files.add(chosen)}
          />
          <Button variant="subtle" size="compact-sm" autoFocus={wasOpen} onClick={open}>
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

/** Whom it mentions, by the names in its marks: they may be called otherwise by now. */
function meantBefore({ text, mentions }: Note): Mentionable[] {
  return marksOf(text).flatMap((name, place) => {
    const meant = mentions[place];
    return meant == null ? [] : [{ ...meant, name }];
  });
}
