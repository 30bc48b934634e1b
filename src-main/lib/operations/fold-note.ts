import type { ActivityPatch } from '../../../src-preload/contract/activities';
import type { MentionPatch, StoredMention } from '../../../src-preload/contract/mentions';
import type { OpenOperation, OperationSubject } from './operation';

export type NoteKind = 'note.add' | 'note.change' | 'note.remove';

export interface Note extends OperationSubject {
  /** The contact, as the company's own id of it; null: the account as a whole. */
  readonly contact: string | null;
  readonly author: string;
  readonly text: string;
  /** What took place; null: it is a note alone. */
  readonly activity: ActivityPatch | null;
  /** Whom the marks of its text mean, in their order. */
  readonly mentions: readonly StoredMention[];
  readonly createdAt: number;
  readonly version: number;
  readonly isRemoved: boolean;
}

/** The note as it is with one more operation; null where there is none. What was removed stays so. */
export function foldNote(note: Note | null, operation: OpenOperation<NoteKind>): Note | null {
  switch (operation.kind) {
    case 'note.add': {
      const { subject, author, madeAt, patch } = operation;
      if (note !== null || subject === null || patch.text === undefined) return note;
      return {
        ...subject,
        contact: patch.contact ?? null,
        author,
        text: patch.text,
        activity: patch.activity ?? null,
        mentions: stamped(patch.mentions, [], madeAt),
        createdAt: madeAt,
        version: 1,
        isRemoved: false,
      };
    }
    case 'note.change':
      return (
        note && {
          ...note,
          text: operation.patch.text ?? note.text,
          activity: operation.patch.activity ?? note.activity,
          ...(operation.patch.text !== undefined && {
            mentions: stamped(operation.patch.mentions, note.mentions, operation.madeAt),
          }),
        }
      );
    case 'note.remove':
      return note && { ...note, isRemoved: true };
  }
}

/** With since when colleagues are mentioned: whoever was before is so since then. */
function stamped(
  mentions: readonly MentionPatch[] = [],
  before: readonly StoredMention[],
  madeAt: number,
): StoredMention[] {
  const since = new Map(
    before.flatMap((one) => (one !== null && 'manager' in one ? [[one.manager, one.at]] : [])),
  );
  return mentions.map((one) =>
    one !== null && 'manager' in one ? { ...one, at: since.get(one.manager) ?? madeAt } : one,
  );
}
