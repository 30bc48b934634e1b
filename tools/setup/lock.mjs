// @ts-check
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './console.mjs';
import { cache } from './places.mjs';

const folder = join(cache, 'setup.lock');

/**
 * Lets one setup run at a time: two commands started together must not install into the same folders.
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(work) {
  let told = false;
  while (!take()) {
    if (!told) say('another command is setting up; waiting for it');
    told = true;
    await sleep(300);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** mkdir either makes the folder or fails, so only one process can have it. */
function take() {
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, 'pid'), String(process.pid));
    return true;
  } catch {
    if (ownerIsGone()) rmSync(folder, { recursive: true, force: true });
    return false;
  }
}

function ownerIsGone() {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'EPERM') return false;
    // No pid yet: its owner may be between the two steps of take(), so it only counts as gone after a while.
    if (code === 'ENOENT') return folderAgeSeconds() > 5;
    return true;
  }
}

function folderAgeSeconds() {
  try {
    return (Date.now() - statSync(folder).mtimeMs) / 1000;
  } catch {
    return 0;
  }
}
