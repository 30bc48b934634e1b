import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { Cta, CtaTask } from '../../../../src-preload/contract/ctas/cta';
import { mostCtaTitle } from '../../../../src-preload/contract/ctas/cta-kinds';
import { Day } from '../../../ui/day';
import { DayPicker } from '../../../ui/day-picker';
import { formatInstant } from '../../../ui/format/instant';
import { IconButton } from '../../../ui/icon-button';
import { PendingBadge } from '../../../ui/pending-badge';
import type { CtaActions } from '../use-cta-actions';
import classes from './cta-panel.module.css';

interface TaskListProps {
  cta: Cta;
  mayManage: boolean;
  actions: CtaActions;
}

/** The steps of one, to tick and to add to. */
export function TaskList({ cta, mayManage, actions }: TaskListProps) {
  const mayChange = mayManage && cta.end === null;
  return (
    <section aria-label="Tasks">
      <h3 className={classes.head}>Tasks</h3>
      {cta.tasks.length === 0 && <p className="faint">{mayChange ? 'No tasks yet' : 'No tasks'}</p>}
      <ul>
        {cta.tasks.map((task) => (
          <TaskLine key={task.id} cta={cta} task={task} mayChange={mayChange} actions={actions} />
        ))}
      </ul>
      {mayChange && <NewTask cta={cta} actions={actions} />}
    </section>
  );
}

interface TaskLineProps {
  cta: Cta;
  task: CtaTask;
  mayChange: boolean;
  actions: CtaActions;
}

function TaskLine({ cta, task, mayChange, actions }: TaskLineProps) {
  const { title, due, done, isPending } = task;
  const isDone = done !== null;
  // Ticked at once: the host's word comes after it.
  const [wanted, setWanted] = useState<{ from: boolean; to: boolean } | null>(null);
  const isTicked = wanted !== null && wanted.from === isDone ? wanted.to : isDone;

  function tick(to: boolean): void {
    setWanted({ from: isDone, to });
    actions.tick(task, to, () => setWanted(null));
  }

  return (
    <li className={classes.task}>
      <Checkbox
        size="xs"
        mt={2}
        aria-label={title}
        checked={isTicked}
        disabled={!mayChange}
        onChange={(event) => tick(event.currentTarget.checked)}
      />
      <span
        className={done === null ? undefined : classes.done}
        title={done === null ? undefined : `By ${done.by}, ${formatInstant(done.at)}`}
      >
        {title} {isPending && <PendingBadge />}
      </span>
      {due !== null && done === null && (
        <span className="faint">
          <Day day={due} />
        </span>
      )}
      {mayChange && (
        <IconButton label={`Remove “${title}”`} onClick={() => actions.removeTask(cta, task)}>
          <IconX size={14} stroke={1.8} />
        </IconButton>
      )}
    </li>
  );
}

function NewTask({ cta, actions }: Pick<TaskListProps, 'cta' | 'actions'>) {
  const [title, setTitle] = useState('');
  const [due, setDue] = useState<string | null>(null);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (title.trim() === '') return;
    try {
      await actions.addTask(cta, title.trim(), due);
      setTitle('');
      setDue(null);
    } catch {
      // The failure is shown by itself; what was typed stays.
    }
  }

  return (
    <form className={classes.adding} onSubmit={(event) => void add(event)} noValidate>
      <TextInput
        size="xs"
        name="task"
        aria-label="A new task"
        placeholder="A new task (t)"
        maxLength={mostCtaTitle}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <DayPicker label="Task due" value={due} onChange={setDue} />
      <Button type="submit" variant="default" size="xs" fw={400} disabled={title.trim() === ''}>
        Add
      </Button>
    </form>
  );
}
