import { useQuery } from '@tanstack/react-query';
import type { ListedSegment, SegmentDefinition } from '../../../../src-preload/contract/rules/segment';
import { trpc } from '../../../api/client';
import { Skeleton } from '../../../ui/skeletons';
import { inOrder } from '../editor/edited-rule';
import classes from '../versions/rule-diff.module.css';
import { VersionTable } from '../versions/version-table';
import { WordDiff } from '../versions/word-diff';
import { sentSegment } from './edited-segment';
import { segmentSentence } from './segment-words';

interface SegmentVersionsProps {
  saved: ListedSegment;
  readOnly: boolean;
  onRestore: (definition: SegmentDefinition) => void;
}

export function SegmentVersions({ saved, readOnly, onRestore }: SegmentVersionsProps) {
  const versions = useQuery(trpc.segments.versions.queryOptions({ id: saved.id }));
  return (
    <VersionTable
      note="What it said at each time. One that changed its name alone is not among them"
      versions={versions}
      readOnly={readOnly}
      changed={changedWords}
      diff={(before, after) => <SegmentDiff id={saved.id} before={before} after={after} />}
      onRestore={onRestore}
    />
  );
}

function changedWords(before: SegmentDefinition, after: SegmentDefinition): string {
  const same = (part: keyof SegmentDefinition) =>
    JSON.stringify(inOrder(sentSegment(before)[part])) === JSON.stringify(inOrder(sentSegment(after)[part]));
  const parts = [
    ...(same('conditions') ? [] : ['conditions']),
    ...(same('description') ? [] : ['why it is there']),
  ];
  return parts.join(' and ') || 'nothing';
}

interface SegmentDiffProps {
  id: string;
  before: SegmentDefinition;
  after: SegmentDefinition;
}

function SegmentDiff({ id, before, after }: SegmentDiffProps) {
  const [a, b] = [useSentence(id, before), useSentence(id, after)];
  if (a === null || b === null) return <Skeleton height={80} />;
  const parts = [
    { label: 'Which accounts', words: [a, b] as const },
    { label: 'Why it is there', words: [before.description, after.description] as const },
  ].filter(({ words: [one, other] }) => one !== other);
  if (parts.length === 0) return <p>Both say the same.</p>;
  return (
    <dl className={classes.diff}>
      {parts.map(({ label, words: [one, other] }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <WordDiff before={one} after={other} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Null while it isn’t known yet. */
function useSentence(id: string, definition: SegmentDefinition): string | null {
  const answer = useQuery(trpc.segments.preview.queryOptions({ id, definition: sentSegment(definition) }));
  return answer.data === undefined ? null : segmentSentence(answer.data.sentence);
}
