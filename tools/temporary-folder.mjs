// @ts-check
import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Where Linux keeps files in memory. */
const inMemory = '/dev/shm';
/** What the databases of two files of tests need at most, several times over. */
const enough = 4 * 1024 ** 3;

/**
 * Gives the folder for temporary files that a run of tests works in: in memory where there is room, because a disk
 * takes ten times as long to make the hundred files of a database. The one that the environment names stays.
 * @param {(env: NodeJS.ProcessEnv) => Promise<number>} work
 * @param {{ env?: NodeJS.ProcessEnv, place?: string, needed?: number }} [options]
 */
export async function inTemporaryFolder(work, { env = process.env, place = inMemory, needed = enough } = {}) {
  if (env['TMPDIR'] !== undefined || freeBytes(place) < needed) return await work(env);
  const folder = mkdtempSync(join(place, 'steward-'));
  try {
    // PostgreSQL, which root may not run, works there as another user.
    chmodSync(folder, 0o1777);
    return await work({ ...env, TMPDIR: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 0 where nothing can be written. @param {string} folder */
function freeBytes(folder) {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
