import type Database from 'better-sqlite3';

interface Participant {
  readonly organizationId: number;
  readonly userId: number;
  /** The company's own id of them, and what takes its place where it says who they are. */
  readonly id: string | null;
  readonly keptAs: string | null;
}

const mentioned = (field: string) =>
  `exists (select 1 from json_each(mentions) m where m.value ->> '$.contact' = ${field})`;
const names = `exists (select 1 from json_each(activity, '$.contacts') where value = `;

/** Takes a person out of the lists of those who took part, and of those who are mentioned; all else stays. Files of before have none. */
export function eraseParticipant(client: Database.Database, asked: Participant): void {
  eraseMention(client, asked);
  if (hasColumn(client, 'copied_notes', 'activity'))
    client
      .prepare(
        `insert or ignore into entry_marks (table_name, entry)
         select 'notes', note_id from copied_notes where ${names} @userId)`,
      )
      .run(asked);
  if (hasColumn(client, 'notes', 'activity'))
    client
      .prepare(
        `update notes set activity = json_set(activity, '$.contacts', (
                  select json_group_array(case when value = @id then @keptAs else value end)
                    from json_each(activity, '$.contacts')))
          where organization_id = @organizationId and ${names} @id)`,
      )
      .run(asked);
}

function eraseMention(client: Database.Database, asked: Participant): void {
  if (hasColumn(client, 'copied_notes', 'mentions'))
    client
      .prepare(
        `insert or ignore into entry_marks (table_name, entry)
         select 'notes', note_id from copied_notes where ${mentioned('@userId')}`,
      )
      .run(asked);
  if (hasColumn(client, 'notes', 'mentions'))
    client
      .prepare(
        `update notes set mentions = (
                  select json_group_array(json(case when value ->> '$.contact' = @id then 'null' else coalesce(value, 'null') end))
                    from json_each(mentions))
          where organization_id = @organizationId and ${mentioned('@id')}`,
      )
      .run(asked);
}

function hasColumn(client: Database.Database, table: string, column: string): boolean {
  return (
    client
      .prepare<[string, string]>('select 1 from pragma_table_info(?) where name = ?')
      .get(table, column) !== undefined
  );
}
