import { Alert, Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { companyVersionOf, configName } from '../../../../src-preload/contract/config-names';
import type { ConfigVersions, SavedConfig } from '../../../../src-preload/contract/settings';
import { saveConfigInputSchema } from '../../../../src-preload/contract/settings';
import { callErrorOf } from '../../../api/call-error';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { formatPlural } from '../../../ui/format/number';
import { notifyDone } from '../../../ui/notify';
import { Section } from '../../../ui/section';
import { errorWords } from '../../../ui/words/error-words';
import { forgetDraft } from './draft/draft-store';
import { problemPlace } from './draft/problem-place';
import type { ConfigDraft } from './draft/use-config-draft';
import { Problem } from './problem';
import classes from './save-panel.module.css';

const shownProblems = 3;

interface SavePanelProps {
  draft: ConfigDraft;
  startedFrom: number;
  versions: ConfigVersions;
  note: string;
  onNote: (note: string) => void;
  onStartFrom: (version: number) => void;
}

/** Saves the draft as a new version, with a note that says why; whoever may not save is told so. */
export function SavePanel(props: SavePanelProps) {
  return useMay('manager') ? <SaveForm {...props} /> : <OnlyLooking draft={props.draft} />;
}

function OnlyLooking({ draft }: Pick<SavePanelProps, 'draft'>) {
  return (
    <Section title="Save" note="Your login is a viewer’s: it can’t save scores">
      <p>What you change here shows its effect, and nobody else sees it. A manager can save it.</p>
      {draft.changed && (
        <div className={classes.buttons}>
          <Button variant="default" onClick={draft.discard}>
            Discard
          </Button>
        </div>
      )}
    </Section>
  );
}

function SaveForm({ draft, startedFrom, versions, note, onNote, onStartFrom }: SavePanelProps) {
  const [basedOn, setBasedOn] = useState(startedFrom);
  const [sent, setSent] = useState(false);
  const queryClient = useQueryClient();
  const save = useMutation(
    trpc.settings.saveConfig.mutationOptions({
      meta: { showsItsErrors: true },
      onSuccess: async ({ version, state }) => {
        forgetDraft();
        await queryClient.invalidateQueries(trpc.settings.pathFilter());
        onNote('');
        onStartFrom(version);
        notifyDone(savedWords(version, state));
      },
      onError: () => void queryClient.invalidateQueries(trpc.settings.pathFilter()),
    }),
  );
  const noteProblem = noteProblemOf(note);
  const overtaken = versions.current !== basedOn && !save.isPending;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setSent(true);
    if (noteProblem === null && draft.problems.size === 0)
      save.mutate({ config: draft.config, note, basedOn });
  }

  const what = useSavingWords(versions.current);

  return (
    <Section title="Save" note={`Based on version ${configName(basedOn)}; ${what}`}>
      <form className={classes.form} onSubmit={submit} noValidate>
        {overtaken ? (
          <Overtaken
            current={versions.current}
            onTake={() => onStartFrom(versions.current)}
            onKeep={() => setBasedOn(versions.current)}
          />
        ) : (
          save.error && (
            <Alert color="red" title={errorWords(callErrorOf(save.error)).title}>
              {callErrorOf(save.error).message} Your draft is kept.
            </Alert>
          )
        )}
        <Textarea
          label="What you changed, and why"
          autosize
          minRows={2}
          maxRows={5}
          maxLength={300}
          value={note}
          onChange={(event) => onNote(event.currentTarget.value)}
          error={sent && draft.changed && noteProblem}
          disabled={!draft.changed}
        />
        {draft.problems.size > 0 && <ProblemList draft={draft} />}
        <div className={classes.buttons}>
          <Button variant="default" disabled={!draft.changed} onClick={draft.discard}>
            Discard
          </Button>
          <Button
            type="submit"
            disabled={!draft.changed || draft.problems.size > 0 || overtaken}
            loading={save.isPending}
          >
            Save as new version
          </Button>
        </div>
      </form>
    </Section>
  );
}

function savedWords(version: number, state: SavedConfig['state']): string {
  switch (state) {
    case 'in force':
      return `Version ${configName(version)} is in force. All accounts are being scored with it.`;
    case 'on its way':
      return 'Your settings are on their way to the company. Once it has them they are in force for the whole team.';
    case 'draft':
      return `Your settings are kept as a draft. Version ${configName(version)} stays in force until an admin publishes another.`;
  }
}

/** What saving does: the company's settings are in force for all, and an admin publishes them. */
function useSavingWords(current: number): string {
  const mayPublish = useMay('admin');
  const number = companyVersionOf(current);
  if (number === null) return `saving makes version ${current + 1}`;
  return mayPublish
    ? `saving publishes version ${number + 1} for the whole team`
    : 'saving keeps a draft of yours, which an admin can publish';
}

function noteProblemOf(note: string): string | null {
  const checked = saveConfigInputSchema.shape.note.safeParse(note);
  return checked.error?.issues[0]?.message ?? null;
}

/** What keeps the draft from being saved, each with its place; it may stand in a profile that is not in sight. */
function ProblemList({ draft }: { draft: ConfigDraft }) {
  const problems = [...draft.problems];
  const hidden = problems.length - shownProblems;
  return (
    <Problem>
      <ul>
        {problems.slice(0, shownProblems).map(([place, text]) => (
          <li key={place}>
            {problemPlace(draft.config, place)}: {text}
          </li>
        ))}
        {hidden > 0 && <li>and {formatPlural(hidden, 'more field')}</li>}
      </ul>
    </Problem>
  );
}

function Overtaken({ current, onTake, onKeep }: { current: number; onTake: () => void; onKeep: () => void }) {
  return (
    <Alert color="yellow" title={`Version ${configName(current)} was saved meanwhile`}>
      <p>Look at its note below before you save over it.</p>
      <div className={classes.buttons}>
        <Button variant="default" size="compact-sm" onClick={onTake}>
          Take version {configName(current)}
        </Button>
        <Button variant="default" size="compact-sm" onClick={onKeep}>
          Keep my draft
        </Button>
      </div>
    </Alert>
  );
}
