import type Database from 'better-sqlite3';

export type Row = Record<string, unknown>;

/** The company that the copy is of. */
export const acme = '11111111-1111-4111-8111-111111111111';

/** Tables of people's own entries, with the column of their key from then on. */
export const own = {
  score_overrides: 'override_id',
  pulses: 'pulse_id',
  saved_views: 'view_id',
  today_dispositions: 'disposition_id',
} as const;
export const ownTables = Object.keys(own) as (keyof typeof own)[];

export function tablesOf(client: Database.Database): string[] {
  return client
    .prepare<[], string>(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1`,
    )
    .pluck()
    .all();
}

export function rowsOf(client: Database.Database, table: string): Row[] {
  return client.prepare<[], Row>(`select * from "${table}" order by rowid`).all();
}

export function insert(client: Database.Database, table: string, row: Row): void {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  client
    .prepare(
      `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values (${places})`,
    )
    .run(...Object.values(row));
}

/** A value for every column, another for each row. */
export function invented(client: Database.Database, table: string, number: number): Row {
  const columns = client
    .prepare<[string], { name: string; type: string }>('select name, type from pragma_table_info(?)')
    .all(table);
  return Object.fromEntries(
    columns.map(({ name, type }) => [name, inventedValue(name, type.toLowerCase(), number)]),
  );
}

function inventedValue(name: string, type: string, number: number): unknown {
  if (type === 'text') return `${name} “${number}”`;
  if (type === 'real') return number + 0.25;
  if (type === 'blob') return Buffer.from([number, 0, 255]);
  return number;
}

/**
 * Rows in all tables of the version that kept people's own entries under numbers: accounts 1 to 3, and entries of theirs
 * and of one that left.
 * @param at the latest moment at which one was written
 */
export function fillVersionBefore(client: Database.Database, at: number): void {
  for (const table of tablesOf(client)) {
    if (!ownTables.some((one) => one === table)) {
      for (let number = 1; number <= 3; number += 1) insert(client, table, invented(client, table, number));
    }
  }
  insert(client, 'settings', { key: 'company', value: acme });
  const [gone, sameMoment] = [99, at - 5];
  for (const [number, id, made] of [
    [1, 3, at - 1],
    [2, gone, sameMoment],
    [3, 1, sameMoment],
    [4, 1, 1],
  ] as const) {
    const subject = { organization_id: id, created_at: made };
    insert(client, 'score_overrides', { ...invented(client, 'score_overrides', number), ...subject });
    insert(client, 'pulses', { ...invented(client, 'pulses', number), ...subject });
    insert(client, 'saved_views', { ...invented(client, 'saved_views', number), created_at: made });
  }
  const word = { state: 'snoozed', until_day: 20_800, reason: 'On holiday' };
  insert(client, 'today_dispositions', { key: '1:renewal', day: 20_700, at: 7, ...word });
  insert(client, 'today_dispositions', { key: '1:silent', day: 20_700, at: 7, ...word });
  insert(client, 'today_dispositions', { key: '1:silent', day: 20_701, at: 9, ...word });
  insert(client, 'today_dispositions', { key: `${gone}:at_risk`, day: 20_700, at: 8, ...word });
  insert(client, 'today_dispositions', { key: 'never a key', day: 20_700, at: 6, ...word });
}
