import type { CtaPriority, TaskRhythm, TaskState } from '../../../src-preload/contract/ctas/cta-kinds';
import { parseDay } from '../day';
import type { OpenOperation, OperationSubject } from './operation';

export type TaskKind = 'task.add' | 'task.change' | 'task.repeat' | 'task.step' | 'task.remove';

/** Something to be done for an account: a step of a call to action, or by itself. */
export interface StoredTask extends OperationSubject {
  /** The call to action it is a step of; null: it is by itself. */
  readonly cta: string | null;
  /** The note of which it is a next step; null: of none. */
  readonly note: string | null;
  readonly title: string;
  readonly dueDay: number | null;
  /** Whose it is, by the number in the copy where the company has said it, else by address; null: of whoever has the rest. */
  readonly givenTo: number | string | null;
  /** Null: as its call to action has it, else the usual. */
  readonly priority: CtaPriority | null;
  /** Null: nobody has begun it. */
  readonly state: TaskState | null;
  readonly restsUntil: number | null;
  /** In which rhythm it comes again, counted from which day. */
  readonly every: TaskRhythm | null;
  readonly fromDay: number | null;
  /** Milliseconds since 1970; null: it is not done. */
  readonly doneAt: number | null;
  readonly doneBy: string | null;
  readonly author: string;
  readonly version: number;
  /** Its place among the others. */
  readonly companyRow: number;
  readonly isRemoved: boolean;
}

/** The task as it is with one more operation. What was removed stays so; who did it first did it. */
export function foldTask(task: StoredTask | null, operation: OpenOperation<TaskKind>): StoredTask | null {
  switch (operation.kind) {
    case 'task.add':
      return task ?? added(operation);
    case 'task.change':
      return task && changed(task, operation);
    case 'task.repeat':
      return task ?? repeated(operation);
    case 'task.step':
      return task ?? ofNote(operation);
    case 'task.remove':
      return task && { ...task, isRemoved: true };
  }
}

function added({ subject, author, place, patch }: OpenOperation<'task.add'>): StoredTask | null {
  const { cta, title, due_day: due, given_to: givenTo, priority, every } = patch;
  if (subject === null || cta === undefined || title === undefined) return null;
  const dueDay = dayOf(due);
  return {
    ...subject,
    ...fresh,
    ...{ cta, title, author, dueDay },
    givenTo: givenTo ?? null,
    priority: priority ?? null,
    every: every ?? null,
    fromDay: every == null ? null : dueDay,
    companyRow: place,
  };
}

function repeated({ subject, author, place, patch }: OpenOperation<'task.repeat'>): StoredTask | null {
  const { title, due_day: due, given_to: givenTo, priority, every, from_day: from } = patch;
  if (subject === null || title === undefined || due === undefined || every === undefined) return null;
  return {
    ...subject,
    ...fresh,
    ...{ title, author, every },
    dueDay: dayOf(due),
    givenTo: givenTo ?? null,
    priority: priority ?? null,
    fromDay: dayOf(from),
    companyRow: place,
  };
}

function ofNote({ subject, author, place, patch }: OpenOperation<'task.step'>): StoredTask | null {
  const { note, title, due_day: due, given_to: givenTo } = patch;
  if (subject === null || note === undefined || title === undefined) return null;
  return {
    ...subject,
    ...fresh,
    ...{ note, title, author, priority: null, every: null, fromDay: null },
    dueDay: dayOf(due),
    givenTo: givenTo ?? null,
    companyRow: place,
  };
}

const fresh = {
  ...{ cta: null, note: null, state: null, restsUntil: null, doneAt: null, doneBy: null },
  ...{ version: 1, isRemoved: false },
} as const;

function changed(task: StoredTask, { author, madeAt, patch }: OpenOperation<'task.change'>): StoredTask {
  const {
    title = task.title,
    due_day: due,
    until_day: until,
    given_to,
    priority,
    state,
    every,
    done,
  } = patch;
  const dueDay = due === undefined ? task.dueDay : dayOf(due);
  return {
    ...task,
    ...{ title, dueDay },
    restsUntil: until === undefined ? task.restsUntil : dayOf(until),
    givenTo: given_to === undefined ? task.givenTo : given_to,
    priority: priority === undefined ? task.priority : priority,
    state: state === undefined ? task.state : state,
    ...(every === undefined || every === task.every
      ? {}
      : { every, fromDay: every === null ? null : dueDay }),
    ...doneOf(task, done, author, madeAt),
  };
}

function doneOf(task: StoredTask, done: boolean | undefined, author: string, madeAt: number) {
  if (done === undefined) return {};
  return done
    ? { doneAt: task.doneAt ?? madeAt, doneBy: task.doneBy ?? author }
    : { doneAt: null, doneBy: null };
}

function dayOf(due: string | null | undefined): number | null {
  return due == null ? null : parseDay(due);
}
