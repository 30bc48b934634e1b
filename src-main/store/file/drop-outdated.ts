import { rmSync } from 'node:fs';
import { rowsIn } from './backup';
import { listBackups } from './backup-folder';
import type { ConnectionOptions } from './connection';
import { damagedFiles, eraseDamagedFile } from './recover';

const oneDay = 24 * 3_600_000;

/**
 * Lets go of backups and damaged copies that are older than so many days. Of backups the newest that can be read stays, and
 * the newest that holds anything: an empty store has nothing to make another of. One from a clock that was ahead stays.
 * @param now ms since 1970 @returns how many files went
 */
export function dropOutdated({ file, key }: ConnectionOptions, now: number, days: number): number {
  const isOutdated = ({ at }: { readonly at: number }) => at < now - days * oneDay;
  const backups = listBackups(file, now);
  const outdated = backups.filter(isOutdated);
  const damaged = damagedFiles(file, now).filter(isOutdated);
  for (const { at } of damaged) eraseDamagedFile(file, at);
  if (outdated.length === 0) return damaged.length;
  const good = backups.map((backup) => ({ backup, rows: rowsIn({ file: backup.file, key }) }));
  const kept = new Set([
    good.find(({ rows }) => rows !== null)?.backup,
    good.find(({ rows }) => rows !== null && rows > 0)?.backup,
  ]);
  const gone = outdated.filter((backup) => !kept.has(backup));
  for (const backup of gone) rmSync(backup.file, { force: true });
  return damaged.length + gone.length;
}
