import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import type { RememberedTombstone, Tombstone } from '../../lib/privacy/tombstone';
import { eraseFrom, type Removed } from '../erasing/erase-from';
import { type ErasureNote, readErasureNote, writeErasureNote } from '../erasing/erasure-note';
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
  const note = readErasureNote(store.file, store.key);
  const news = tombstones.map((tombstone) => ({
    ...unknown,
    ...knownBefore(note.people, tombstone),
    ...tombstone,
  }));
  const people = [
    ...note.people.filter(({ erasure }) => !tombstones.some((tombstone) => tombstone.erasure === erasure)),
    ...knownIn(client, store.key, news),
  ];
  return noted(client, store, { people, edition: note.edition + 1 }, now);
}

/**
 * The same with all that the company knows of, by what each is known by in every history: a company that was restored may number
 * them anew. Whom it has forgotten stays erased here.
 * @param heard what the company says that it knows
 */
export function hearErasures(
  client: Database.Database,
  store: ConnectionOptions,
  tombstones: readonly RememberedTombstone[],
  { heard, now }: { readonly heard: string; readonly now: number },
): boolean {
  const note = readErasureNote(store.file, store.key);
  const renumbered: [number, number][] = [];
  const news: ErasedPerson[] = [];
  const heardOf = new Set<ErasedPerson>();
  const known = tombstones.flatMap(({ uid, memory, seal, ...tombstone }) => {
    const remembered = { uid, memory, seal };
    const before = note.people.find((person) => isSame(person, { uid, ...tombstone }));
    if (before === undefined) {
      news.push({ ...unknown, ...knownBefore(note.people, tombstone), ...tombstone, remembered });
      return [];
    }
    heardOf.add(before);
    renumbered.push([before.erasure, tombstone.erasure]);
    return [{ ...before, ...tombstone, remembered }];
  });
  const forgotten = note.people.filter((person) => !heardOf.has(person));
  const people = [...forgotten, ...known, ...knownIn(client, store.key, news)];
  const state = readErasureState(client);
  const { removed } = state;
  const through = Math.max(0, ...tombstones.map(({ erasure }) => erasure));
  const isSettled = state.settled >= state.through;
  const change = {
    heard,
    through,
    acknowledged: null,
    settled: isSettled ? through : through - 1,
    removed: Object.fromEntries(
      renumbered.flatMap(([from, to]) => (removed[from] === undefined ? [] : [[to, removed[from]]])),
    ),
  };
  if (news.length === 0) {
    writeErasureNote(store.file, store.key, { people, edition: note.edition });
    writeErasureState(client, change);
    return false;
  }
  // First, so that a crash in between leaves who is to be erased, and that the company is asked again.
  const rows = noted(client, store, { people, edition: note.edition + 1 }, now);
  const told = news.map(({ erasure }) => [erasure, rows] as const);
  writeErasureState(client, {
    ...change,
    settled: through - 1,
    removed: { ...change.removed, ...Object.fromEntries(told) },
  });
  return true;
}

/** One that was heard of from an earlier version is known by its numbers. */
function isSame(
  { remembered, erasure, userId }: ErasedPerson,
  tombstone: Tombstone & { readonly uid: string },
): boolean {
  if (remembered !== undefined) return remembered.uid === tombstone.uid;
  return erasure === tombstone.erasure && userId === tombstone.userId;
}

/** What the company may have forgotten is told to it. */
export function rememberedErasures({
  file,
  key,
}: ConnectionOptions): NonNullable<ErasedPerson['remembered']>[] {
  return readErasureNote(file, key).people.flatMap(({ remembered }) => remembered ?? []);
}

const unknown = { toldBy: [], idDigest: null, keptAs: null };

/** The same contact may be erased once more, when nothing tells the name any more. */
function knownBefore(
  remembered: readonly ErasedPerson[],
  { userId }: Tombstone,
): Pick<ErasedPerson, 'toldBy' | 'idDigest' | 'keptAs'> | undefined {
  const before = remembered.findLast((person) => person.userId === userId);
  if (before === undefined) return undefined;
  const { toldBy, idDigest, keptAs } = before;
  return { toldBy, idDigest, keptAs };
}

/** A store or a backup of before may have been put in the place of what was erased. @returns whether anything was done */
export function eraseWhatCameBack(client: Database.Database, store: ConnectionOptions, now: number): boolean {
  const note = readErasureNote(store.file, store.key);
  const { through, settled, edition } = readErasureState(client);
  const isBehind = note.people.length > 0 && note.edition > (edition ?? through);
  if (isBehind) eraseRemembered(client, store, note, now);
  if (isBehind || settled < through) settleErasures(client, store);
  return isBehind;
}

/**
 * A company that was restored from before an erasure gives the contact back: not to this copy. Run it in the transaction
 * that took the rows.
 */
export function keepErased(client: Database.Database, store: ConnectionOptions): boolean {
  const back = readErasureNote(store.file, store.key).people.filter((person) =>
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

function noted(client: Database.Database, store: ConnectionOptions, note: ErasureNote, now: number): Removed {
  // First, so that a crash in between leaves who is to be erased.
  writeErasureNote(store.file, store.key, note);
  return eraseRemembered(client, store, note, now);
}

function eraseRemembered(
  client: Database.Database,
  store: ConnectionOptions,
  { people, edition }: ErasureNote,
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
      writeErasureState(client, {
        through: last,
        edition,
        removed: { ...before, ...Object.fromEntries(told) },
      });
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
 * Rewrites the store's file, so that no free space and no frame of the log holds what was erased. What was decided about an account
 * and names somebody as this copy can't know has reached the company meanwhile: it goes as well.
 * @returns false where somebody was reading: the next time does it
 */
export function settleErasures(client: Database.Database, store: ConnectionOptions): boolean {
  const { through, settled } = readErasureState(client);
  const byHand = readErasureNote(store.file, store.key).people.filter((person) => person.byHand === true);
  if (settled < through && byHand.length > 0)
    client.transaction(() => eraseFrom(client, store.key, byHand)).immediate();
  if (settled < through) nameAccountsAnew(client, readErasureNote(store.file, store.key).people);
  client.exec('vacuum');
  const [done] = client.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  if (done?.busy !== 0) return false;
  writeErasureState(client, { settled: through });
  return true;
}

/** An account may have been called like the person, and known by their address: decisions say what it is called now. */
function nameAccountsAnew(client: Database.Database, people: readonly ErasedPerson[]): void {
  const update = client.prepare(
    `update operations set organization_external_id = o.external_id, organization_name = o.name
       from organizations o
      where o.organization_id = operations.organization_id and o.organization_id = ?
        and (operations.organization_external_id <> o.external_id or operations.organization_name <> o.name)`,
  );
  for (const organizationId of new Set(people.map((person) => person.organizationId)))
    update.run(organizationId);
}
