import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { RuleFinding } from '../../../../src-preload/contract/rules/finding';
import { mostSteps, type Step, type StepKind } from '../../../../src-preload/contract/sequences/definition';
import { Section } from '../../../ui/section';
import type { BuilderGiven } from '../conditions/condition-builder';
import { newStep, newStepId, stepWords } from './sequence-words';
import { StepRow } from './step-row';
import classes from './step-timeline.module.css';

interface StepTimelineProps {
  steps: readonly Step[];
  /** What each says, as it was looked at last. */
  lines: readonly string[];
  findings: readonly RuleFinding[];
  /** How many stand where, by step. */
  people: ReadonlyMap<string, number>;
  given: Omit<BuilderGiven, 'faults'>;
  readOnly: boolean;
  onChange: (steps: Step[]) => void;
}

const kinds = Object.keys(stepWords) as StepKind[];

/** The steps as a timeline: by Enter one opens, by Alt and an arrow it moves, by Delete it goes; or by mouse. */
export function StepTimeline(props: StepTimelineProps) {
  const { steps, lines, findings, people, given, readOnly, onChange } = props;
  const [open, setOpen] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [wanted, setWanted] = useState<{ readonly id: string } | null>(null);
  const list = useRef<HTMLOListElement>(null);
  // A step that is new is there by then, and one that was moved has lost the focus on its way.
  useLayoutEffect(() => {
    if (wanted === null) return;
    list.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(wanted.id)}"] button`)?.focus();
  }, [wanted]);

  function move(id: string, to: number): void {
    const from = steps.findIndex((step) => step.id === id);
    const step = steps[from];
    if (readOnly || step === undefined || to < 0 || to >= steps.length || to === from) return;
    onChange(steps.toSpliced(from, 1).toSpliced(to, 0, step));
    setWanted({ id });
  }
  function add(kind: StepKind): void {
    const step = newStep(kind, newStepId());
    onChange([...steps, step]);
    setOpen(step.id);
    setWanted({ id: step.id });
  }
  function remove(place: number): void {
    onChange(steps.toSpliced(place, 1));
    const next = steps[place + 1] ?? steps[place - 1];
    if (next !== undefined) setWanted({ id: next.id });
  }

  return (
    <Section title="Steps" note="One after the other. Alt with an arrow moves a step, Delete takes it away">
      <ol ref={list} className={classes.steps} aria-label="Steps">
        {steps.map((step, place) => (
          <StepRow
            key={step.id}
            step={step}
            place={place}
            steps={steps}
            lines={lines}
            given={given}
            findings={findings.filter(({ field, path }) => field === 'steps' && path[0] === place)}
            people={people.get(step.id) ?? 0}
            readOnly={readOnly}
            isOpen={open === step.id}
            isDragged={dragged === step.id}
            onToggle={() => setOpen(open === step.id ? null : step.id)}
            onMove={(to) => move(step.id, to)}
            onRemove={() => remove(place)}
            onChange={(next) => onChange(steps.map((one) => (one.id === next.id ? next : one)))}
            onDrag={(isDragged) => setDragged(isDragged ? step.id : null)}
            onDrop={() => dragged !== null && move(dragged, place)}
          />
        ))}
      </ol>
      {findings
        .filter(({ field, path }) => field === 'steps' && path.length === 0)
        .map(({ message }) => (
          <p key={message} className={classes.finding} data-grave={given.isStrict || undefined}>
            {message}
          </p>
        ))}
      {!readOnly && steps.length < mostSteps && (
        <div className={classes.add}>
          {kinds.map((kind) => (
            <Button
              key={kind}
              variant="subtle"
              size="compact-xs"
              leftSection={<IconPlus size={13} stroke={1.8} />}
              onClick={() => add(kind)}
            >
              {stepWords[kind]}
            </Button>
          ))}
        </div>
      )}
    </Section>
  );
}
