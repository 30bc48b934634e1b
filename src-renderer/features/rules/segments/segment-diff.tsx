import { useQuery } from '@tanstack/react-query';
import type { SegmentDefinition } from '../../../../src-preload/contract/rules/segment';
import { trpc } from '../../../api/client';
import { Skeleton } from '../../../ui/skeletons';
import classes from '../versions/rule-diff.module.css';
import { WordDiff } from '../versions/word-diff';
import { sentSegment } from './edited-segment';
import { segmentSentence } from './segment-words';

interface SegmentDiffProps {
  id: string;
  before: SegmentDefinition;
  after: SegmentDefinition;
}

/** What two states of a segment say, in words: what was left out, and what came. */
export function SegmentDiff({ id, before, after }: SegmentDiffProps) {
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
