import { existsSync, readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Recovery } from '../types';
import { listBackups } from './backup';
import type { ConnectionOptions } from './connection';
import { durableTables } from './durable-tables';
import type { Migrations } from './migrate';
import { salvageTables } from './salvage';

/** Renames a damaged store with its log, out of the way and out of harm. */
export function putDamagedFileAside(file: string, now: number): void {
  const aside = `${file}.damaged-${now}`;
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix);
  }
}

/** Damaged stores that were put aside and are still there, newest first. */
export function damagedFiles(file: string): { file: string; at: number }[] {
  const prefix = `${basename(file)}.damaged-`;
  return readdirSync(dirname(file)).flatMap((name) => {
    const at = name.startsWith(prefix) ? Number(name.slice(prefix.length)) : Number.NaN;
    return Number.isNaN(at) ? [] : [{ file: join(dirname(file), name), at }];
  });
}

/**
 * Brings the durable rows into a new store: each table from the newest place that still has it whole, be it a damaged
 * file (every page is authenticated, so what can be read is true) or a backup.
 * @returns null when there was nothing to restore from
 */
export function restoreDurableRows(
  client: Database.Database,
  { file, key }: ConnectionOptions,
  migrations: Migrations,
  log?: Logger,
): Recovery | null {
  const sources = [...damagedFiles(file), ...listBackups(file)]
    .sort((left, right) => right.at - left.at)
    .map((source) => source.file);
  if (sources.length === 0) return null;
  const restored: Record<string, number> = {};
  const missing = () => durableTables.filter((table) => restored[table] === undefined);
  for (const source of sources) {
    if (missing().length === 0) break;
    Object.assign(restored, salvageTables(client, { file: source, key }, missing(), migrations, log));
  }
  return { from: sources, restored, missing: missing() };
}
