import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Logger } from 'pino';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import { createTimings } from '../timings';
import type { Store, WriteDb } from '../types';
import { listBackups, writeBackup } from './backup';
import { type ConnectionOptions, openFile, openReader, openWriter } from './connection';
import { createStore } from './create';
import { leaveEndNote, takeEndNote } from './end-note';
import { isWhole, saysDamaged } from './is-whole';
import { isKeyOf, rememberKey } from './key';
import { type Migrations, migrateStore, schemaVersionOf, shippedMigrations } from './migrate';
import { damagedFiles, putDamagedFileAside } from './recover';

export interface OpenOptions {
  readonly file: string;
  /** 32 bytes, straight from the keychain or `keyFromFile`. */
  readonly key: Uint8Array;
  readonly now: () => number;
  readonly log?: Logger;
  /** Another set than the one shipped, for tests of upgrades. */
  readonly migrations?: Migrations;
  /**
   * When every page is looked at: before anything else, or, where the last session ended well, by the caller behind
   * the start (`checkBehind`): on a large copy that takes longer than everything else a start does.
   */
  readonly check?: 'before' | 'behind';
}

/**
 * Opens the local store, making, checking, mending and upgrading it as needed. A damaged file is put aside, never
 * deleted: company rows come again with the next sync, the manager's own rows from the damaged file or a backup.
 * @throws StewardError `forbidden` for another key, `newer_database` for a file of a later Steward
 */
export function openStore(options: OpenOptions): Store {
  const { file, key, now, log } = options;
  const migrations = options.migrations ?? shippedMigrations();
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const isUnchecked = existsSync(file) && takeEndNote(file) && options.check === 'behind';
  if (existsSync(file) && !isSound(options, isUnchecked ? 'readable' : 'whole'))
    putDamagedFileAside(file, now());
  const recovery = existsSync(file) ? null : createStore(options, migrations);
  const timings = createTimings(log);
  const db = openWriter(options, timings);
  try {
    rememberKey(file, key);
    upgrade(db, options, migrations);
    const reader = openReader(options, timings);
    return {
      file,
      db,
      read: reader.db,
      timings,
      schemaVersion: schemaVersionOf(db.client),
      recovery,
      isUnchecked,
      backUp: () => writeBackup(db.client, options, now()),
      backups: () => listBackups(file),
      damaged: () => damagedFiles(file),
      bytes: () => sizeOf(file) + sizeOf(`${file}-wal`),
      close() {
        reader.client.close();
        db.client.close();
        leaveEndNote(file);
      },
    };
  } catch (error) {
    db.client.close();
    throw error;
  }
}

/** @returns whether every page reads and every index agrees with its table, or at least whether it is a database */
function isSound(options: ConnectionOptions, how: 'whole' | 'readable'): boolean {
  try {
    const client = openFile(options, 'write');
    try {
      if (how === 'whole') return isWhole(client);
      client.prepare('select count(*) from sqlite_schema').get();
      return true;
    } finally {
      client.close();
    }
  } catch (error) {
    // With another key the first page looks damaged too: only the note beside the file can tell.
    if (errorCode(error) === 'SQLITE_NOTADB' && isKeyOf(options.file, options.key) !== true) throw wrongKey();
    if (saysDamaged(error)) return false;
    throw error;
  }
}

function wrongKey(): StewardError {
  return new StewardError(
    'forbidden',
    'The local copy was locked with another key. Bring back the key it was made with; if that is lost, move the local copy away and Steward loads the company again.',
  );
}

function upgrade(db: WriteDb, options: OpenOptions, migrations: Migrations): void {
  const version = schemaVersionOf(db.client);
  if (version > 0 && version < migrations.length) writeBackup(db.client, options, options.now());
  migrateStore(db.client, migrations);
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}
