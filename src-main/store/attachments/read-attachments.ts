import {
  type Attachment,
  type AttachmentType,
  attachmentTypeSchema,
} from '../../../src-preload/contract/attachments';
import { readLogin } from '../copy/sync-state';
import type { ReadDb, Tx } from '../types';

/** A file of a note that stands, at the company or on its way there. */
export interface StoredAttachment {
  readonly id: string;
  readonly noteId: string;
  readonly organizationId: number;
  readonly name: string;
  readonly type: AttachmentType;
  readonly size: number;
  readonly sha256: string;
  readonly author: string;
  readonly at: number;
  readonly isPending: number;
}

const removal = (entry: string, states: string) => `exists (select 1 from operations d
  where d.entry = ${entry} and d.kind = 'attachment.remove' and d.state in (${states}))`;

/** What the copy has, and what is decided here and not in it yet. @param which of the notes, or of the attachments, by their column */
const standing = (which: { note: string } | { id: string }) => `
  select a.attachment_id as id, a.note_id as noteId, a.organization_id as organizationId, a.name, a.type, a.size, a.sha256, a.author,
         a.made_at as at, 0 as isPending, a.row_id as place
    from note_attachments a
   where ${'note' in which ? `a.note_id ${which.note}` : `a.attachment_id ${which.id}`}
     and a.removed_at is null and a.sha256 is not null and not ${removal('a.attachment_id', `'pending', 'acknowledged'`)}
  union all
  select o.entry, json_extract(o.patch, '$.note'), n.organization_id, json_extract(o.patch, '$.name'), json_extract(o.patch, '$.type'),
         json_extract(o.patch, '$.size'), json_extract(o.patch, '$.sha256'), o.author, o.made_at, o.state = 'pending',
         (1 << 40) + o.seq
    from operations o join notes n on n.note_id = json_extract(o.patch, '$.note')
   where o.kind = 'attachment.add' and o.state in ('pending', 'acknowledged')
     and ${'note' in which ? `n.note_id ${which.note}` : `o.entry ${which.id}`}
     and not exists (select 1 from note_attachments a where a.attachment_id = o.entry)
     and not ${removal('o.entry', `'pending', 'acknowledged'`)}`;

/** Of these notes, each in the order in which they were attached. */
export function readAttachments(db: ReadDb, noteIds: readonly string[]): ReadonlyMap<string, Attachment[]> {
  const rows = db
    .prepared<[{ notes: string }], StoredAttachment & { isHere: number }>(
      `select s.*, (s.sha256 in (select sha256 from kept_files) or s.sha256 in (select sha256 from waiting_files)) as isHere
         from (${standing({ note: 'in (select value from json_each(@notes))' })}) s order by s.place`,
    )
    .all({ notes: JSON.stringify(noteIds) });
  const login = readLogin(db);
  // One of a kind that only a newer Steward knows is shown by that one.
  const known = rows.filter(({ type }) => attachmentTypeSchema.safeParse(type).success);
  const shown = known.map(({ noteId, isPending, isHere, ...row }) => ({
    noteId,
    attachment: {
      ...fieldsOf(row),
      isPending: isPending === 1,
      isHere: isHere === 1,
      isOwn: login === null || row.author === login,
    },
  }));
  const byNote = Map.groupBy(shown, ({ noteId }) => noteId);
  return new Map([...byNote].map(([noteId, of]) => [noteId, of.map(({ attachment }) => attachment)]));
}

function fieldsOf({
  id,
  name,
  type,
  size,
  sha256,
  author,
  at,
}: Omit<StoredAttachment, 'noteId' | 'isPending'>) {
  return { id, name, type, size, sha256, author, at };
}

/** Undefined where it was removed, or its note is gone. */
export function readAttachment(db: ReadDb | Tx, id: string): StoredAttachment | undefined {
  return db
    .prepared<[{ id: string }], StoredAttachment>(
      `select s.* from (${standing({ id: '= @id' })}) s join notes n on n.note_id = s.noteId`,
    )
    .get({ id });
}

/** How many files a note has. */
export function countAttachments(tx: Tx, noteId: string): number {
  return (
    tx
      .prepared<[{ note: string }], number>(`select count(*) from (${standing({ note: '= @note' })})`)
      .pluck()
      .get({ note: noteId }) ?? 0
  );
}
