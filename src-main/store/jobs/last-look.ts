import type { ReadDb, Tx } from '../types';

const setting = 'jobs.looked_at';

/** When the queue was last looked through, by the clock of then; null before the first time. */
export function readLastLook(db: ReadDb | Tx): number | null {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting);
  return text === undefined ? null : Number(text);
}

export function putLastLook(tx: Tx, now: number): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(setting, String(now));
}
