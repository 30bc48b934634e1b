import { SegmentedControl } from '@mantine/core';
import {
  type ActivityKind,
  activityKindSchema,
  activityKinds,
  activityWords,
} from '../../../../src-preload/contract/activities';

interface KindFieldProps {
  /** Null: a note alone. */
  kind: ActivityKind | null;
  onChange: (kind: ActivityKind | null) => void;
  /** What took place is no mere note any more. */
  isActivity?: boolean;
}

const activities = activityKinds.map((value) => ({ value: value as string, label: activityWords[value] }));
const all = [{ value: 'note', label: 'Note' }, ...activities];

/** What is written down: a note, or what was said in a call, a meeting and the like. */
export function KindField({ kind, onChange, isActivity = false }: KindFieldProps) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="What it is"
      data={isActivity ? activities : all}
      value={kind ?? 'note'}
      onChange={(value) => onChange(value === 'note' ? null : activityKindSchema.parse(value))}
    />
  );
}
