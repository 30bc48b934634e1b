import { z } from 'zod';
import { type CtaPriority, ctaPriorities } from '../../../src-preload/contract/ctas/cta-kinds';
import { type TaskGroup, taskGroups, taskSources } from '../../../src-preload/contract/ctas/task';
import { addDays } from '../../ui/format/day';

/** What the address of the tasks carries, so that back and links find the same tasks. */
export interface TaskSearch {
  /** Absent: the list. */
  readonly show?: 'board' | 'calendar';
  readonly priority?: CtaPriority;
  readonly source?: (typeof taskSources)[number];
  readonly group?: TaskGroup;
  readonly words?: string;
  /** The day that the calendar looks at. */
  readonly day?: string;
  /** The calendar shows its week, and not its month. */
  readonly week?: true;
  /** Opens the form for a new one: for this account, or 0 for one to be chosen. */
  readonly newFor?: number;
}

const wordsSchema = z.string().min(1).max(100);

/** Whether it is a day on which a task may be due. */
export function isDueDay(text: string): boolean {
  // A day that no calendar has, as the 30th of February, is another one when it is counted.
  return /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text) && addDays(text, 0) === text;
}

/** Reads the address part by part: what doesn't fit is left out. */
export function readTaskSearch(search: Record<string, unknown>): TaskSearch {
  const { show, week, newFor } = search;
  const priority = ctaPriorities.find((one) => one === search['priority']);
  const source = taskSources.find((one) => one === search['source']);
  const group = taskGroups.find((one) => one === search['group']);
  const words = wordsSchema.safeParse(search['words']).data;
  const day = search['day'];
  return {
    ...((show === 'board' || show === 'calendar') && { show }),
    ...(priority && { priority }),
    ...(source && { source }),
    ...(group && { group }),
    ...(words && { words }),
    ...(typeof day === 'string' && isDueDay(day) && { day }),
    ...(week === true && { week }),
    ...(typeof newFor === 'number' && Number.isInteger(newFor) && newFor >= 0 && { newFor }),
  };
}
