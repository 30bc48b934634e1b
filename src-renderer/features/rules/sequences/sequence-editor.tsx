import { Alert, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SequenceDefinition } from '../../../../src-preload/contract/sequences/definition';
import type { ListedSequence } from '../../../../src-preload/contract/sequences/listed';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { useSaveKey } from '../../../ui/use-save-key';
import { errorWords } from '../../../ui/words/error-words';
import { faultsOf } from '../conditions/faults-of';
import { useEntryDraft } from '../editor/entry-drafts';
import { factsAbout } from '../editor/facts-about';
import classes from '../editor/fields.module.css';
import { DryRunSection } from './dry-run-section';
import { type EditedSequence, editedOf, isSameSequence, sentOf } from './edited-sequence';
import { ExitsSection } from './exits-section';
import { InsideQuestion } from './inside-question';
import { PeopleSection } from './people-section';
import { SequenceHead } from './sequence-head';
import { SequenceVersions } from './sequence-versions';
import { StepTimeline } from './step-timeline';
import { useSequenceSaving } from './use-sequence-saving';

interface SequenceEditorProps {
  draftKey: string;
  /** What was left in the editor. */
  kept: EditedSequence | null;
  /** Null: a new one. */
  saved: ListedSequence | null;
  /** What is saved, or what a new one begins with. */
  base: EditedSequence;
}

/** Writes a sequence, and shows who is inside of it and what it would do. */
export function SequenceEditor({ draftKey, kept, saved, base }: SequenceEditorProps) {
  const editing = useEntryDraft({ key: draftKey, kept, saved: base, isSame: isSameSequence });
  const { entry: sequence, change } = editing;
  const { definition } = sequence;
  const isManager = useMay('manager');
  const locked =
    saved === null ? (isManager ? null : 'You can read sequences; managers write them.') : saved.locked;
  const readOnly = locked !== null;
  const saving = useSequenceSaving(saved, base, editing);
  useSaveKey(() => !readOnly && saving.save());
  const offered = useQuery(trpc.rules.facts.queryOptions()).data;
  const [looked] = useDebouncedValue(definition, 300);
  const check = useQuery({
    ...trpc.sequences.check.queryOptions({ definition: sentOf(looked) }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  }).data;
  const findings = check?.findings ?? [];
  const lines = linesOf(definition, looked, check?.lines ?? []);
  const alter = (part: Partial<SequenceDefinition>) => change({ definition: { ...definition, ...part } });
  const given = {
    facts: factsAbout('contact', offered?.facts ?? []),
    segments: offered?.segments ?? [],
    isStrict: saving.wasTried,
  };
  return (
    <>
      <SequenceHead saved={saved} editing={editing} readOnly={readOnly} saving={saving} />
      <SectionStack>
        {locked && <Alert color="gray">{locked}</Alert>}
        {!locked && saved?.state === 'draft' && saved.switchLocked && (
          <Alert color="gray">{saved.switchLocked}</Alert>
        )}
        {saving.failure && (
          <Alert color="red" title={errorWords(saving.failure).title}>
            {saving.failure.message}
          </Alert>
        )}
        {saved !== null && editing.isChanged && sequence.version !== saved.version && (
          <Alert color="yellow" title={`Version ${saved.version} came after you began`}>
            Your draft stands on version {sequence.version}. Discard your changes to begin on what is saved.
          </Alert>
        )}
        <Section title="In plain words">
          <p className={classes.sentence} role="status">
            {check?.sentence ?? '…'}
          </p>
        </Section>
        <div className={classes.beside}>
          <SectionStack>
            <Section title="What it is">
              <div className={classes.fields}>
                <TextInput
                  label="Name"
                  value={sequence.name}
                  maxLength={100}
                  readOnly={readOnly}
                  error={saving.failure?.fields?.['name']}
                  onChange={(event) => change({ name: event.currentTarget.value })}
                />
                <Textarea
                  label="Why it is there"
                  className={classes.wide ?? ''}
                  autosize
                  minRows={1}
                  maxRows={6}
                  maxLength={2000}
                  value={definition.description}
                  readOnly={readOnly}
                  onChange={(event) => alter({ description: event.currentTarget.value })}
                />
              </div>
            </Section>
            <StepTimeline
              steps={definition.steps}
              lines={lines}
              findings={findings}
              people={new Map(saved?.health.steps.map(({ stepId, people }) => [stepId, people]))}
              given={given}
              readOnly={readOnly}
              onChange={(steps) => alter({ steps })}
            />
          </SectionStack>
          <SectionStack>
            <ExitsSection
              definition={definition}
              change={alter}
              readOnly={readOnly}
              given={{ ...given, faults: faultsOf(findings, 'goal') }}
            />
            <DryRunSection definition={definition} />
          </SectionStack>
        </div>
        {saved !== null && <PeopleSection saved={saved} />}
        {saved !== null && (
          <SequenceVersions
            id={saved.id}
            readOnly={readOnly}
            onRestore={(restored) =>
              change({ definition: editedOf({ ...saved, definition: restored }).definition })
            }
          />
        )}
      </SectionStack>
      {saved !== null && saving.isAsking && (
        <InsideQuestion saved={saved} definition={definition} lines={lines} saving={saving} />
      )}
    </>
  );
}

/** What each step says, as it was looked at last: a step that was moved since keeps its sentence. */
function linesOf(now: SequenceDefinition, looked: SequenceDefinition, lines: readonly string[]): string[] {
  const said = new Map(looked.steps.map(({ id }, place) => [id, lines[place]]));
  return now.steps.map(({ id }) => said.get(id) ?? '…');
}
