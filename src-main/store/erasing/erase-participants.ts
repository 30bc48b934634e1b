import type Database from 'better-sqlite3';

interface Participant {
  readonly organizationId: number;
  readonly userId: number;
  /** The company's own id of them, and what takes its place where it says who they are. */
  readonly id: string | null;
  readonly keptAs: string | null;
}

const names = `exists (select 1 from json_each(activity, '$.contacts') where value = `;

/** Takes a person out of the lists of those who took part; what took place with others stays. Files of before have none. */
export function eraseParticipant(client: Database.Database, asked: Participant): void {
  if (hasActivities(client, 'copied_notes'))
    client
      .prepare(
        `insert or ignore into entry_marks (table_name, entry)
         select 'notes', note_id from copied_notes where ${names} @userId)`,
      )
      .run(asked);
  if (hasActivities(client, 'notes'))
    client
      .prepare(
        `update notes set activity = json_set(activity, '$.contacts', (
                  select json_group_array(case when value = @id then @keptAs else value end)
                    from json_each(activity, '$.contacts')))
          where organization_id = @organizationId and ${names} @id)`,
      )
      .run(asked);
}

function hasActivities(client: Database.Database, table: string): boolean {
  return (
    client.prepare<[string]>(`select 1 from pragma_table_info(?) where name = 'activity'`).get(table) !==
    undefined
  );
}
