import { parseDay } from '../day';
import type { OpenOperation, OperationSubject } from './operation';

export type TaskKind = 'task.add' | 'task.change' | 'task.remove';

/** One step of a call to action. */
export interface StoredTask extends OperationSubject {
  /** The call to action it is a step of. */
  readonly cta: string;
  readonly title: string;
  readonly dueDay: number | null;
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
  const { subject, author, madeAt, place } = operation;
  switch (operation.kind) {
    case 'task.add': {
      const { cta, title, due_day: due } = operation.patch;
      if (task !== null || subject === null || cta === undefined || title === undefined) return task;
      return {
        ...subject,
        ...{ cta, title, author },
        dueDay: dayOf(due),
        doneAt: null,
        doneBy: null,
        version: 1,
        companyRow: place,
        isRemoved: false,
      };
    }
    case 'task.change': {
      if (task === null) return null;
      const { title = task.title, due_day: due, done } = operation.patch;
      const changed = { ...task, title, dueDay: due === undefined ? task.dueDay : dayOf(due) };
      if (done === undefined) return changed;
      return done
        ? { ...changed, doneAt: task.doneAt ?? madeAt, doneBy: task.doneBy ?? author }
        : { ...changed, doneAt: null, doneBy: null };
    }
    case 'task.remove':
      return task && { ...task, isRemoved: true };
  }
}

function dayOf(due: string | null | undefined): number | null {
  return due == null ? null : parseDay(due);
}
