import { useQuery } from '@tanstack/react-query';
import type { SequenceDefinition } from '../../../../src-preload/contract/sequences/definition';
import { trpc } from '../../../api/client';
import { VersionTable } from '../../../api/version-table';
import { Skeleton } from '../../../ui/skeletons';
import { changedSequence } from '../versions/changed-parts';
import classes from '../versions/rule-diff.module.css';
import { WordDiff } from '../versions/word-diff';

interface SequenceVersionsProps {
  id: string;
  readOnly: boolean;
  onRestore: (definition: SequenceDefinition) => void;
}

export function SequenceVersions({ id, readOnly, onRestore }: SequenceVersionsProps) {
  const versions = useQuery(trpc.sequences.versions.queryOptions({ id }));
  return (
    <VersionTable
      note="What it said at each time. One that changed its name or its state alone is not among them"
      versions={versions}
      readOnly={readOnly}
      changed={(before, after) => changedSequence(before.definition, after.definition)}
      diff={(before, after) => <SequenceDiff before={before.definition} after={after.definition} />}
      onRestore={({ definition }) => onRestore(definition)}
    />
  );
}

/** What two states of a sequence say, in words: what was left out, and what came. */
function SequenceDiff({ before, after }: { before: SequenceDefinition; after: SequenceDefinition }) {
  const said = [useSaid(before), useSaid(after)] as const;
  if (said[0] === null || said[1] === null) return <Skeleton height={120} />;
  const parts = [
    { label: 'In plain words', words: [said[0].sentence, said[1].sentence] as const },
    { label: 'Steps', words: [said[0].steps, said[1].steps] as const },
    { label: 'What its mails say', words: [mailsOf(before), mailsOf(after)] as const },
    { label: 'Why it is there', words: [before.description, after.description] as const },
  ].filter(({ words: [a, b] }) => a !== b);
  if (parts.length === 0) return <p>Both say the same.</p>;
  return (
    <dl className={classes.diff}>
      {parts.map(({ label, words: [a, b] }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <WordDiff before={a} after={b} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Null while it isn’t known yet. */
function useSaid(definition: SequenceDefinition): { sentence: string; steps: string } | null {
  const { data } = useQuery(trpc.sequences.check.queryOptions({ definition }));
  return data === undefined
    ? null
    : { sentence: data.sentence, steps: data.lines.map((line, place) => `${place + 1}. ${line}`).join('\n') };
}

/** Those that are written in the sequence itself. */
function mailsOf({ steps }: SequenceDefinition): string {
  return steps
    .flatMap((step) =>
      step.kind === 'mail' && step.templateId === null ? [`${step.subject}\n${step.text}`] : [],
    )
    .join('\n\n');
}
