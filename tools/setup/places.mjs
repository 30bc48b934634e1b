// @ts-check
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What setup fetches or compiles. STEWARD_CACHE moves it, so that several checkouts can share one. */
export const cache = process.env.STEWARD_CACHE ? resolve(process.env.STEWARD_CACHE) : join(root, '.cache');

export const nodeModules = join(root, 'node_modules');

/** The Node 24 that runs everything but the first steps of setup. */
export const node24 =
  process.platform === 'win32'
    ? join(nodeModules, 'node', 'bin', 'node.exe')
    : join(nodeModules, 'node', 'bin', 'node');

/** Which Electron runtime setup chose, and where it is. Written by setup, read by everything that starts Electron. */
export const runtimeFile = join(cache, 'runtime.json');
