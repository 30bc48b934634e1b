import type { ReadDb, Tx } from '../types';

/** One thing that is remembered, as the company gave it out. */
export interface Memory {
  readonly key: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly memory: string;
  readonly seal: string;
}

const followed = 'sending.followed';
const putBack = 'sending.put_back';

/** The latest of a thing takes the place of what was known of it; that it was sent stays known. */
export function keepMemories(tx: Tx, memories: readonly Memory[]): void {
  const keep = tx.prepared<[string, number, string, string]>(
    `insert into sending_journal (key, at, memory, seal) values (?, ?, ?, ?)
       on conflict (key) do update set at = excluded.at, memory = excluded.memory, seal = excluded.seal
        where sending_journal.memory <> excluded.memory`,
  );
  for (const { key, at, memory, seal } of memories) keep.run(key, at, memory, seal);
}

export function noteSent(tx: Tx, key: string): void {
  tx.prepared<[string]>('update sending_journal set was_sent = 1 where key = ?').run(key);
}

export function forgetMemory(tx: Tx, key: string): void {
  tx.prepared<[string]>('delete from sending_journal where key = ?').run(key);
}

export function forgetMemoriesBefore(tx: Tx, at: number): void {
  tx.prepared<[number]>('delete from sending_journal where at < ?').run(at);
}

/** The next of them behind a key, in their order. */
export function readMemories(
  db: ReadDb | Tx,
  after: string,
  most: number,
): { key: string; memory: string; seal: string; wasSent: boolean }[] {
  return db
    .prepared<[string, number], { key: string; memory: string; seal: string; wasSent: number }>(
      `select key, memory, seal, was_sent as wasSent from sending_journal where key > ? order by key limit ?`,
    )
    .all(after, most)
    .map((row) => ({ ...row, wasSent: row.wasSent === 1 }));
}

/** Up to which instant of the company's clock it is followed, milliseconds since 1970; null: not at all yet. */
export function readFollowed(db: ReadDb | Tx): number | null {
  const value = setting(db, followed);
  return value === undefined ? null : Number(value);
}

export function writeFollowed(tx: Tx, at: number): void {
  setSetting(tx, followed, String(at));
}

/** The stop of a restored company that was told all of it last; null: none was. */
export function readPutBack(db: ReadDb | Tx): string | null {
  return setting(db, putBack) ?? null;
}

export function writePutBack(tx: Tx, stop: string): void {
  setSetting(tx, putBack, stop);
}

function setting(db: ReadDb | Tx, key: string): string | undefined {
  return db.prepared<[string], string>('select value from settings where key = ?').pluck().get(key);
}

function setSetting(tx: Tx, key: string, value: string): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(key, value);
}
