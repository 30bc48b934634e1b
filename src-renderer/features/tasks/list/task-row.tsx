import { Checkbox } from '@mantine/core';
import { IconCheck, IconClockPause, IconPencil } from '@tabler/icons-react';
import { memo } from 'react';
import { ctaPriorityWords } from '../../../../src-preload/contract/ctas/cta-words';
import type { Task } from '../../../../src-preload/contract/ctas/task';
import { AccountLink } from '../../../ui/account-link';
import { Badge } from '../../../ui/badge';
import { Day, Instant } from '../../../ui/day';
import { formatDay } from '../../../ui/format/day';
import { IconButton } from '../../../ui/icon-button';
import { PendingBadge } from '../../../ui/pending-badge';
import { named } from '../../../ui/words/named';
import { partsInWords } from '../task-words';
import classes from './task-list.module.css';

export type TaskDeed = 'done' | 'snooze' | 'change';

interface TaskRowProps {
  task: Task;
  index: number;
  current: boolean;
  chosen: boolean;
  mayManage: boolean;
  onCurrent: (index: number) => void;
  onChoose: (task: Task) => void;
  /** Enter, where the focus is on it. */
  onOpen: (task: Task) => void;
  onDeed: (deed: TaskDeed, task: Task) => void;
}

/** One task: what is to be done, for whom, by whom, until when. */
export const TaskRow = memo(function TaskRow(props: TaskRowProps) {
  const { task, index, current, chosen, mayManage, onCurrent, onChoose, onOpen, onDeed } = props;
  const { id, title, accountId, accountName, priority, due, restsUntil, done } = task;
  const reached = current ? 0 : -1;
  return (
    <li
      className={classes.row}
      data-task={id}
      data-current={current || undefined}
      aria-current={current || undefined}
      onFocus={() => onCurrent(index)}
      onPointerDown={() => onCurrent(index)}
    >
      {mayManage && (
        <Checkbox
          size="xs"
          aria-label={`Choose “${title}”`}
          title="Choose (x)"
          tabIndex={reached}
          checked={chosen}
          onChange={() => onChoose(task)}
        />
      )}
      <div className={classes.words}>
        <p className={classes.title}>
          <button
            type="button"
            className={`${classes.name} truncate`}
            title={title}
            tabIndex={reached}
            onClick={() => onCurrent(index)}
            onKeyDown={(event) => event.key === 'Enter' && onOpen(task)}
          >
            {title}
          </button>
          {priority !== 'usual' && (
            <Badge tone={priority === 'high' ? 'high' : 'none'}>{ctaPriorityWords[priority]}</Badge>
          )}
          {task.isPending && <PendingBadge />}
        </p>
        <p className={`${classes.below} truncate`}>
          <AccountLink id={accountId} name={accountName} tab="ctas" tabIndex={-1}>
            {named(accountName)}
          </AccountLink>
          {' · '}
          {partsInWords(task)}
          {task.noteId !== null && (
            <>
              {' · '}
              <AccountLink id={accountId} note={task.noteId} tabIndex={-1}>
                of a note
              </AccountLink>
            </>
          )}
          {restsUntil !== null && ` · snoozed until ${formatDay(restsUntil)}`}
        </p>
      </div>
      <div className={classes.due} data-group={task.group}>
        {done === null ? <Day day={due} /> : <Instant at={done.at} past />}
      </div>
      {mayManage && (
        <div className={classes.actions}>
          <IconButton
            label={done === null ? `Done: “${title}”` : `Open again: “${title}”`}
            title={done === null ? 'Done (e)' : 'Open again (e)'}
            tabIndex={reached}
            onClick={() => onDeed('done', task)}
          >
            <IconCheck size={17} stroke={1.8} />
          </IconButton>
          <IconButton
            label={`Snooze “${title}”`}
            title="Snooze (s)"
            tabIndex={reached}
            onClick={() => onDeed('snooze', task)}
          >
            <IconClockPause size={17} stroke={1.8} />
          </IconButton>
          <IconButton
            label={`Change “${title}”`}
            title="Change (c)"
            tabIndex={reached}
            onClick={() => onDeed('change', task)}
          >
            <IconPencil size={17} stroke={1.8} />
          </IconButton>
        </div>
      )}
    </li>
  );
});
