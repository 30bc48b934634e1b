import { useQuery } from '@tanstack/react-query';
import type { ListedSegment, SegmentDefinition } from '../../../../src-preload/contract/rules/segment';
import { trpc } from '../../../api/client';
import { VersionTable } from '../../../api/version-table';
import { inOrder } from '../editor/edited-rule';
import { sentSegment } from './edited-segment';
import { SegmentDiff } from './segment-diff';

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
      changed={(before, after) => changedWords(before.definition, after.definition)}
      diff={(before, after) => (
        <SegmentDiff id={saved.id} before={before.definition} after={after.definition} />
      )}
      onRestore={({ definition }) => onRestore(definition)}
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
