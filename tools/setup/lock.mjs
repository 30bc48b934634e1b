// @ts-check
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { say } from './console.mjs';
import { cache } from './places.mjs';

/**
 * Lets one process at a time do some work: two commands started together must not write into the same folders.
 * @template T
 * @param {string} name of the work
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(name, work) {
  let release = takeLock(name);
  if (!release)
    say(`waiting for another command at the same step; if there is none, delete ${folderOf(name)}`);
  while (!release) {
    await sleep(300);
    release = takeLock(name);
  }
  try {
    return await work();
  } finally {
    release();
  }
}

/**
 * Takes a lock without waiting. What a process that is gone had locked is free.
 * @param {string} name
 * @returns {(() => void) | null} gives it back; null when another process has it
 */
export function takeLock(name) {
  const folder = folderOf(name);
  mkdirSync(cache, { recursive: true });
  if (!take(folder)) {
    if (!ownerIsGone(folder)) return null;
    rmSync(folder, { recursive: true, force: true });
    if (!take(folder)) return null;
  }
  return () => rmSync(folder, { recursive: true, force: true });
}

/** @param {string} name */
function folderOf(name) {
  return join(cache, `${name}.lock`);
}

/** mkdir either makes the folder or fails, so only one process can have it. @param {string} folder */
function take(folder) {
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, 'pid'), String(process.pid));
    return true;
  } catch {
    return false;
  }
}

/** @param {string} folder */
function ownerIsGone(folder) {
  try {
    process.kill(Number(readFileSync(join(folder, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === 'EPERM') return false;
    // No pid yet: its owner may be between the two steps of take(), so it only counts as gone after a while.
    if (code === 'ENOENT') return ageInSeconds(folder) > 5;
    return true;
  }
}

/** @param {string} folder */
function ageInSeconds(folder) {
  try {
    return (Date.now() - statSync(folder).mtimeMs) / 1000;
  } catch {
    return 0;
  }
}
