import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import type { Logger } from 'pino';
import type { Recovery } from '../types';
import { listBackups, listRecoveries, markRecovery, type Numbered, newerFirst } from './backup-folder';
import type { ConnectionOptions } from './connection';
import { durableTablesOf } from './durable-tables';
import type { Migrations } from './migrate';
import { salvageTables } from './salvage';

const suffixes = ['', '-wal', '-shm'] as const;

/** Renames a damaged store with its log, or what is left of it, out of the way and out of harm. */
export function putDamagedFileAside(file: string, now: number): void {
  let at = now;
  const isTaken = () => suffixes.some((suffix) => existsSync(`${file}.damaged-${at}${suffix}`));
  while (isTaken()) at += 1;
  markRecovery(file, at);
  for (const suffix of suffixes) {
    if (existsSync(file + suffix)) renameSync(file + suffix, `${file}.damaged-${at}${suffix}`);
  }
}

/** A log without its store is not the log of the next one. */
export function hasLeftLog(file: string): boolean {
  return !existsSync(file) && suffixes.some((suffix) => existsSync(file + suffix));
}

/** Damaged stores that were put aside and are still there, newest first. */
export function damagedFiles(file: string, now: number): (Numbered & { file: string })[] {
  const recoveries = listRecoveries(file);
  return namesOfDamaged(file)
    .flatMap((name) => {
      const at = Number(name.slice(`${basename(file)}.damaged-`.length));
      if (Number.isNaN(at)) return [];
      // It held what was newest when it was put aside.
      const sequence = recoveries.find((recovery) => recovery.at === at)?.sequence ?? 0;
      return [{ file: join(dirname(file), name), at, sequence }];
    })
    .sort((left, right) => newerFirst(left, right, now));
}

/** Erases damaged stores with their logs: they hold rows of the company. */
export function eraseDamagedFiles(file: string): void {
  for (const name of namesOfDamaged(file)) rmSync(join(dirname(file), name), { force: true });
}

/** Erases one of them. @param at as in its name */
export function eraseDamagedFile(file: string, at: number): void {
  for (const suffix of suffixes) rmSync(`${file}.damaged-${at}${suffix}`, { force: true });
}

function namesOfDamaged(file: string): string[] {
  return readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.damaged-`));
}

/** Whether an earlier store left anything to restore from. */
export function hasRemains(file: string, now: number): boolean {
  return damagedFiles(file, now).length > 0 || listBackups(file, now).length > 0;
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
  now: number,
  log?: Logger,
): Recovery | null {
  const backups = listBackups(file, now);
  const sources = [...damagedFiles(file, now), ...backups]
    .sort((left, right) => newerFirst(left, right, now))
    .map((source) => source.file);
  if (sources.length === 0) return null;
  if (listRecoveries(file)[0] === undefined || isNewer(backups[0], listRecoveries(file)[0])) {
    markRecovery(file, now);
  }
  const restored: Record<string, number> = {};
  const missing = () => durableTablesOf(client).filter((table) => restored[table] === undefined);
  for (const source of sources) {
    if (missing().length === 0) break;
    Object.assign(restored, salvageTables(client, { file: source, key }, missing(), migrations, log));
  }
  return { from: sources, restored, missing: missing() };
}

function isNewer(backup: Numbered | undefined, recovery: Numbered | undefined): boolean {
  return (backup?.sequence ?? 0) > (recovery?.sequence ?? 0);
}
