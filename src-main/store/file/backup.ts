import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { BackupInfo } from '../types';
import { type Backup, backupFolderOf, listBackups, listRecoveries, nextSequence } from './backup-folder';
import { type ConnectionOptions, openFile } from './connection';
import { copyRows } from './copy-rows';
import { durableTables, durableTablesOf } from './durable-tables';
import { schemaVersionOf } from './migrate';

const kept = 3;

/**
 * Writes the durable rows into an encrypted file of their own, reads it back, and only then lets it count and drops
 * older ones. Small, so that it costs milliseconds however large the copy of the company is.
 * @param now named in the backup, to be shown
 */
export function writeBackup(client: Database.Database, options: ConnectionOptions, now: number): BackupInfo {
  const folder = backupFolderOf(options.file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, 'unfinished');
  rmSync(part, { force: true });
  const expected = copyDurableTables(client, { file: part, key: options.key });
  verify({ file: part, key: options.key }, expected);
  const file = join(folder, `${nextSequence(options.file)}-${now}.backup`);
  renameSync(part, file);
  dropOld(options, now);
  return { file, at: now, bytes: statSync(file).size };
}

/**
 * Keeps the newest three that can be read, the newest that holds anything, and of each recovery the newest of before:
 * should a recovery have lost something, it is still there.
 */
function dropOld({ file, key }: ConnectionOptions, now: number): void {
  const backups = listBackups(file, now);
  if (backups.length <= kept) return;
  const good = backups.flatMap((backup) => {
    const rows = rowsIn({ file: backup.file, key });
    return rows === null ? [] : [{ backup, rows }];
  });
  const wanted = new Set<Backup | undefined>(good.slice(0, kept).map(({ backup }) => backup));
  wanted.add(good.find(({ rows }) => rows > 0)?.backup);
  for (const recovery of listRecoveries(file)) {
    const before = good.filter(({ backup }) => backup.sequence < recovery.sequence);
    const best = before.find(({ rows }) => rows > 0) ?? before[0];
    // Where none can be read, it may be that only this key can't.
    wanted.add(best?.backup ?? backups.find(({ sequence }) => sequence < recovery.sequence));
  }
  // One that can't be read now may be by another key or another Steward: while it is among the newest, it stays.
  const oldest = good[kept - 1]?.backup;
  const behind = oldest === undefined ? [] : backups.slice(backups.indexOf(oldest) + 1);
  for (const backup of behind) if (!wanted.has(backup)) rmSync(backup.file, { force: true });
}

/** @returns how many rows of people's own a backup holds; null where it can't be read to its end */
export function rowsIn(options: ConnectionOptions): number | null {
  try {
    const client = openFile(options, 'read');
    try {
      if (client.pragma('integrity_check', { simple: true }) !== 'ok' || schemaVersionOf(client) === 0)
        return null;
      const tables = client
        .prepare<[], string>("select name from sqlite_master where type = 'table'")
        .pluck()
        .all();
      return durableTables
        .filter((table) => tables.includes(table))
        .reduce((sum, table) => sum + countOf(client, table), 0);
    } finally {
      client.close();
    }
  } catch {
    return null;
  }
}

function countOf(client: Database.Database, table: string): number {
  return client.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0;
}

function copyDurableTables(client: Database.Database, target: ConnectionOptions): Map<string, number> {
  const copy = openFile(target, 'write');
  try {
    copy.pragma(`user_version = ${schemaVersionOf(client)}`);
    const expected = new Map<string, number>();
    // One snapshot for all tables.
    client.transaction(() => {
      for (const table of durableTablesOf(client)) {
        copy.exec(createStatement(client, table));
        expected.set(table, copyRows(client, copy, table));
      }
    })();
    return expected;
  } finally {
    copy.close();
  }
}

function createStatement(client: Database.Database, table: string): string {
  const find = client.prepare<[string], string>(
    "select sql from sqlite_master where type = 'table' and name = ?",
  );
  const statement = find.pluck().get(table);
  if (statement === undefined) throw new Error(`table ${table} is missing`);
  return statement;
}

function verify(options: ConnectionOptions, expected: ReadonlyMap<string, number>): void {
  const client = openFile(options, 'read');
  try {
    if (client.pragma('integrity_check', { simple: true }) !== 'ok') throw new Error('the backup is damaged');
    for (const [table, rows] of expected) {
      const found = countOf(client, table);
      if (found !== rows) throw new Error(`the backup holds ${found} rows of ${table}, expected ${rows}`);
    }
  } finally {
    client.close();
  }
}
