// @ts-check
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { longStep, run } from './console.mjs';
import { readJson } from './packages.mjs';
import { cache, nodeModules } from './places.mjs';
import { installSystemPackages, onPath } from './system.mjs';

/** better-sqlite3 ships a binary for Node-API 10, which came with Electron 35. */
const firstElectronForShippedBinary = 35;

/**
 * The native binding for this Electron, compiled from the package's own sources when the shipped one cannot work
 * there. Null: the shipped one does.
 * @param {string} electronVersion
 * @returns {Promise<string | null>}
 */
export async function buildSqliteBinding(electronVersion) {
  if (Number.parseInt(electronVersion, 10) >= firstElectronForShippedBinary) return null;
  const packageFolder = join(nodeModules, 'better-sqlite3');
  const { version } = readJson(join(packageFolder, 'package.json'));
  const binding = join(cache, `sqlite-${version}-electron-${electronVersion}.node`);
  if (existsSync(binding)) return binding;

  await installCompiler();
  // Not in node_modules: there the build would be found by Node 24 too, which needs the shipped binary. But below
  // the checkout or its cache, from where the headers it needs (node-addon-api) are found through NODE_PATH.
  const work = join(cache, 'sqlite-build');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  cpSync(packageFolder, work, { recursive: true, filter: (from) => !from.includes('prebuilds') });
  await longStep(
    `compiling SQLite ${version} for Electron ${electronVersion} (about a minute, once)`,
    () => compile(work),
    'It needs a C++ compiler, make and Python 3. On Debian or Ubuntu run: sudo apt-get install g++ make python3',
  );
  await copyFile(join(work, 'build', 'Release', 'better_sqlite3.node'), `${binding}.part`);
  await rename(`${binding}.part`, binding);
  rmSync(work, { recursive: true, force: true });
  return binding;
}

/** @param {string} work a copy of the package's sources */
function compile(work) {
  return run(
    join(nodeModules, '.bin', 'node-gyp'),
    ['rebuild', '--release', '--force_build=1', `--nodedir=${makeNodeFolder(work)}`],
    {
      cwd: work,
      env: {
        ...process.env,
        NODE_PATH: nodeModules,
        JOBS: 'max',
        // Node-API 9 runtimes offer what the sources need only under the name "experimental"; a plain
        // NAPI_VERSION=9 build aborts at run time, because it may not keep references to strings.
        CXXFLAGS:
          '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
      },
    },
  );
}

/**
 * Headers as node-gyp looks for them, from a registry package: not every Node comes with its own, and node-gyp would
 * download them. Node-API is all that the sources use, and it is the same in every Node.
 * @param {string} work
 */
function makeNodeFolder(work) {
  const folder = join(work, 'node');
  const include = join(folder, 'include', 'node');
  cpSync(join(nodeModules, 'node-api-headers', 'include'), include, { recursive: true });
  const settings = {
    target_defaults: {
      default_configuration: 'Release',
      configurations: { Release: { cflags: ['-O3'], defines: ['NDEBUG'] } },
      cflags: ['-fPIC', '-pthread'],
      ldflags: ['-pthread'],
    },
  };
  writeFileSync(join(include, 'common.gypi'), JSON.stringify(settings));
  return folder;
}

async function installCompiler() {
  const missing = ['g++', 'make', 'python3'].filter((program) => !onPath(program));
  await installSystemPackages('to compile SQLite', missing);
}
