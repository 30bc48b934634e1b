import type Database from 'better-sqlite3';
import type { WithoutPeople } from './told-by';

interface Asked {
  readonly organizationId: number;
  readonly userId: number;
  /** The company's own id of them. */
  readonly id: string | null;
  readonly erasedText: string;
}

/** Files of notes about a contact, before those notes are forgotten; a backup has not all of the tables. */
export function eraseFilesAbout(client: Database.Database, tables: ReadonlySet<string>, asked: Asked): void {
  const theirs = [
    ...(tables.has('notes')
      ? ['select note_id from notes where organization_id = @organizationId and contact = @id']
      : []),
    ...(tables.has('copied_notes') ? ['select note_id from copied_notes where user_id = @userId'] : []),
  ].join(' union all ');
  if (theirs === '') return;
  if (tables.has('operations'))
    client
      .prepare(
        `delete from operations where kind = 'attachment.add' and json_valid(patch) and json_extract(patch, '$.note') in (${theirs})`,
      )
      .run(asked);
  for (const table of ['note_attachments', 'loading_note_attachments'].filter((one) => tables.has(one)))
    client
      .prepare(
        `update "${table}" set name = @erasedText, sha256 = null, removed_at = coalesce(removed_at, made_at)
          where sha256 is not null and note_id in (${theirs})`,
      )
      .run(asked);
}

/** Texts that name somebody, and the bytes of whatever nothing tells of any more. @returns files that went */
export function sweepFiles(
  client: Database.Database,
  tables: ReadonlySet<string>,
  without: WithoutPeople,
): number {
  let gone = 0;
  if (tables.has('waiting_files') && tables.has('operations')) {
    for (const { seq } of namingIn(client, waitingTexts, without))
      client.prepare('delete from operations where seq = ?').run(seq);
    gone += client
      .prepare(
        `delete from waiting_files where sha256 not in (
           select coalesce(json_extract(patch, '$.sha256'), '') from operations where kind = 'attachment.add' and json_valid(patch))`,
      )
      .run().changes;
  }
  if (tables.has('kept_files') && tables.has('note_attachments')) {
    for (const { seq } of namingIn(client, keptTexts, without))
      client
        .prepare(
          'update note_attachments set sha256 = null, removed_at = coalesce(removed_at, made_at) where row_id = ?',
        )
        .run(seq);
    gone += client
      .prepare(
        'delete from kept_files where sha256 not in (select sha256 from note_attachments where sha256 is not null)',
      )
      .run().changes;
  }
  return gone;
}

const waitingTexts = `select o.seq, o.organization_id as account, w.content from operations o
    join waiting_files w on w.sha256 = json_extract(o.patch, '$.sha256')
  where o.kind = 'attachment.add' and json_valid(o.patch) and w.type like 'text/%'`;
const keptTexts = `select a.row_id as seq, a.organization_id as account, k.content from note_attachments a
    join kept_files k using (sha256) where a.type like 'text/%'`;

interface TextFile {
  readonly seq: number;
  readonly account: number | null;
  readonly content: Buffer;
}

function namingIn(client: Database.Database, sql: string, without: WithoutPeople): TextFile[] {
  return client
    .prepare<[], TextFile>(sql)
    .all()
    .filter(({ content, account }) => without(content.toString('utf8'), account) !== null);
}
