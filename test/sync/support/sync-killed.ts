import { spawnSync } from 'node:child_process';
import type { Desk } from './desk';

/** Syncs in a process of its own that kills itself at its n-th statement on the store, if it has so many. */
export function syncKilled(desk: Desk, at: number): void {
  desk.store.close();
  const child = spawnSync(
    process.execPath,
    ['tools/run-ts.mjs', 'test/faults/support/dying-sync.ts', desk.file, desk.url, String(at)],
    { encoding: 'utf8', timeout: 60_000 },
  );
  desk.reopen();
  if (child.signal !== 'SIGKILL' && child.status !== 0) throw new Error(child.stderr);
}
