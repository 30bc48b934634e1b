import type { AttachmentType, HeldFile } from '../../../src-preload/contract/attachments';
import type { ReadDb, Tx } from '../types';

const oneDay = 24 * 3_600_000;
/** Bytes of files of the company that are kept here; of more than these, the newest. */
export const mostKept = 200_000_000;

/** Puts the bytes of a chosen file down until it is at the company. */
export function holdFile(
  tx: Tx,
  file: Pick<HeldFile, 'sha256' | 'type'>,
  content: Buffer,
  now: number,
): void {
  tx.prepared<[string, string, Buffer, number]>(
    `insert into waiting_files (sha256, type, content, at) values (?, ?, ?, ?)
     on conflict (sha256) do update set at = excluded.at`,
  ).run(file.sha256, file.type, content, now);
}

/** The file of this digest as it can be attached again; undefined where neither this desktop nor the account has it. */
export function heldFile(
  tx: Tx,
  organizationId: number,
  sha256: string,
): { type: AttachmentType; size: number } | undefined {
  return tx
    .prepared<[string, string, number], { type: AttachmentType; size: number }>(
      `select type, length(content) as size from waiting_files where sha256 = ?
        union all
       select type, size from note_attachments where sha256 = ? and organization_id = ? limit 1`,
    )
    .get(sha256, sha256, organizationId);
}

/** Undefined where its bytes are not on this computer. */
export function readFileContent(db: ReadDb, sha256: string): Buffer | undefined {
  return db
    .prepared<[string, string], Buffer>(
      `select content from waiting_files where sha256 = ?
        union all select content from kept_files where sha256 = ? limit 1`,
    )
    .pluck()
    .get(sha256, sha256);
}

export function keepFile(tx: Tx, sha256: string, content: Buffer, now: number): void {
  tx.prepared<[string, Buffer, number]>(
    'insert or ignore into kept_files (sha256, content, at) values (?, ?, ?)',
  ).run(sha256, content, now);
}

/** Files that nobody else may have: not in the copy yet, or of what came back, which may be sent once more. */
const onTheirWay = `select coalesce(json_extract(patch, '$.sha256'), '') from operations
  where kind = 'attachment.add' and state <> 'seen' and json_valid(patch)`;

/** Files of notes that stand, and of those that somebody may still bring back. */
const wanted = (since: string) => `select a.sha256 from note_attachments a
    left join copied_notes n on n.note_id = a.note_id
  where a.sha256 is not null and coalesce(a.removed_at, n.removed_at, ${since}) >= ${since}`;

/** Whether any bytes are here: without, there is nothing to settle. */
export function holdsFiles(db: ReadDb): boolean {
  return isAny(db, 'waiting_files') || isAny(db, 'kept_files');
}

function isAny(db: ReadDb | Tx, table: 'waiting_files' | 'kept_files'): boolean {
  return db.prepared<[]>(`select 1 from ${table} limit 1`).get() !== undefined;
}

/** What is at the company now is kept as all of its files are; what nothing needs any more goes. @returns files that went */
export function settleFiles(tx: Tx, now: number): number {
  // All operations are looked through for them: only where some wait.
  const moved = isAny(tx, 'waiting_files') ? settleWaiting(tx, now) : 0;
  const gone = tx
    .prepared<[{ since: number }]>(`delete from kept_files where sha256 not in (${wanted('@since')})`)
    .run({ since: now - oneDay }).changes;
  return moved + gone;
}

function settleWaiting(tx: Tx, now: number): number {
  tx.prepared<[]>(
    `insert or ignore into kept_files (sha256, content, at)
     select w.sha256, w.content, w.at from waiting_files w
      where w.sha256 not in (${onTheirWay}) and w.sha256 in (select sha256 from note_attachments where sha256 is not null)`,
  ).run();
  return (
    tx
      .prepared<[number]>(
        `delete from waiting_files where sha256 not in (${onTheirWay})
         and (at < ? or sha256 in (select sha256 from kept_files))`,
      )
      // What was chosen lately may be of a note that is still written.
      .run(now - oneDay).changes
  );
}

export interface MissingFile {
  readonly attachmentId: string;
  readonly sha256: string;
  readonly size: number;
}

/** Files of notes that stand whose bytes are not here, the newest first, as far as there is room for them. */
export function missingFiles(db: ReadDb, most = mostKept): MissingFile[] {
  return db
    .prepared<[number], MissingFile>(
      `select attachmentId, sha256, size from (
         select a.attachment_id as attachmentId, a.sha256, a.size, a.made_at,
                sum(a.size) over (order by a.made_at desc, a.row_id desc) as together
           from note_attachments a left join copied_notes n on n.note_id = a.note_id
          where a.removed_at is null and n.removed_at is null and a.sha256 is not null)
        where together <= ? and sha256 not in (select sha256 from kept_files)
          and sha256 not in (select sha256 from waiting_files)
        order by made_at desc limit 100`,
    )
    .all(most);
}
