import type { ReadDb, Tx } from '../types';

/** A task that was made of a next step of a note, and stands. */
export interface TaskOfNote {
  readonly id: string;
  readonly noteId: string;
  readonly title: string;
  readonly doneAt: number | null;
}

/** Those of some notes, the first made first. */
export function readTasksOfNotes(db: ReadDb | Tx, noteIds: readonly string[]): TaskOfNote[] {
  return db
    .prepared<[string], TaskOfNote>(
      `select task_id as id, note_id as noteId, title, done_at as doneAt from cta_tasks
        where note_id is not null and note_id in (select value from json_each(?)) order by company_row, task_id`,
    )
    .all(JSON.stringify(noteIds));
}

/** What tasks made of a note have to know. */
export interface NoteWithOwner {
  readonly text: string;
  readonly organizationId: number;
  readonly country: string | null;
  readonly ownerId: number | null;
}

/** Undefined for one that was removed, or whose account is not in the copy. */
export function readNoteWithOwner(tx: Tx, noteId: string): NoteWithOwner | undefined {
  return tx
    .prepared<[string], NoteWithOwner>(
      `select n.text, n.organization_id as organizationId, o.country, o.owner_id as ownerId
         from notes n join organizations o on o.organization_id = n.organization_id where n.note_id = ?`,
    )
    .get(noteId);
}
