import { z } from 'zod';
import { type ActivityPatch, activityPatchSchema } from '../../../src-preload/contract/activities';
import type { StoredMention } from '../../../src-preload/contract/mentions';
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
  mentions: string | null;
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
                coalesce(n.earlier_author, n.author) as author, n.text, n.activity, n.mentions, n.made_at as createdAt, n.version,
                n.changed, n.removed_at as removedAt
           from copied_notes n left join users u on u.user_id = n.user_id where n.note_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { organizationId, changed, removedAt, activity, mentions, ...row } = found;
    return {
      row: {
        ...copiedSubject(tx, organizationId),
        ...row,
        activity: activityOf(tx, activity),
        mentions: mentionsOf(tx, mentions),
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
        mentions: note.mentions.some((one) => one !== null) ? JSON.stringify(note.mentions) : null,
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

const copiedMentionsSchema = z.array(
  z.union([z.object({ manager: z.number(), at: z.number() }), z.object({ contact: z.number() })]).nullable(),
);

/** As the company has them, by address and by the company's own ids; who is not in the copy is a name alone. */
function mentionsOf(tx: Tx, text: string | null): StoredMention[] {
  if (text === null) return [];
  const address = tx.prepared<[number], string>('select email from managers where manager_id = ?').pluck();
  const idOf = tx.prepared<[number], string>('select external_id from users where user_id = ?').pluck();
  return copiedMentionsSchema
    .catch([])
    .parse(JSON.parse(text))
    .map((one) => {
      if (one === null) return null;
      if ('contact' in one) {
        const contact = idOf.get(one.contact);
        return contact === undefined ? null : { contact };
      }
      const manager = address.get(one.manager);
      return manager === undefined ? null : { manager, at: one.at };
    });
}
