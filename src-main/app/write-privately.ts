import { chmodSync, renameSync, writeFileSync } from 'node:fs';

/** Writes a file that only this user can read: all of it or nothing, and on the disk before it takes its place. */
export function writePrivately(file: string, content: Buffer): void {
  const next = `${file}.next`;
  writeFileSync(next, content, { mode: 0o600, flush: true });
  // A file left by a crash keeps the mode it had.
  chmodSync(next, 0o600);
  renameSync(next, file);
}
