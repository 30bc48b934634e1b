import type { Store } from '../../src-main/store/types';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly notnull: number;
  readonly dflt_value: string | null;
}

/** Writes a row of which a test says only what it is about: what else a table needs is filled with something. */
export function fillRow(store: Store, table: string, said: Readonly<Record<string, unknown>>): void {
  const { client } = store.db;
  const needed = (client.pragma(`table_info(${table})`) as Column[]).filter(
    ({ name, notnull, dflt_value }) => notnull === 1 && dflt_value === null && !(name in said),
  );
  const place = Number(client.prepare(`select count(*) + 1 from ${table}`).pluck().get());
  const row = {
    ...Object.fromEntries(
      needed.map(({ name, type }) => [name, type === 'text' ? `${name} ${place}` : place]),
    ),
    ...said,
  };
  const names = Object.keys(row);
  client.pragma('ignore_check_constraints = true');
  client
    .prepare(
      `insert into ${table} (${names.join(', ')}) values (${names.map((name) => `@${name}`).join(', ')})`,
    )
    .run(row);
}
