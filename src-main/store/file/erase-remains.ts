import type Database from 'better-sqlite3';
import { eraseDamagedFiles } from './recover';

/** Leaves of deleted rows nothing that the key could open: no damaged copy, no free page, no frame of the log. */
export function eraseRemains(client: Database.Database, file: string): void {
  eraseDamagedFiles(file);
  client.exec(`insert into texts_words (texts_words) values ('optimize')`);
  if (Number(client.pragma('freelist_count', { simple: true })) === 0) return;
  client.exec('vacuum');
  client.pragma('wal_checkpoint(TRUNCATE)');
}
