// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { longStep, run } from './console.mjs';
import { node24, nodeModules, root } from './places.mjs';

/**
 * Installs what package-lock.json names, when node_modules does not hold exactly that. Not `npm ci`: it refuses to
 * work where the registry lacks optional packages of other platforms, which company mirrors often do.
 */
export async function installPackages() {
  if (packagesAreCurrent()) return;
  await longStep(
    'installing packages',
    () =>
      run('npm', ['install', '--no-save', '--no-progress'], { cwd: root, env: environmentWithoutLocalBin() }),
    'Check that this machine reaches your npm registry (npm ping), then run: npm install',
  );
}

/** Packages' install scripts are off (.npmrc says why), so the one that fetches Node 24 is run here. */
export async function installNode24() {
  const wanted = readJson(join(nodeModules, 'node', 'package.json')).version;
  if (existsSync(node24) && (await run(node24, ['--version'])).output.trim() === `v${wanted}`) return;
  await longStep(
    `fetching Node ${wanted} for this project`,
    () =>
      run('npm', ['rebuild', 'node', '--ignore-scripts=false'], {
        cwd: root,
        env: environmentWithoutLocalBin(),
      }),
    'Run: npm rebuild node --ignore-scripts=false',
  );
}

function packagesAreCurrent() {
  const installedFile = join(nodeModules, '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = readJson(installedFile).packages;
  const wanted = readJson(join(root, 'package-lock.json')).packages;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    // Optional packages for other platforms are named in the lock file and rightly absent.
    if (found ? found.version !== entry.version : !(entry.optional || entry.peer)) return false;
  }
  return true;
}

/** npm must not run on the Node 24 inside node_modules while it replaces node_modules. */
function environmentWithoutLocalBin() {
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .join(delimiter);
  return { ...process.env, PATH: path };
}

/**
 * @param {string} file
 * @returns {any}
 */
export function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
