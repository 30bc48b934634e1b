import type { ReadDb, Tx } from '../types';
import { isTextSource, type TextSource, textSources } from './text-sources';

/**
 * Of a table that a load has put in another's place: texts of rows that are not there any more go at once, and all others are
 * to be read.
 */
export function leaveBehind(tx: Tx, table: string): void {
  if (!isTextSource(table)) return;
  tx.prepared<[string]>(
    `delete from texts where source = ? and entry not in (select cast("${textSources[table]}" as text) from "${table}")`,
  ).run(table);
  tx.prepared<[string]>(
    'insert into texts_behind (source, through) values (?, null) on conflict (source) do update set through = null',
  ).run(table);
}

/** @returns the next table that is behind; null where none is */
export function nextBehind(db: ReadDb): TextSource | null {
  const found = db
    .prepared<[], string>('select source from texts_behind order by source')
    .pluck()
    .all()
    .find(isTextSource);
  return found ?? null;
}

/**
 * Reads the texts of a table's next rows: a row that is written as it is tells its trigger so.
 * @returns how many rows were read; fewer than asked for where it is no longer behind
 */
export function catchUp(tx: Tx, table: TextSource, most: number): number {
  const key = textSources[table];
  const through = tx
    .prepared<[string], string | null>('select through from texts_behind where source = ?')
    .pluck()
    .get(table);
  const asked = { through: through ?? null, most };
  const keys = tx
    .prepared<[typeof asked], string>(
      `select cast("${key}" as text) from "${table}"
        where @through is null or "${key}" > @through order by "${key}" limit @most`,
    )
    .pluck()
    .all(asked);
  const last = keys.at(-1) ?? null;
  tx.prepared<[{ through: string | null; last: string | null }]>(
    `update "${table}" set "${key}" = "${key}"
      where (@through is null or "${key}" > @through) and "${key}" <= @last`,
  ).run({ through: asked.through, last });
  if (keys.length < most) tx.prepared<[string]>('delete from texts_behind where source = ?').run(table);
  else
    tx.prepared<[string | null, string]>('update texts_behind set through = ? where source = ?').run(
      last,
      table,
    );
  return keys.length;
}
