import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { folderOfRun } from './folder-of-tests';

/**
 * A PostgreSQL that is initialised and holds an empty company, made once for a run of tests and copied for each file: to
 * initialise and migrate one takes five times as long.
 */
const run = promisify(execFile);

/** The database of the empty company. */
export const readyTemplate = 'steward_template_ready';

/** Its data, and the password that embedded-postgres keeps beside it. */
const parts = ['data', '.data.password'];

/**
 * Copies the ready one's parts into a folder.
 * @param make makes them in the folder it is given, and ends the server
 * @returns false where there is none: outside a run of tests, or where files can't be copied with their owners
 */
export async function copyReadyCluster(
  to: string,
  make: (folder: string) => Promise<void>,
): Promise<boolean> {
  const ofRun = process.platform === 'win32' ? null : folderOfRun();
  if (ofRun === null) return false;
  const ready = join(ofRun, 'ready');
  if (!existsSync(ready)) await makeOrWait(ofRun, ready, make);
  await run('cp', ['-a', ...parts.map((part) => join(ready, part)), to]);
  return true;
}

/** Whoever makes its folder first makes it; it appears when it is whole. */
async function makeOrWait(
  ofRun: string,
  ready: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const making = join(ofRun, 'making');
  if (takes(making)) {
    await make(making);
    renameSync(making, ready);
    return;
  }
  for (let attempt = 0; !existsSync(ready); attempt += 1) {
    if (attempt > 1200) throw new Error('another file of this run was to make PostgreSQL ready, and did not');
    await pause(100);
  }
}

function takes(folder: string): boolean {
  try {
    mkdirSync(folder);
  } catch {
    return false;
  }
  // Run by root, the server itself runs as another user, who must get into the folder.
  chmodSync(folder, 0o755);
  return true;
}
