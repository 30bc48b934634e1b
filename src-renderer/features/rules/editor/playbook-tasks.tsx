import { Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { mostTasks, type RuleAction } from '../../../../src-preload/contract/rules/action';
import { IconButton } from '../../../ui/icon-button';
import classes from './actions-section.module.css';
import { DueField } from './due-field';

type Tasks = Extract<RuleAction, { kind: 'playbook' }>['tasks'];

interface PlaybookTasksProps {
  tasks: Tasks;
  readOnly: boolean;
  onChange: (tasks: Tasks) => void;
}

/** The tasks of a playbook, each due so many working days after it begins. */
export function PlaybookTasks({ tasks, readOnly, onChange }: PlaybookTasksProps) {
  const placed = tasks.map((task, place) => ({ task, place }));
  return (
    <div className={classes.tasks}>
      {placed.map(({ task, place }) => (
        <div key={place} className={classes.task}>
          <TextInput
            aria-label={`Task ${place + 1}`}
            placeholder="What is to be done"
            maxLength={200}
            readOnly={readOnly}
            value={task.title}
            onChange={(event) => onChange(tasks.with(place, { ...task, title: event.currentTarget.value }))}
          />
          <DueField
            label={`Task ${place + 1} is due in`}
            labelShown={false}
            days={task.dueWorkingDays}
            readOnly={readOnly}
            onChange={(dueWorkingDays) => onChange(tasks.with(place, { ...task, dueWorkingDays }))}
          />
          {!readOnly && (
            <IconButton
              label={`Remove task ${place + 1}`}
              onClick={() => onChange(tasks.toSpliced(place, 1))}
            >
              <IconX size={15} stroke={1.6} />
            </IconButton>
          )}
        </div>
      ))}
      {!readOnly && tasks.length < mostTasks && (
        <div>
          <Button
            variant="subtle"
            size="compact-xs"
            leftSection={<IconPlus size={13} stroke={1.8} />}
            onClick={() => onChange([...tasks, { title: '', dueWorkingDays: 3 }])}
          >
            Task
          </Button>
        </div>
      )}
    </div>
  );
}
