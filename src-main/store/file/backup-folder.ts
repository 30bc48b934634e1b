import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupInfo } from '../types';

/**
 * What lies in the folder of backups: backups, and marks of the moments at which a store was made anew from them. They
 * are numbered, for clocks go wrong: a time of theirs is shown, and decides nothing.
 */
export interface Numbered {
  /** 0 for a backup that a Steward of before made: older than all that are numbered. */
  readonly sequence: number;
  /** ms since 1970, by the clock of then. */
  readonly at: number;
}

export interface Backup extends BackupInfo, Numbered {}

const named = /^(?:(\d+)-)?(\d+)\.(backup|recovery)$/;

export function backupFolderOf(file: string): string {
  return `${file}-backups`;
}

/**
 * Verified backups of the store at `file`, newest first.
 * @param now ms since 1970: of those that are not numbered, the ones that claim to be from later are put last
 */
export function listBackups(file: string, now: number): Backup[] {
  const folder = backupFolderOf(file);
  return entriesOf(file, 'backup')
    .map((entry) => ({
      sequence: entry.sequence,
      at: entry.at,
      file: join(folder, entry.name),
      bytes: statSync(join(folder, entry.name)).size,
    }))
    .sort((left, right) => newerFirst(left, right, now));
}

export function hasBackups(file: string): boolean {
  return entriesOf(file, 'backup').length > 0;
}

/** Moments of recovery, newest first. */
export function listRecoveries(file: string): Numbered[] {
  return entriesOf(file, 'recovery').sort((left, right) => right.sequence - left.sequence);
}

/** Backups of before are of before this recovery; a damaged file put aside at it has the same time in its name. */
export function markRecovery(file: string, at: number): void {
  mkdirSync(backupFolderOf(file), { recursive: true, mode: 0o700 });
  writeFileSync(join(backupFolderOf(file), `${nextSequence(file)}-${at}.recovery`), '', { mode: 0o600 });
}

export function nextSequence(file: string): number {
  const entries = [...entriesOf(file, 'backup'), ...entriesOf(file, 'recovery')];
  return 1 + entries.reduce((last, { sequence }) => Math.max(last, sequence), 0);
}

export function newerFirst(left: Numbered, right: Numbered, now: number): number {
  const claimed = ({ at }: Numbered) => (at > now ? Number.NEGATIVE_INFINITY : at);
  return right.sequence - left.sequence || claimed(right) - claimed(left) || right.at - left.at;
}

function entriesOf(file: string, kind: 'backup' | 'recovery'): (Numbered & { name: string })[] {
  return readdirOrNone(backupFolderOf(file)).flatMap((name) => {
    const parts = named.exec(name);
    return parts?.[3] === kind ? [{ name, sequence: Number(parts[1] ?? 0), at: Number(parts[2]) }] : [];
  });
}

function readdirOrNone(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
