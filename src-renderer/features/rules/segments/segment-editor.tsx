import { Alert, Button, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ListedSegment } from '../../../../src-preload/contract/rules/segment';
import { trpc } from '../../../api/client';
import { useMay } from '../../../api/use-may';
import { Dialog } from '../../../ui/dialog';
import { Section } from '../../../ui/section';
import { SectionStack } from '../../../ui/section-stack';
import { useSaveKey } from '../../../ui/use-save-key';
import { errorWords } from '../../../ui/words/error-words';
import { ConditionBuilder } from '../conditions/condition-builder';
import { faultsOf } from '../conditions/faults-of';
import { useEntryDraft } from '../editor/entry-drafts';
import classes from '../editor/fields.module.css';
import { MatchingSection } from '../matching/matching-section';
import { type EditedSegment, editableSegment, isSameSegment, sentSegment } from './edited-segment';
import { SegmentDiff } from './segment-diff';
import { SegmentHead } from './segment-head';
import { SegmentVersions } from './segment-versions';
import { segmentSentence, usedByWords } from './segment-words';
import { useSegmentSaving } from './use-segment-saving';

interface SegmentEditorProps {
  draftKey: string;
  /** What was left in the editor. */
  kept: EditedSegment | null;
  /** Null: a new one. */
  saved: ListedSegment | null;
  base: EditedSegment;
}

const typingPause = 400;

/** Writes the conditions of a segment and shows beside them which accounts are in it now. */
export function SegmentEditor({ draftKey, kept, saved, base }: SegmentEditorProps) {
  const editing = useEntryDraft({ key: draftKey, kept, saved: base, isSame: isSameSegment });
  const { entry: segment, change } = editing;
  const { name, definition } = segment;
  const isManager = useMay('manager');
  const locked = saved?.locked ?? null;
  const readOnly = saved === null ? !isManager : locked !== null;
  const saving = useSegmentSaving({ saved, editing });
  useSaveKey(() => !readOnly && saving.save());
  const offered = useQuery(trpc.rules.facts.queryOptions()).data;
  const [looked] = useDebouncedValue(segment, typingPause);
  const matches = useQuery({
    ...trpc.segments.preview.queryOptions({
      id: saved?.id ?? null,
      definition: sentSegment(looked.definition),
    }),
    placeholderData: keepPreviousData,
    gcTime: 30_000,
  });
  const isStale = looked.definition !== definition || matches.isPlaceholderData;
  const [compared, setCompared] = useState(false);
  const alter = (part: Partial<typeof definition>) => change({ definition: { ...definition, ...part } });
  const overtaken = saved !== null && editing.isChanged && segment.version !== saved.version;
  return (
    <>
      <SegmentHead saved={saved} name={name} editing={editing} readOnly={readOnly} saving={saving} />
      <SectionStack>
        {locked && <Alert color="gray">{locked}</Alert>}
        {saving.failure && (
          <Alert color="red" title={errorWords(saving.failure).title}>
            {saving.failure.message}
          </Alert>
        )}
        {overtaken && (
          <Alert color="yellow" title={`Version ${saved.version} came after you began`}>
            Your draft stands on version {segment.version}: of what both changed the company keeps theirs and
            gives you yours back to decide. Discard your changes to begin on what is saved.{' '}
            <Button variant="subtle" size="compact-xs" onClick={() => setCompared(true)}>
              How yours differs
            </Button>
          </Alert>
        )}
        {compared && saved !== null && (
          <Dialog
            title={`Version ${saved.version} and your draft`}
            onClose={() => setCompared(false)}
            size="lg"
          >
            <SegmentDiff id={saved.id} before={saved.definition} after={definition} />
          </Dialog>
        )}
        <Section title="In plain words" note={saved && `Used by ${usedByWords(saved.usedBy)}`}>
          <p className={classes.sentence} role="status" aria-busy={isStale}>
            {matches.data && segmentSentence(matches.data.sentence)}
          </p>
        </Section>
        <div className={classes.beside}>
          <SectionStack>
            <Section title="What it is">
              <div className={classes.fields}>
                <TextInput
                  label="Name"
                  value={name}
                  maxLength={100}
                  readOnly={readOnly}
                  error={saving.fields['name']}
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
            <Section title="Which accounts" note="What has to hold for an account">
              <ConditionBuilder
                label="Conditions"
                tree={definition.conditions}
                onChange={(conditions) => alter({ conditions })}
                facts={(offered?.facts ?? []).filter(({ subject }) => subject === 'account')}
                segments={(offered?.segments ?? []).filter(({ id }) => id !== saved?.id)}
                faults={faultsOf(matches.data?.findings ?? [], 'conditions').filter(
                  ({ isRemark }) => !isRemark,
                )}
                isStrict={saving.wasTried}
                readOnly={readOnly}
              />
            </Section>
          </SectionStack>
          <MatchingSection subject="account" matches={matches} isStale={isStale} />
        </div>
        {saved !== null && (
          <SegmentVersions
            saved={saved}
            readOnly={readOnly}
            onRestore={(restored) => change({ definition: editableSegment(restored) })}
          />
        )}
      </SectionStack>
    </>
  );
}
