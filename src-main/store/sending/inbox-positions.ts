import { readSyncState } from '../copy/sync-state';
import type { ReadDb, Tx } from '../types';

/**
 * Up to which number a mailbox was looked through. It is known of one history of the company's database: one that was restored is told
 * again what it may have forgotten, as far as the mailbox has it.
 */
export function readInboxPosition(db: ReadDb, mailbox: string): number | null {
  const value = db
    .prepared<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(keyOf(db, mailbox));
  return value === undefined ? null : Number(value);
}

export function writeInboxPosition(tx: Tx, mailbox: string, number: number): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    keyOf(tx, mailbox),
    String(number),
  );
}

function keyOf(db: ReadDb | Tx, mailbox: string): string {
  return `inbox/${readSyncState(db).epoch ?? ''}/${mailbox}`;
}
