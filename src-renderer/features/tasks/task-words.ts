import type { TaskRhythm } from '../../../src-preload/contract/ctas/cta-kinds';
import {
  type Task,
  type TaskColumn,
  type TaskCounts,
  type TaskGroup,
  taskGroups,
} from '../../../src-preload/contract/ctas/task';
import { formatCount } from '../../ui/format/number';

export const groupWords: Readonly<Record<TaskGroup, string>> = {
  overdue: 'Overdue',
  today: 'Today',
  week: 'This week',
  later: 'Later',
  undated: 'No day',
  resting: 'Snoozed',
  done: 'Done',
};

export const columnWords: Readonly<Record<TaskColumn, string>> = {
  open: 'Open',
  in_progress: 'In progress',
  waiting: 'Waiting',
  done: 'Done',
};

export const rhythmWords: Readonly<Record<TaskRhythm, string>> = {
  week: 'Every week',
  month: 'Every month',
  quarter: 'Every quarter',
};

const countWords: Readonly<Record<TaskGroup, string>> = {
  overdue: 'overdue',
  today: 'due today',
  week: 'later this week',
  later: 'later',
  undated: 'without a day',
  resting: 'snoozed',
  done: 'done',
};

/** `3 overdue, 1 due today, 4 later`; done ones are told where nothing else is. */
export function countsInWords(counts: TaskCounts): string {
  const told = taskGroups.filter((group) => group !== 'done' && counts[group] > 0);
  if (told.length === 0)
    return counts.done === 0 ? 'None yet' : `None open, ${formatCount(counts.done)} done`;
  return told.map((group) => `${formatCount(counts[group])} ${countWords[group]}`).join(', ');
}

/** What else one line says: of which CTA it is a step, whose it is, how it comes again. */
export function partsInWords({ cta, owner, every, column }: Task): string {
  return [
    cta === null ? null : `a step of “${cta.title}”`,
    owner?.name ?? 'nobody’s',
    every === null ? null : rhythmWords[every].toLowerCase(),
    column === 'in_progress' || column === 'waiting' ? columnWords[column].toLowerCase() : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}
