// @ts-check
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { longStep, run, SetupError, say } from './console.mjs';

/** What Electron links to or loads on Linux, by Debian's names. */
const electronLibraries = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxkbcommon0',
  'libnotify4',
  'libxtst6',
];

/** Has this machine a screen that a window can open on? Only Linux may have none. */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

export function isRoot() {
  return process.getuid?.() === 0;
}

/**
 * Finds what Electron needs from the system and installs it where setup may.
 * @param {string} electron the executable
 */
export async function installSystemLibraries(electron) {
  if (process.platform !== 'linux') return;
  const linked = await run('ldd', [electron]);
  const missing = /** @type {string[]} */ ([]);
  if (linked.output.includes('not found')) missing.push(...electronLibraries);
  if (!hasDisplay() && !onPath('Xvfb')) missing.push('xvfb');
  await installSystemPackages('to open windows', missing);
}

/**
 * @param {string} purpose
 * @param {string[]} packages
 */
export async function installSystemPackages(purpose, packages) {
  if (packages.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (!onPath('apt-get')) {
    throw new SetupError(
      `System packages are missing ${purpose}. Install what your distribution calls: ${packages.join(', ')}`,
    );
  }
  if (!isRoot()) {
    throw new SetupError(
      `System packages are missing ${purpose}. Run: sudo apt-get update && sudo ${command}`,
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`installing system packages ${purpose}: ${packages.join(' ')}`);
  await longStep(
    'apt-get',
    async () => {
      await run('apt-get', ['update', '-qq'], { env });
      const names = await Promise.all(packages.map(nameHere));
      return run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], { env });
    },
    `Run: apt-get update && ${command}`,
  );
}

/** Ubuntu 24.04 and Debian 13 renamed libraries for 64-bit time. @param {string} name */
async function nameHere(name) {
  const renamed = `${name}t64`;
  return (await run('apt-cache', ['show', renamed])).ok ? renamed : name;
}

/** @param {string} program */
export function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    const file = join(folder, program);
    if (!existsSync(file)) return false;
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
