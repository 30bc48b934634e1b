import { Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type {
  TaskCalendar as CalendarData,
  Task,
  TaskCounts,
  TaskListInput,
} from '../../../../src-preload/contract/ctas/task';
import { trpc } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { addDays, formatDay, formatLongDay, formatMonth } from '../../../ui/format/day';
import { formatCount, formatPlural } from '../../../ui/format/number';
import { IconButton } from '../../../ui/icon-button';
import { useKeys } from '../../../ui/keys/use-keys';
import { RowSkeletons } from '../../../ui/skeletons';
import { useToday } from '../../../ui/use-now';
import { TaskList } from '../list/task-list';
import { isDueDay } from '../task-search';
import classes from './calendar.module.css';
import { daysAround, monthAfter, monthBefore } from './calendar-days';

interface TaskCalendarProps {
  choice: Pick<TaskListInput, 'ownerId' | 'priority' | 'source' | 'words'>;
  /** Null: today. */
  day: string | null;
  isWeek: boolean;
  onLook: (look: { day?: string; week?: true | undefined }) => void;
}

/** So many are named in a day of a month; a week has room for all that are told. */
const namedInMonth = 3;

/** Tasks by the day on which they are due, and beside them those of the day that is looked at. */
export function TaskCalendar({ choice, day, isWeek, onLook }: TaskCalendarProps) {
  const today = useToday();
  const room = useRef<HTMLTableElement>(null);
  const looked = day ?? today;
  const days = daysAround(looked, isWeek);
  const [from = looked, until = looked] = [days[0], days.at(-1)];
  const answer = useQuery({
    ...trpc.tasks.calendar.queryOptions({ ...choice, from, until }),
    placeholderData: keepPreviousData,
  });
  const look = (to: string) => {
    if (!isDueDay(to)) return;
    onLook({ day: to });
    // Where the keys walk, the focus goes along once the day is drawn.
    requestAnimationFrame(() => room.current?.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus());
  };
  const before = () => look(isWeek ? addDays(looked, -7) : monthBefore(looked));
  const after = () => look(isWeek ? addDays(looked, 7) : monthAfter(looked));
  const previous = () => look(addDays(looked, -1));
  const next = () => look(addDays(looked, 1));
  useKeys('taskCalendar', {
    ArrowLeft: previous,
    ArrowRight: next,
    PageUp: before,
    PageDown: after,
    '[': () => look(addDays(looked, -7)),
    ']': () => look(addDays(looked, 7)),
    t: () => look(today),
    m: () => onLook({ week: undefined }),
    w: () => onLook({ week: true }),
  });

  return (
    <div className={classes.room}>
      <section className={classes.calendar} aria-label="Calendar">
        <div className={classes.head}>
          <h2>{isWeek ? `${formatDay(from)} to ${formatDay(until)}` : formatMonth(looked)}</h2>
          <SegmentedControl
            aria-label="Days shown"
            value={isWeek ? 'week' : 'month'}
            onChange={(value) => onLook({ week: value === 'week' ? true : undefined })}
            data={[
              { value: 'month', label: 'Month' },
              { value: 'week', label: 'Week' },
            ]}
          />
          <Button variant="default" fw={400} title="Today (t)" onClick={() => look(today)}>
            Today
          </Button>
          <IconButton label={isWeek ? 'Week before' : 'Month before'} title="Page up" onClick={before}>
            <IconChevronLeft size={17} stroke={1.8} />
          </IconButton>
          <IconButton label={isWeek ? 'Week after' : 'Month after'} title="Page down" onClick={after}>
            <IconChevronRight size={17} stroke={1.8} />
          </IconButton>
        </div>
        <Loaded answer={answer} waiting={<RowSkeletons count={6} height={80} />}>
          {(calendar) => (
            <Days
              {...{ days, looked, today, isWeek }}
              ref={room}
              byDay={new Map(calendar.days.map((one) => [one.day, one]))}
              onDay={(to) => onLook({ day: to })}
            />
          )}
        </Loaded>
      </section>
      <DayTasks day={looked} choice={choice} />
    </div>
  );
}

interface DaysProps {
  ref: React.Ref<HTMLTableElement>;
  days: readonly string[];
  looked: string;
  today: string;
  isWeek: boolean;
  byDay: ReadonlyMap<string, CalendarData['days'][number]>;
  onDay: (day: string) => void;
}

function Days({ ref, days, looked, today, isWeek, byDay, onDay }: DaysProps) {
  const weeks = Array.from({ length: days.length / 7 }, (_, place) => days.slice(7 * place, 7 * place + 7));
  return (
    <table className={classes.table} ref={ref}>
      <thead>
        <tr>
          {days.slice(0, 7).map((one) => (
            <th key={one} scope="col">
              {formatLongDay(one).split(',')[0]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((one) => {
              const due = byDay.get(one);
              const named = due?.tasks.slice(0, isWeek ? undefined : namedInMonth) ?? [];
              return (
                <td key={one}>
                  <button
                    type="button"
                    className={classes.day}
                    data-day={one}
                    data-other={(!isWeek && one.slice(0, 7) !== looked.slice(0, 7)) || undefined}
                    aria-pressed={one === looked}
                    tabIndex={one === looked ? 0 : -1}
                    onClick={() => onDay(one)}
                  >
                    <span className="visually-hidden">
                      {formatDay(one)}, {formatPlural(due?.count ?? 0, 'task')}:{' '}
                    </span>
                    <span className={classes.date} data-today={one === today || undefined}>
                      {Number(one.slice(8))}
                      {due !== undefined && <span className="number">{formatCount(due.count)}</span>}
                    </span>
                    {named.map(({ id, title, group }) => (
                      <span key={id} className={`${classes.one} truncate`} data-group={group}>
                        {title}
                      </span>
                    ))}
                    {due !== undefined && due.count > named.length && (
                      <span className={classes.one}>{formatCount(due.count - named.length)} more</span>
                    )}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayTasks({ day, choice }: Pick<TaskCalendarProps, 'choice'> & { day: string }) {
  const answer = useQuery({
    ...trpc.tasks.list.queryOptions({ ...choice, from: day, until: day }),
    placeholderData: keepPreviousData,
  });
  return (
    <section className={classes.ofDay} aria-label={formatDay(day)}>
      <h2>{formatLongDay(day)}</h2>
      <Loaded answer={answer} waiting={<RowSkeletons count={3} height={52} />}>
        {({ tasks, total }) =>
          tasks.length === 0 ? (
            <p className="soft">Nothing is due.</p>
          ) : (
            <>
              <TaskList tasks={tasks} counts={countsOf(tasks)} />
              {total > tasks.length && (
                <p className="soft">The first {formatCount(tasks.length)} are shown.</p>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}

/** How many of these stand where: of a day alone, and not of all that is open. */
function countsOf(tasks: readonly Task[]): TaskCounts {
  const counts = { overdue: 0, today: 0, week: 0, later: 0, undated: 0, resting: 0, done: 0 };
  for (const { group } of tasks) counts[group] += 1;
  return counts;
}
