import { existsSync, statSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { Logger } from 'pino';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import { createTimings, type OnTimed } from '../timings';
import type { Store, WriteDb } from '../types';
import { writeBackup } from './backup';
import { listBackups } from './backup-folder';
import { type ConnectionOptions, openFile, openReader, openWriter, pageBytes } from './connection';
import { createStore } from './create';
import { dropOutdated } from './drop-outdated';
import { leaveEndNote, takeEndNote } from './end-note';
import { eraseWhatCameBack } from './erase-people';
import { eraseRemains } from './erase-remains';
import { erasingIn } from './erasing-in';
import { isWhole, saysDamaged } from './is-whole';
import { isKeyOf, rememberKey } from './key';
import { type Migrations, migrateStore, schemaVersionOf, shippedMigrations } from './migrate';
import { damagedFiles, hasLeftLog, hasRemains, putDamagedFileAside } from './recover';
import { alone } from './store-lock';

/** ms; the host answers nobody meanwhile, and the next quarter of an hour tries again. */
const waitForBackup = 500;

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
  /** Hears how long each query, call and function took. */
  readonly onTimed?: OnTimed | undefined;
}

/**
 * Opens the local store, making, checking, mending and upgrading it as needed. A damaged file is put aside, never
 * deleted: company rows come again with the next sync, the manager's own rows from the damaged file or a backup.
 * @throws StewardError `forbidden` for another key, `newer_database` for a file of a later Steward
 */
export function openStore(options: OpenOptions): Store {
  return alone(options.file, () => openAlone(options));
}

function openAlone(options: OpenOptions): Store {
  const { file, key, now, log } = options;
  const migrations = options.migrations ?? shippedMigrations();
  const isUnchecked =
    existsSync(file) && takeEndNote(file) && options.check === 'behind' && sizeOf(`${file}-wal`) === 0;
  if (existsSync(file) && !isSound(options, isUnchecked ? 'readable' : 'whole')) {
    if (isKeyOf(file, key) === false) throw wrongKey();
    putDamagedFileAside(file, now());
  }
  if (hasLeftLog(file)) putDamagedFileAside(file, now());
  // What this key can't read would be taken for nothing at all.
  if (!existsSync(file) && isKeyOf(file, key) === false && hasRemains(file, now())) throw wrongKey();
  const recovery = existsSync(file) ? null : createStore(options, migrations);
  const timings = createTimings(log, options.onTimed);
  const db = openWriter(options, timings);
  try {
    rememberKey(file, key);
    upgrade(db, options, migrations);
    eraseWhatCameBack(db.client, options, now());
    const reader = openReader(options, timings);
    return {
      file,
      db,
      read: reader.db,
      timings,
      schemaVersion: schemaVersionOf(db.client),
      recovery,
      isUnchecked,
      backUp: () => alone(file, () => writeBackup(db.client, options, now()), waitForBackup),
      backups: () => listBackups(file, now()),
      dropOutdated: (days) => alone(file, () => dropOutdated(options, now(), days), waitForBackup),
      damaged: () => damagedFiles(file, now()),
      ...erasingIn(db.client, options),
      eraseRemains: () => eraseRemains(db.client, file),
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
  const noted = isKeyOf(options.file, options.key);
  try {
    const client = openFile(options, 'write');
    try {
      if (how === 'whole' && !isWhole(client)) return false;
      return isStore(client, sizeOf(options.file), sizeOf(`${options.file}-wal`));
    } finally {
      client.close();
    }
  } catch (error) {
    // With another key the first page looks damaged too: only the note beside the file can tell.
    const isCut = sizeOf(options.file) < pageBytes;
    if (errorCode(error) === 'SQLITE_NOTADB' && noted !== true && !(isCut && noted === null))
      throw wrongKey();
    if (saysDamaged(error)) return false;
    throw error;
  }
}

/** An empty file is a sound database, too, and one that was cut off behind its first page opens like a whole one. */
function isStore(client: Database.Database, bytes: number, logBytes: number): boolean {
  if (schemaVersionOf(client) === 0) return false;
  return logBytes > 0 || bytes >= Number(client.pragma('page_count', { simple: true })) * pageBytes;
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
