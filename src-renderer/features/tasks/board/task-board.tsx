import { useRef, useState } from 'react';
import { type Task, type TaskColumn, taskColumns } from '../../../../src-preload/contract/ctas/task';
import { useMay } from '../../../api/use-may';
import { AccountLink } from '../../../ui/account-link';
import { Board, BoardColumn, BoardItem } from '../../../ui/board/board';
import { keysOfBoard, neighbourOf } from '../../../ui/board/walk-board';
import { Day } from '../../../ui/day';
import { useKeys } from '../../../ui/keys/use-keys';
import { named } from '../../../ui/words/named';
import { type Asking, TaskQuestions } from '../form/task-questions';
import { columnWords, partsInWords } from '../task-words';
import { useTaskSteps } from '../use-task-steps';
import classes from './board.module.css';

/** Cards of a column: more than a person has in hand. */
const mostCards = 100;

/**
 * Tasks in columns by how they stand. The arrows walk between cards; 1 to 4, or dragging one, puts it into a column. Tab reaches the
 * board once.
 */
export function TaskBoard({ tasks }: { tasks: readonly Task[] }) {
  const room = useRef<HTMLDivElement>(null);
  const mayManage = useMay('manager');
  const { change } = useTaskSteps();
  const [dragged, setDragged] = useState<Task | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const all = taskColumns.map((column) => tasks.filter((task) => task.column === column));
  const columns = all.map((cards) => cards.slice(0, mostCards));
  const shown = columns.flat();
  const meant = shown.find(({ id }) => id === current) ?? shown[0];

  function put(task: Task | undefined, column: TaskColumn | undefined): void {
    if (!mayManage || task === undefined || column === undefined || task.column === column) return;
    change([task], { column }, column === 'done' ? 'done' : columnWords[column].toLowerCase());
  }
  function go(move: readonly [number, number]): void {
    const next = meant === undefined ? undefined : neighbourOf(columns, meant, move);
    if (next === undefined) return;
    setCurrent(next.id);
    room.current?.querySelector<HTMLElement>(`[data-task="${next.id}"] button`)?.focus();
  }
  const ask = (what: Asking['what']) => () =>
    mayManage && meant !== undefined && setAsking({ what, tasks: [meant] });

  useKeys(
    'taskBoard',
    {
      ...keysOfBoard(go),
      1: () => put(meant, taskColumns[0]),
      2: () => put(meant, taskColumns[1]),
      3: () => put(meant, taskColumns[2]),
      4: () => put(meant, taskColumns[3]),
      e: () => put(meant, 'done'),
      s: ask('snooze'),
      d: ask('move'),
      g: ask('give'),
      c: ask('change'),
    },
    asking !== null,
  );

  return (
    <Board room={room}>
      {taskColumns.map((column, place) => (
        <BoardColumn
          key={column}
          name={columnWords[column]}
          count={all[place]?.length ?? 0}
          hint={`Put here (${place + 1})`}
          takes={dragged !== null && dragged.column !== column}
          onDrop={() => {
            put(dragged ?? undefined, column);
            setDragged(null);
          }}
          more={
            (all[place]?.length ?? 0) > mostCards
              ? `The first ${mostCards} shown: narrow them to see others.`
              : null
          }
        >
          {columns[place]?.map((task) => (
            <Card
              key={task.id}
              task={task}
              isReached={task.id === meant?.id}
              mayDrag={mayManage}
              onCurrent={setCurrent}
              onDrag={setDragged}
            />
          ))}
        </BoardColumn>
      ))}
      <TaskQuestions asking={asking} onEnd={() => setAsking(null)} />
    </Board>
  );
}

interface CardProps {
  task: Task;
  isReached: boolean;
  mayDrag: boolean;
  onCurrent: (id: string) => void;
  onDrag: (task: Task | null) => void;
}

function Card({ task, isReached, mayDrag, onCurrent, onDrag }: CardProps) {
  return (
    <BoardItem
      data-task={task.id}
      draggable={mayDrag}
      onDragStart={() => onDrag(task)}
      onDragEnd={() => onDrag(null)}
      onFocus={() => onCurrent(task.id)}
    >
      <button
        type="button"
        className={classes.name}
        tabIndex={isReached ? 0 : -1}
        onClick={() => onCurrent(task.id)}
      >
        {task.title}
      </button>
      <p className={`${classes.soft} truncate`}>
        <AccountLink id={task.accountId} name={task.accountName} tab="ctas" tabIndex={-1}>
          {named(task.accountName)}
        </AccountLink>
        {' · '}
        {partsInWords({ ...task, column: 'open' })}
      </p>
      {task.due !== null && (
        <p className={classes.soft} data-group={task.group}>
          <Day day={task.due} />
        </p>
      )}
    </BoardItem>
  );
}
