import { SegmentedControl } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ListedMilestone } from '../../../../src-preload/contract/milestones/milestones';
import { formatPlural } from '../../../ui/format/number';
import { useRovingFocus } from '../../../ui/use-roving-focus';
import { type Step, stepsOf } from './needs-order';
import { PlanGraph } from './plan-graph';
import classes from './plan-outline.module.css';

interface PlanOutlineProps {
  milestones: readonly ListedMilestone[];
  chosen: readonly string[];
  onOpen: (milestone: ListedMilestone) => void;
}

/** What a plan consists of, in the order in which it can be reached: as an outline for the keyboard, or as a graph. */
export function PlanOutline({ milestones, chosen, onOpen }: PlanOutlineProps) {
  const [shape, setShape] = useState('outline');
  const steps = stepsOf(milestones, chosen);
  if (steps.length === 0) return <p className="soft">It has no milestones yet.</p>;
  return (
    <>
      <SegmentedControl
        size="xs"
        mb="xs"
        aria-label="Shown as"
        value={shape}
        onChange={setShape}
        data={[
          { value: 'outline', label: 'Outline' },
          { value: 'graph', label: 'Graph' },
        ]}
      />
      {shape === 'outline' ? <Outline steps={steps} onOpen={onOpen} /> : <PlanGraph steps={steps} />}
    </>
  );
}

function Outline({
  steps,
  onOpen,
}: {
  steps: readonly Step[];
  onOpen: (milestone: ListedMilestone) => void;
}) {
  const list = useRef<HTMLOListElement>(null);
  const roving = useRovingFocus(list, steps.length, 'button');
  return (
    <ol className={classes.outline} ref={list} {...roving}>
      {steps.map(({ milestone, depth, after }) => (
        <li key={milestone.id} style={{ paddingInlineStart: depth * 24 }}>
          <button type="button" className={classes.open} onClick={() => onOpen(milestone)}>
            <bdi>{milestone.name}</bdi>
          </button>
          <span className={classes.facts}>
            {milestone.sentence}
            {milestone.definition.dueWorkingDays !== null &&
              ` Due after ${formatPlural(milestone.definition.dueWorkingDays, 'working day', 'working days')}.`}
            {after.length > 0 && (
              <>
                {' '}
                After <bdi>{after.map((name) => `“${name}”`).join(', ')}</bdi>.
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
