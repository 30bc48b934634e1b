import { z } from 'zod';
import { type ActivityPatch, activityPatchSchema } from '../../../src-preload/contract/activities';
import { foldNote, type Note, type NoteKind } from '../../lib/operations/fold-note';
import type { Tx } from '../types';
import { changedFields, copiedSubject, subjectValues } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

interface CopiedNote {
  organizationId: number;
  contact: string | null;
  author: string;
  text: string;
  activity: string | null;
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
                coalesce(n.earlier_author, n.author) as author, n.text, n.activity, n.made_at as createdAt, n.version,
                n.changed, n.removed_at as removedAt
           from copied_notes n left join users u on u.user_id = n.user_id where n.note_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { organizationId, changed, removedAt, activity, ...row } = found;
    return {
      row: {
        ...copiedSubject(tx, organizationId),
        ...row,
        activity: activityOf(tx, activity),
        isRemoved: removedAt !== null,
      },
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
        activity: note.activity === null ? null : JSON.stringify(note.activity),
        happened_at: note.activity?.at ?? note.createdAt,
        created_at: note.createdAt,
        version: note.version,
      });
  },
};

const copiedActivitySchema = activityPatchSchema.extend({ contacts: z.array(z.number()) });

/** As the company has it, with its contacts by the company's own ids of them; who left the list is left out. */
function activityOf(tx: Tx, text: string | null): ActivityPatch | null {
  if (text === null) return null;
  const read = copiedActivitySchema.safeParse(JSON.parse(text));
  // What only a newer company knows is a note until this desktop does, too.
  if (!read.success) return null;
  const idOf = tx.prepared<[number], string>('select external_id from users where user_id = ?').pluck();
  const contacts = read.data.contacts.flatMap((number) => idOf.get(number) ?? []);
  return { ...read.data, contacts };
}
