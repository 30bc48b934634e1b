import { sequenceDefinitionSchema } from '../../../src-preload/contract/sequences/definition';
import { sequenceStateSchema } from '../../../src-preload/contract/sequences/sequence';
import { foldSequence, type SequenceKind, type StoredSequence } from '../../lib/operations/fold-sequence';
import { changedFields } from './copied-entry';
import type { EntryFold } from './entry-fold';
import { dropEntry, putEntry } from './put-entry';

interface CopiedSequence {
  readonly name: string;
  readonly definition: string;
  readonly state: string;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
  readonly changed: string;
  readonly removedAt: number | null;
}

/** One that this Steward can't read as a whole, of a newer one perhaps, is left out: half of it would do something else. */
export const sequenceEntry: EntryFold<StoredSequence, SequenceKind> = {
  copied(tx, entry) {
    const found = tx
      .prepared<[string], CopiedSequence>(
        `select name, definition, state, author, created_at as createdAt, version, changed, removed_at as removedAt
           from copied_sequences where sequence_id = ?`,
      )
      .get(entry);
    if (found === undefined) return null;
    const { changed, removedAt, ...row } = found;
    const definition = sequenceDefinitionSchema.safeParse(JSON.parse(row.definition)).data;
    const state = sequenceStateSchema.safeParse(row.state).data;
    if (definition === undefined || state === undefined) return null;
    return {
      row: { ...row, definition, state, isRemoved: removedAt !== null },
      changed: changedFields(changed),
    };
  },
  fold: foldSequence,
  put(tx, entry, sequence) {
    if (sequence === null || sequence.isRemoved) return dropEntry(tx, 'sequences', entry);
    const { name, definition, state, version, author, createdAt } = sequence;
    putEntry(tx, 'sequences', entry, {
      name,
      definition: JSON.stringify(definition),
      state,
      version,
      author,
      created_at: createdAt,
    });
  },
};
