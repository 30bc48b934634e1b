import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { type Task, type TaskCounts, taskGroups } from '../../../../src-preload/contract/ctas/task';
import { useMay } from '../../../api/use-may';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { useKeys } from '../../../ui/keys/use-keys';
import { useWalk } from '../../../ui/use-walk';
import { type Asking, TaskQuestions } from '../form/task-questions';
import { groupWords } from '../task-words';
import { useTaskSteps } from '../use-task-steps';
import classes from './task-list.module.css';
import { type TaskDeed, TaskRow } from './task-row';

interface TaskListProps {
  /** At least one, in the order of their groups. */
  tasks: readonly Task[];
  /** How many there are of each group, also where not all of them are shown. */
  counts: TaskCounts;
  /** They are all of one account, which has keys of its own for the queue of Today. */
  ofAccount?: boolean;
}

/** Tasks by when they are due; what is chosen is done, moved, snoozed or given together. */
export function TaskList({ tasks, counts, ofAccount = false }: TaskListProps) {
  const navigate = useNavigate();
  const mayManage = useMay('manager');
  const steps = useTaskSteps();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
  const { body, current, meant, moveTo, keys: walking } = useWalk(tasks, ({ id }) => `[data-task="${id}"]`);
  const chosen = tasks.filter(({ id }) => keys.has(id));
  const none = useCallback(() => setKeys(new Set()), []);
  const toggle = useCallback((task: Task) => setKeys((before) => toggled(before, task.id)), []);

  const onDeed = useCallback(
    (deed: TaskDeed, task: Task) => {
      if (deed === 'done') tick(steps, [task]);
      else setAsking({ what: deed, tasks: [task] });
    },
    [steps],
  );
  const onOpen = useCallback(
    ({ accountId }: Task) =>
      void navigate({ to: '/accounts/$id', params: { id: String(accountId) }, search: { tab: 'ctas' } }),
    [navigate],
  );
  /** What is chosen, else what the keys stand on. */
  const onMeant = (act: (tasks: readonly Task[]) => void) => () => {
    const about = chosen.length > 0 ? chosen : meant === undefined ? [] : [meant];
    if (mayManage && about.length > 0) act(about);
  };
  const done = onMeant((about) => {
    tick(steps, about);
    none();
  });
  const ask = (what: Asking['what']) => onMeant((about) => setAsking({ what, tasks: about }));

  const openMeant = () => meant !== undefined && onOpen(meant);

  useKeys(
    'taskList',
    ofAccount
      ? null
      : {
          ...walking,
          x: () => mayManage && meant !== undefined && toggle(meant),
          e: done,
          s: ask('snooze'),
          d: ask('move'),
          g: ask('give'),
          c: () => mayManage && meant !== undefined && setAsking({ what: 'change', tasks: [meant] }),
          Escape: none,
          Enter: openMeant,
        },
    asking !== null,
  );

  return (
    <div className={classes.list} ref={body}>
      {chosen.length > 0 && (
        <section className={classes.bar} aria-label="Chosen tasks">
          <p className="number">{formatPlural(chosen.length, 'task')} chosen</p>
          <Button {...quiet} title="Done (e)" onClick={done}>
            Done
          </Button>
          <Button {...quiet} title="Move (d)" onClick={ask('move')}>
            Move…
          </Button>
          <Button {...quiet} title="Snooze (s)" onClick={ask('snooze')}>
            Snooze…
          </Button>
          <Button {...quiet} title="Give (g)" onClick={ask('give')}>
            Give…
          </Button>
          <Button {...quiet} title="Choose none (Escape)" onClick={none}>
            Choose none
          </Button>
        </section>
      )}
      {taskGroups.map((group) => {
        const own = tasks.flatMap((task, index) => (task.group === group ? [{ task, index }] : []));
        return (
          own.length > 0 && (
            <section key={group} aria-label={groupWords[group]}>
              <h2 className={classes.group} data-group={group}>
                {groupWords[group]} <span className="number">{formatCount(counts[group])}</span>
                {own.length < counts[group] && `, the first ${formatCount(own.length)} shown`}
              </h2>
              <ul>
                {own.map(({ task, index }) => (
                  <TaskRow
                    key={task.id}
                    task={task}
                    index={index}
                    current={index === current}
                    chosen={keys.has(task.id)}
                    mayManage={mayManage}
                    onCurrent={moveTo}
                    onChoose={toggle}
                    onOpen={onOpen}
                    onDeed={onDeed}
                  />
                ))}
              </ul>
            </section>
          )
        );
      })}
      <TaskQuestions
        asking={asking}
        onEnd={(isAnswered) => {
          setAsking(null);
          if (isAnswered) none();
        }}
      />
    </div>
  );
}

const quiet = { variant: 'default', size: 'compact-sm', fw: 400 } as const;

/** Done, or open again where all of them are. */
function tick({ change }: ReturnType<typeof useTaskSteps>, tasks: readonly Task[]): void {
  if (tasks.every(({ done }) => done !== null)) change(tasks, { column: 'open' }, 'open again');
  else change(tasks, { column: 'done' }, 'done');
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}
