import { foldNote, type Note, type NoteKind } from '../../lib/operations/fold-note';
import { changedFields, copiedSubject, subjectValues } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

interface CopiedNote {
  organizationId: number;
  contact: string | null;
  author: string;
  text: string;
  createdAt: number;
  version: number;
  changed: string;
  removedAt: number | null;
}

export const noteEntry: EntryFold<Note, NoteKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedNote>(
        `select n.organization_id as organizationId, u.external_id as contact,
                coalesce(n.earlier_author, n.author) as author, n.text, n.made_at as createdAt, n.version,
                n.changed, n.removed_at as removedAt
           from copied_notes n left join users u on u.user_id = n.user_id where n.note_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { organizationId, changed, removedAt, ...row } = found;
    return {
      row: { ...copiedSubject(tx, organizationId), ...row, isRemoved: removedAt !== null },
      changed: changedFields(changed),
    };
  },
  fold: foldNote,
  put(tx, entry, note) {
    if (note === null || note.isRemoved) dropEntry(tx, 'notes', entry);
    else
      putEntry(tx, 'notes', entry, {
        ...subjectValues(note),
        contact: note.contact,
        author: note.author,
        text: note.text,
        created_at: note.createdAt,
        version: note.version,
      });
  },
};
