// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, SetupError, say } from './console.mjs';
import {
  fallbackDist,
  fallbackFitsThisMachine,
  fallbackVersion,
  installFallbackElectron,
} from './electron-fallback.mjs';
import { readJson } from './packages.mjs';
import { cache, node24, nodeModules } from './places.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {'given' | 'official' | 'fallback'} kind
 * @property {string} version
 * @property {string} dist the folder with the executable
 * @property {string} why one sentence for the console
 */

/** A failed download is not tried again for so long: it may cost a minute of waiting each time. */
const failureHoldsHours = 24;

/**
 * The Electron to run, fetched when missing: the one the user names, else the official one, else the fallback.
 * @returns {Promise<ElectronRuntime>}
 */
export async function installElectron() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) {
    if (!existsSync(join(given, 'version'))) {
      throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH names ${given}, which holds no Electron.`);
    }
    return {
      kind: 'given',
      version: versionIn(given),
      dist: given,
      why: 'named by ELECTRON_OVERRIDE_DIST_PATH',
    };
  }

  const wanted = readJson(join(nodeModules, 'electron', 'package.json')).version;
  const dist = join(nodeModules, 'electron', 'dist');
  const official = /** @type {const} */ ({
    kind: 'official',
    version: wanted,
    dist,
    why: 'the release this project names',
  });
  if (existsSync(join(dist, 'version')) && versionIn(dist) === wanted) return official;

  const failure = await officialDownloadProblem(wanted);
  if (!failure) return official;
  if (!fallbackFitsThisMachine()) {
    throw new SetupError(
      `Electron ${wanted} could not be fetched: ${failure}\n` +
        'Set ELECTRON_MIRROR (or HTTPS_PROXY with ELECTRON_GET_USE_PROXY=1) to a place this machine reaches, ' +
        'then run: npx install-electron',
    );
  }
  await installFallbackElectron();
  return {
    kind: 'fallback',
    version: fallbackVersion,
    dist: fallbackDist,
    why: `Electron ${wanted} could not be fetched here (${failure}); good for development and tests`,
  };
}

/** @param {string} dist */
function versionIn(dist) {
  return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
}

/**
 * Tries the official download once. Null when it is there now, else why not.
 * @param {string} version
 * @returns {Promise<string | null>}
 */
async function officialDownloadProblem(version) {
  const memory = join(cache, 'electron-download-failed.json');
  const source = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror ?? '';
  if (existsSync(memory)) {
    const last = readJson(memory);
    const hours = (Date.now() - last.at) / 3_600_000;
    if (last.version === version && last.source === source && hours < failureHoldsHours) return last.problem;
  }
  const problem = (await unreachable(source)) ?? (await download(version));
  if (problem) {
    mkdirSync(cache, { recursive: true });
    writeFileSync(memory, JSON.stringify({ version, source, at: Date.now(), problem }));
    say(`Electron ${version} could not be fetched: ${problem}`);
  }
  return problem;
}

/**
 * A quick look whether the release server answers at all, so that a closed network costs seconds, not minutes.
 * With a mirror or a proxy the installer knows the way better than this look does: it is left to try.
 * @param {string} source
 * @returns {Promise<string | null>}
 */
async function unreachable(source) {
  if (source || process.env.ELECTRON_GET_USE_PROXY) return null;
  try {
    await fetch('https://github.com/electron/electron/releases', {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(8000),
    });
    return null;
  } catch {
    return 'the release server does not answer';
  }
}

/**
 * @param {string} version
 * @returns {Promise<string | null>}
 */
async function download(version) {
  say(`fetching Electron ${version} ...`);
  const result = await run(node24, [join(nodeModules, 'electron', 'install.js')], { limitSeconds: 600 });
  return result.ok ? null : (result.output.trim().split('\n')[0] ?? '').slice(0, 200);
}
