import { Button, Stack, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, skipToken, useMutation, useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { z } from 'zod';
import type { ActivityKind } from '../../../src-preload/contract/activities';
import { activityKindSchema } from '../../../src-preload/contract/activities';
import type { ChosenSteps } from '../../../src-preload/contract/notes';
import { noteTextSchema } from '../../../src-preload/contract/operations';
import { AccountField } from '../../api/account-field';
import { ActivityFields } from '../../api/activity-fields';
import { trpc } from '../../api/client';
import { forgetDraft, keepDraft, useKeptDraft } from '../../api/kept-drafts';
import { useActivityTemplates } from '../../api/use-activity-templates';
import { useMentions } from '../../api/use-mentions';
import { useStepTasks } from '../../api/use-step-tasks';
import { Dialog } from '../../ui/dialog';
import { type ActivityDraft, activityOf, newActivity } from '../../ui/notes/activity-draft';
import { BeginFields } from '../../ui/notes/begin-fields';
import { keepingOf, stepKeysInWords, withTasks } from '../../ui/notes/chosen-steps';
import { notifyDone } from '../../ui/notify';
import { useNow } from '../../ui/use-now';
import { guessedAccount, wordsOfGuess } from './guessed-account';
import classes from './quick-note.module.css';

const draftKey = 'note.quick';
const draftSchema = z.object({
  text: z.string().max(10_000),
  chosen: z.number().int().positive().nullable(),
  /** What took place; who was there is said where the account is known. */
  activity: z
    .object({ kind: activityKindSchema, at: z.string().max(40), minutes: z.string().max(10) })
    .nullable()
    .default(null),
});
type Draft = z.infer<typeof draftSchema>;
const emptyDraft: Draft = { text: '', chosen: null, activity: null };

const modifier = window.steward.platform === 'darwin' ? '⌘' : 'Ctrl';
const typingPause = 120;

interface QuickNoteProps {
  /** The account that was open or chosen. */
  meant: number | null;
  onClose: () => void;
}

/** A note from anywhere. What was begun and not kept stands there again, after a restart, too. */
export function QuickNoteDialog({ meant, onClose }: QuickNoteProps) {
  const kept = useKeptDraft(draftKey, draftSchema);
  return (
    <Dialog title="Quick note" size="md" onClose={onClose}>
      {kept.data !== undefined && (
        <QuickNote start={kept.data ?? emptyDraft} meant={meant} onClose={onClose} />
      )}
    </Dialog>
  );
}

function QuickNote({ start, meant, onClose }: QuickNoteProps & { start: Draft }) {
  const [draft, setDraft] = useState(start);
  const [sent, setSent] = useState(false);
  const { guess, perhaps, offered } = useGuess(draft.text, meant ?? start.chosen);
  const about = draft.chosen ?? guess?.account.id ?? null;
  const templates = useActivityTemplates();
  const now = useNow();
  const activity: ActivityDraft | null = draft.activity && { ...draft.activity, contacts: [] };
  const tookPlace = activity === null ? null : activityOf(activity, Math.max(now, Date.now()));
  const isHeldUp = activity !== null && tookPlace === null;
  const add = useMutation(trpc.account.addNote.mutationOptions());
  const mentions = useMentions(about);
  const tasks = useStepTasks();
  const remove = useMutation(trpc.account.removeNote.mutationOptions());

  function change(part: Partial<Draft>): void {
    const next = { ...draft, ...part };
    setDraft(next);
    if (next.text.trim() === '') forgetDraft(draftKey);
    else keepDraft(draftKey, next);
  }

  function begin(kind: ActivityKind | null, text: string): void {
    if (kind === null) change({ text, activity: null });
    else
      change({ text, activity: activity === null ? newActivity(kind, Date.now()) : { ...activity, kind } });
  }

  async function keep(steps: ChosenSteps | null): Promise<void> {
    setSent(true);
    const text = noteTextSchema.safeParse(draft.text.trim());
    if (about === null || !text.success || isHeldUp || add.isPending) return;
    try {
      const { noteId } = await add.mutateAsync({
        id: about,
        contactId: null,
        text: text.data,
        meant: [...mentions.meant],
        ...(tookPlace && { activity: tookPlace }),
      });
      forgetDraft(draftKey);
      const name = offered.find(({ id }) => id === about)?.name;
      const made = await tasks.make(about, noteId, steps);
      const whose = name === undefined ? '' : ` about ${name}`;
      notifyDone(`Your note${whose} is kept${withTasks(made?.count ?? 0)}.`, () => {
        made?.undo();
        remove.mutate({ id: about, noteId });
      });
      onClose();
    } catch {
      // The failure is shown by itself; the text stays in its field.
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (mentions.onKeyDown(event)) return;
    const field = event.target instanceof HTMLTextAreaElement ? event.target : null;
    const keeping = keepingOf(event, draft.text, field?.selectionStart ?? null);
    if (keeping === undefined) return;
    event.preventDefault();
    void keep(keeping.steps);
  }

  return (
    // Ctrl+Enter keeps the note from either field.
    <Stack gap="sm" onKeyDown={onKeyDown}>
      <BeginFields kind={activity?.kind ?? null} text={draft.text} templates={templates} onBegin={begin} />
      {activity && (
        <ActivityFields id={null} draft={activity} onChange={(activity) => change({ activity })} />
      )}
      <Textarea
        label="Note"
        data-autofocus
        placeholder="Called Acme: they renew if the import works by March"
        autosize
        minRows={4}
        maxRows={14}
        maxLength={10_000}
        value={draft.text}
        {...mentions.field}
        onChange={(event) => {
          change({ text: event.currentTarget.value });
          mentions.look(event.currentTarget);
        }}
        error={sent && draft.text.trim() === '' && 'write what is to be kept'}
      />
      {mentions.list}
      <AccountField
        value={about}
        onChange={(chosen) => change({ chosen })}
        wrong={sent && about === null}
        offered={offered}
        note={draft.chosen === null ? wordsOfGuess(guess) : undefined}
        autoFocus={false}
      />
      {about === null && perhaps.length > 0 && (
        <div className={classes.perhaps}>
          <span className="faint">Perhaps</span>
          {perhaps.map(({ id, name }) => (
            <Button
              key={id}
              variant="default"
              size="compact-sm"
              dir="auto"
              onClick={() => change({ chosen: id })}
            >
              {name}
            </Button>
          ))}
        </div>
      )}
      <div className={classes.foot}>
        <span className="faint">
          {stepKeysInWords(draft.text, window.steward.platform) ??
            `The whole team reads it. ${modifier}+Enter keeps it; closed, it waits here.`}
        </span>
        <Button loading={add.isPending} disabled={isHeldUp} onClick={() => void keep(null)}>
          Keep note
        </Button>
      </div>
    </Stack>
  );
}

/** Whom the text names, and the account that was meant, by its number. */
function useGuess(text: string, meant: number | null) {
  const [asked] = useDebouncedValue(text.trim(), typingPause);
  const mentioned = useQuery({
    ...trpc.palette.mentioned.queryOptions({ text: asked }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  }).data;
  const known = useQuery(
    trpc.palette.search.queryOptions(meant === null ? skipToken : { query: '', recent: [meant], limit: 1 }),
  ).data?.accounts[0];
  const named = asked === '' ? [] : (mentioned?.named ?? []);
  const perhaps = asked === '' ? [] : (mentioned?.perhaps ?? []);
  return {
    guess: guessedAccount(named, known),
    perhaps,
    offered: [...named, ...perhaps, ...(known === undefined ? [] : [known])],
  };
}
