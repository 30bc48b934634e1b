import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ActivityKind } from '../../../../src-preload/contract/activities';
import type { Mentionable } from '../../../../src-preload/contract/mentions';
import type { ChosenSteps } from '../../../../src-preload/contract/notes';
import { ActivityFields } from '../../../api/activity-fields';
import { trpc } from '../../../api/client';
import { useActivityTemplates } from '../../../api/use-activity-templates';
import { useStepTasks } from '../../../api/use-step-tasks';
import { useKeys } from '../../../ui/keys/use-keys';
import { type ActivityDraft, activityOf, newActivity } from '../../../ui/notes/activity-draft';
import { BeginFields } from '../../../ui/notes/begin-fields';
import { withTasks } from '../../../ui/notes/chosen-steps';
import { notifyDone } from '../../../ui/notify';
import { useNow } from '../../../ui/use-now';
import { ChosenFiles } from './files/chosen-files';
import { useHoldFiles } from './files/use-hold-files';
import { keepFileDraft, keepNoteDraft, restoreNoteDraft, useFileDraft, useNoteDraft } from './note-drafts';
import { NoteText } from './note-text';
import type { NotesSubject } from './notes-subject';

const modifier = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';

/** Writes a new note; `n` jumps here. */
export function NoteForm({ subject }: { subject: NotesSubject }) {
  const { id, externalId, name, contactId } = subject;
  const text = useNoteDraft(subject);
  const files = useFileDraft(subject);
  const holding = useHoldFiles();
  const field = useRef<HTMLTextAreaElement>(null);
  useKeys('notes', { n: () => field.current?.focus() });
  const now = useNow();
  const [activity, setActivity] = useState<ActivityDraft | null>(null);
  const tookPlace = activity === null ? null : activityOf(activity, Math.max(now, Date.now()));
  const add = useMutation(trpc.account.addNote.mutationOptions());
  const tasks = useStepTasks();
  const remove = useMutation(trpc.account.removeNote.mutationOptions());
  const templates = useActivityTemplates();
  function begin(kind: ActivityKind | null, begun: string): void {
    if (kind === null) setActivity(null);
    else setActivity(activity === null ? newActivity(kind, Date.now(), contactId) : { ...activity, kind });
    keepNoteDraft(subject, begun);
  }
  async function take(chosen: readonly File[]): Promise<void> {
    const held = await holding.hold(chosen, files.length);
    keepFileDraft(subject, (there) => [
      ...there,
      ...held.filter(({ sha256 }) => there.every((one) => one.sha256 !== sha256)),
    ]);
  }
  async function send(
    written: string,
    steps: ChosenSteps | null,
    meant: readonly Mentionable[],
  ): Promise<void> {
    try {
      const { noteId } = await add.mutateAsync({
        id,
        externalId,
        contactId: contactId ?? null,
        text: written,
        meant: [...meant],
        files: files.map(({ name: called, sha256 }) => ({ name: called, sha256 })),
        ...(tookPlace && { activity: tookPlace }),
      });
      keepNoteDraft(subject, '');
      keepFileDraft(subject, () => []);
      holding.clear();
      setActivity(null);
      const made = await tasks.make(id, noteId, steps);
      notifyDone(`Your note about ${name} is kept${withTasks(made?.count ?? 0)}.`, () => {
        made?.undo();
        remove.mutate({ id, noteId });
        restoreNoteDraft(subject, written, files);
      });
    } catch {
      // The failure is shown by itself; the text stays in its field.
    }
  }
  return (
    <NoteText
      id={id}
      label="A note for the team"
      submit="Keep note"
      text={text}
      onText={(typed) => keepNoteDraft(subject, typed)}
      busy={add.isPending || holding.isBusy}
      onFiles={(chosen) => void take(chosen)}
      below={
        <ChosenFiles
          files={files}
          problems={holding.problems}
          busy={holding.isBusy}
          onFiles={(chosen) => void take(chosen)}
          onRemove={({ sha256 }) =>
            keepFileDraft(subject, (there) => there.filter((one) => one.sha256 !== sha256))
          }
        />
      }
      onSubmit={send}
      field={field}
      isHeldUp={activity !== null && tookPlace === null}
      above={
        <>
          <BeginFields kind={activity?.kind ?? null} text={text} templates={templates} onBegin={begin} />
          {activity && <ActivityFields id={id} draft={activity} onChange={setActivity} />}
        </>
      }
      hint={`n to write, @ to mention somebody, ${modifier}+Enter to keep`}
    />
  );
}
