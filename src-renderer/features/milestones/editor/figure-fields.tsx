import { Group } from '@mantine/core';
import type { MilestoneDefinition } from '../../../../src-preload/contract/milestones/milestone-definition';
import { NumberEntry } from '../../../ui/number-entry';

interface FigureFieldsProps {
  milestone: MilestoneDefinition;
  onChange: (part: Partial<MilestoneDefinition>) => void;
}

/** By when, how much it weighs, and what it is worth. */
export function FigureFields({ milestone, onChange }: FigureFieldsProps) {
  return (
    <Group grow align="flex-start">
      <NumberEntry
        label="Due after"
        description="Working days; empty: no day"
        min={0}
        max={1000}
        value={milestone.dueWorkingDays ?? undefined}
        onChange={(days) => onChange({ dueWorkingDays: days ?? null })}
      />
      <NumberEntry
        label="Weight"
        description="In its plan’s progress"
        min={1}
        max={100}
        value={milestone.weight}
        onChange={(weight) => onChange({ weight: weight ?? 1 })}
      />
      <NumberEntry
        label="Points"
        description="What it is worth"
        min={0}
        max={1_000_000}
        value={milestone.points}
        onChange={(points) => onChange({ points: points ?? 0 })}
      />
    </Group>
  );
}
