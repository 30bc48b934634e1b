// @ts-check
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What the company in this folder's database has been told so far. Written only after it was loaded whole.
 * @typedef {object} Told
 * @property {number} version of the story
 * @property {string} made the day it was made, YYYY-MM-DD
 * @property {string} through the last day loaded, YYYY-MM-DD
 * @property {string} [schema] the newest migration that its database has
 */

/** @param {string} folder @returns {Told | null} */
export function readTold(folder) {
  const file = fileIn(folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** @param {string} folder @param {Told} told */
export function writeTold(folder, told) {
  const file = fileIn(folder);
  writeFileSync(`${file}.part`, `${JSON.stringify(told)}\n`);
  renameSync(`${file}.part`, file);
}

/** @param {string} folder */
function fileIn(folder) {
  return join(folder, 'told.json');
}
