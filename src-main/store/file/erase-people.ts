import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Tombstone } from '../../lib/privacy/tombstone';
import { eraseFrom, type Removed } from '../erasing/erase-from';
import { readErasureNote, writeErasureNote } from '../erasing/erasure-note';
import { readErasureState, writeErasureState } from '../erasing/erasure-state';
import { knownIn } from '../erasing/known-in';
import { type ErasedPerson, toldByOf } from '../erasing/told-by';
import { backupFolderOf, listBackups } from './backup-folder';
import { type ConnectionOptions, openFile } from './connection';
import { eraseDamagedFiles } from './recover';

/**
 * Takes people out of the rows of a copy and remembers them by digests, so that nothing older brings them back. Damaged
 * copies go, and backups are rewritten; what bytes are left in the store itself goes with `settleErasures`.
 */
export function erasePeople(
  client: Database.Database,
  store: ConnectionOptions,
  tombstones: readonly Tombstone[],
  now: number,
): Removed {
  const remembered = readErasureNote(store.file, store.key);
  const news = tombstones.map((tombstone) => ({
    ...unknown,
    ...knownBefore(remembered, tombstone),
    ...tombstone,
  }));
  const people = [
    ...remembered.filter(({ erasure }) => !tombstones.some((tombstone) => tombstone.erasure === erasure)),
    ...knownIn(client, store.key, news),
  ];
  // First, so that a crash in between leaves who is to be erased.
  writeErasureNote(store.file, store.key, people);
  return eraseRemembered(client, store, people, now);
}

const unknown = { toldBy: [], idDigest: null, keptAs: null };

/** The same contact may be erased once more, when nothing tells the name any more. */
function knownBefore(remembered: readonly ErasedPerson[], { userId }: Tombstone): ErasedPerson | undefined {
  return remembered.findLast((person) => person.userId === userId);
}

/** A store or a backup of before may have been put in the place of what was erased. @returns whether anything was done */
export function eraseWhatCameBack(client: Database.Database, store: ConnectionOptions, now: number): boolean {
  const people = readErasureNote(store.file, store.key);
  const { through, settled } = readErasureState(client);
  const isBehind = people.some(({ erasure }) => erasure > through);
  if (isBehind) eraseRemembered(client, store, people, now);
  if (isBehind || settled < through) settleErasures(client);
  return isBehind;
}

/**
 * A company that was restored from before an erasure gives the contact back: not to this copy. Run it in the transaction
 * that took the rows.
 */
export function keepErased(client: Database.Database, store: ConnectionOptions): boolean {
  const back = readErasureNote(store.file, store.key).filter((person) =>
    isNamedAgain(client, store.key, person),
  );
  if (back.length === 0) return false;
  eraseFrom(client, store.key, back);
  const { through } = readErasureState(client);
  writeErasureState(client, { settled: through - 1 });
  return true;
}

function isNamedAgain(client: Database.Database, key: Uint8Array, { userId, toldBy }: ErasedPerson): boolean {
  const row = client
    .prepare<[number], { name: string; email: string | null }>(
      'select name, email from users where user_id = ?',
    )
    .get(userId);
  if (row === undefined) return false;
  const told = new Set(toldBy.map(({ digest }) => digest));
  return toldByOf(key, row).some(({ digest }) => told.has(digest));
}

function eraseRemembered(
  client: Database.Database,
  store: ConnectionOptions,
  people: readonly ErasedPerson[],
  now: number,
): Removed {
  const { through } = readErasureState(client);
  const last = people.reduce((highest, { erasure }) => Math.max(highest, erasure), through);
  const removed = client
    .transaction(() => {
      const rows = eraseFrom(client, store.key, people);
      const { removed: before } = readErasureState(client);
      const later = people.filter(({ erasure }) => erasure > through);
      const told = later.map(({ erasure }) => [String(erasure), rows] as const);
      writeErasureState(client, { through: last, removed: { ...before, ...Object.fromEntries(told) } });
      return rows;
    })
    .immediate();
  eraseDamagedFiles(store.file);
  eraseFromBackups(store, people, now);
  return removed;
}

/** A backup that can't be rewritten is dropped. */
function eraseFromBackups(
  { file, key }: ConnectionOptions,
  people: readonly ErasedPerson[],
  now: number,
): void {
  rmSync(join(backupFolderOf(file), 'unfinished'), { force: true });
  for (const backup of listBackups(file, now)) {
    try {
      const client = openFile({ file: backup.file, key }, 'write');
      try {
        client.transaction(() => eraseFrom(client, key, people))();
        client.exec('vacuum');
      } finally {
        client.close();
      }
    } catch {
      rmSync(backup.file, { force: true });
    }
  }
}

/**
 * Rewrites the store's file, so that no free space and no frame of the log holds what was erased.
 * @returns false where somebody was reading: the next time does it
 */
export function settleErasures(client: Database.Database): boolean {
  const { through } = readErasureState(client);
  client.exec('vacuum');
  const [done] = client.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (done?.busy !== 0) return false;
  writeErasureState(client, { settled: through });
  return true;
}
