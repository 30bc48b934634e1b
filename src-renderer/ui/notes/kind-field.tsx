import { Chip, Group } from '@mantine/core';
import {
  type ActivityKind,
  activityKindSchema,
  activityKinds,
  activityWords,
} from '../../../src-preload/contract/activities';

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
    <Chip.Group
      value={kind ?? 'note'}
      onChange={(value: string) => onChange(value === 'note' ? null : activityKindSchema.parse(value))}
    >
      <Group role="radiogroup" aria-label="What it is" gap={6}>
        {(isActivity ? activities : all).map(({ value, label }) => (
          <Chip key={value} value={value} size="xs" variant="outline">
            {label}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
