import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

const setting = 'runner.unread';

/** What of the company's documents this Steward can't use, in words. */
export function readUnread(db: ReadDb | Tx): string[] {
  const value = db
    .prepared<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(setting);
  return value === undefined ? [] : z.array(z.string()).catch([]).parse(JSON.parse(value));
}

export function writeUnread(tx: Tx, sentences: readonly string[]): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    setting,
    JSON.stringify(sentences),
  );
}
