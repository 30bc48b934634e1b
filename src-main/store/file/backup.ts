import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { BackupInfo } from '../types';
import { type ConnectionOptions, openFile } from './connection';
import { copyRows } from './copy-rows';
import { durableTables } from './durable-tables';
import { schemaVersionOf } from './migrate';

const kept = 3;
const named = /^(\d+)\.backup$/;

function folderOf(file: string): string {
  return `${file}-backups`;
}

/** Verified backups of the store at `file`, newest first. */
export function listBackups(file: string): BackupInfo[] {
  const folder = folderOf(file);
  return readdirOrNone(folder)
    .flatMap((name) => {
      const at = Number(named.exec(name)?.[1] ?? Number.NaN);
      return Number.isNaN(at)
        ? []
        : [{ file: join(folder, name), at, bytes: statSync(join(folder, name)).size }];
    })
    .sort((left, right) => right.at - left.at);
}

/**
 * Writes the durable rows into an encrypted file of their own, reads it back, and only then lets it count and drops
 * the oldest beyond three. Small, so that it costs milliseconds however large the copy of the company is.
 * @param now names the backup
 */
export function writeBackup(client: Database.Database, options: ConnectionOptions, now: number): BackupInfo {
  const folder = folderOf(options.file);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const part = join(folder, 'unfinished');
  rmSync(part, { force: true });
  const expected = copyDurableTables(client, { file: part, key: options.key });
  verify({ file: part, key: options.key }, expected);
  const file = join(folder, `${now}.backup`);
  renameSync(part, file);
  for (const old of listBackups(options.file).slice(kept)) rmSync(old.file, { force: true });
  return { file, at: now, bytes: statSync(file).size };
}

function copyDurableTables(client: Database.Database, target: ConnectionOptions): Map<string, number> {
  const copy = openFile(target, 'write');
  try {
    copy.pragma(`user_version = ${schemaVersionOf(client)}`);
    const expected = new Map<string, number>();
    // One snapshot for all tables.
    client.transaction(() => {
      for (const table of durableTables) {
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
      const found = client.prepare<[], number>(`select count(*) from "${table}"`).pluck().get();
      if (found !== rows) throw new Error(`the backup holds ${found} rows of ${table}, expected ${rows}`);
    }
  } finally {
    client.close();
  }
}

function readdirOrNone(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
