import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { Step } from '../../../../src-preload/contract/sequences/definition';
import { formatPlural } from '../../../ui/format/number';
import { IconButton } from '../../../ui/icon-button';
import { stepWords } from './sequence-words';
import { StepFields, type StepFieldsProps } from './step-fields';
import classes from './step-timeline.module.css';

interface StepRowProps extends StepFieldsProps {
  place: number;
  /** Who stands here now. */
  people: number;
  isOpen: boolean;
  isDragged: boolean;
  onToggle: () => void;
  onMove: (to: number) => void;
  onRemove: () => void;
  onDrag: (isDragged: boolean) => void;
  onDrop: () => void;
}

/** One step of the timeline: what it does in a sentence, and its fields where it is open. */
export function StepRow(props: StepRowProps) {
  const { step, place, steps, lines, given, findings, people, readOnly } = props;
  const { isOpen, isDragged, onToggle, onMove, onRemove, onDrag, onDrop } = props;
  const [isTarget, setTarget] = useState(false);
  const label = `${stepWords[step.kind]}, step ${place + 1}`;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey && event.key === 'ArrowUp') onMove(place - 1);
    else if (event.altKey && event.key === 'ArrowDown') onMove(place + 1);
    else if (event.key === 'Delete' && !readOnly) onRemove();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <li
      className={classes.step}
      data-step={step.id}
      data-dragged={isDragged || undefined}
      data-target={(isTarget && !isDragged) || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setTarget(true);
      }}
      onDragLeave={() => setTarget(false)}
      onDrop={(event) => {
        event.preventDefault();
        setTarget(false);
        onDrop();
      }}
    >
      <span
        className={classes.number}
        aria-hidden
        draggable={!readOnly}
        title={readOnly ? undefined : 'Drag it to another place'}
        onDragStart={(event) => {
          event.dataTransfer.effectAllowed = 'move';
          event.dataTransfer.setData('text/plain', step.id);
          onDrag(true);
        }}
        onDragEnd={() => onDrag(false)}
      >
        {place + 1}
      </span>
      <UnstyledButton
        className={classes.opener ?? ''}
        aria-expanded={isOpen}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
        onClick={onToggle}
        onKeyDown={onKeyDown}
      >
        <span className={classes.kind}>{stepWords[step.kind]}</span>
        {lines[place] ?? label}
        {people > 0 && (
          <span className={classes.people}>
            {' '}
            {formatPlural(people, 'person stands', 'people stand')} here
          </span>
        )}
      </UnstyledButton>
      {!readOnly && (
        <div className={classes.buttons}>
          <IconButton label={`Move up: ${label}`} disabled={place === 0} onClick={() => onMove(place - 1)}>
            <IconArrowUp size={15} stroke={1.6} />
          </IconButton>
          <IconButton
            label={`Move down: ${label}`}
            disabled={place === steps.length - 1}
            onClick={() => onMove(place + 1)}
          >
            <IconArrowDown size={15} stroke={1.6} />
          </IconButton>
          <IconButton label={`Remove: ${label}`} onClick={onRemove}>
            <IconX size={15} stroke={1.6} />
          </IconButton>
        </div>
      )}
      <div className={classes.fields}>
        {isOpen && <StepFields {...fieldsOf(props)} />}
        {findings
          // Those of a condition stand beside it while it is open.
          .filter(({ path }) => path.length === 1 || !isOpen)
          .map(({ part, message }) => (
            <p
              key={`${part} ${message}`}
              className={classes.finding}
              data-grave={given.isStrict || undefined}
            >
              {message}
            </p>
          ))}
      </div>
    </li>
  );
}

function fieldsOf({
  step,
  steps,
  lines,
  given,
  findings,
  readOnly,
  onChange,
}: StepRowProps): StepFieldsProps<Step> {
  return { step, steps, lines, given, findings, readOnly, onChange };
}
