import { foldTask, type StoredTask, type TaskKind } from '../../lib/operations/fold-task';
import { changedFields, copiedSubject, subjectValues } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { numberOf } from './manager-number';
import { dropEntry, putEntry } from './put-entry';

type CopiedTask = Omit<StoredTask, 'companyId' | 'externalId' | 'isRemoved'> & {
  readonly changed: string;
  readonly removedAt: number | null;
};

export const taskEntry: EntryFold<StoredTask, TaskKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedTask>(
        `select organization_id as organizationId, cta_id as cta, note_id as note, title, due_day as dueDay, given_to as givenTo, priority,
                state, until_day as restsUntil, every, from_day as fromDay, done_at as doneAt, done_by as doneBy, author, version, changed, row_id as companyRow, removed_at as removedAt
           from copied_cta_tasks where task_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { changed, removedAt, ...row } = found;
    return {
      row: { ...row, ...copiedSubject(tx, row.organizationId), isRemoved: removedAt !== null },
      changed: changedFields(changed),
    };
  },
  fold: foldTask,
  put(tx, entry, task) {
    if (task === null || task.isRemoved) return dropEntry(tx, 'cta_tasks', entry);
    putEntry(tx, 'cta_tasks', entry, {
      ...subjectValues(task),
      cta_id: task.cta,
      note_id: task.note,
      title: task.title,
      due_day: task.dueDay,
      given_to: numberOf(tx, task.givenTo),
      priority: task.priority,
      state: task.state,
      until_day: task.restsUntil,
      every: task.every,
      from_day: task.fromDay,
      done_at: task.doneAt,
      done_by: task.doneBy,
      author: task.author,
      version: task.version,
      company_row: task.companyRow,
    });
  },
};
