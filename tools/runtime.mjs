// @ts-check
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chooseDesktopUser, launcherFor, sandboxWorks } from './runtime/desktop-user.mjs';
import { openDisplay } from './runtime/display.mjs';
import { SetupError, say } from './setup/console.mjs';
import { readJson } from './setup/packages.mjs';
import { runtimeFile } from './setup/places.mjs';

/**
 * @typedef {import('./runtime/desktop-user.mjs').DesktopUser} DesktopUser
 *
 * What setup chose, as it wrote it down.
 * @typedef {import('./setup/electron.mjs').ElectronRuntime & { sqliteBinding: string | null }} Runtime
 *
 * @typedef {object} DesktopSession
 * @property {string} executable starts Electron as the right user
 * @property {NodeJS.ProcessEnv} env this process's environment with all that Electron needs
 * @property {string[]} switches to put before the app folder
 * @property {boolean} virtual the display is a virtual one: nobody sees the windows
 * @property {DesktopUser | null} user whose windows they are, when not ours:
 *   what the app shall write must be given to it (giveTo)
 * @property {() => void} stop
 */

/** @returns {Runtime} */
export function readRuntime() {
  if (existsSync(runtimeFile)) {
    const runtime = readJson(runtimeFile);
    if (existsSync(join(runtime.dist, 'version'))) return runtime;
  }
  throw new SetupError('Electron is not set up yet. Run: npm run setup');
}

/**
 * Everything needed to open windows on this machine: display, user, sandbox, Electron, its SQLite binding.
 * @returns {Promise<DesktopSession>}
 */
export async function openDesktopSession() {
  const runtime = readRuntime();
  const user = await chooseDesktopUser(runtime.dist);
  const sandboxed = await sandboxWorks(user, runtime.dist);
  if (!sandboxed) say("Chromium's sandbox cannot work here: Electron runs with --no-sandbox");
  const display = await openDisplay(user);
  const dist = user ? launcherFor(user, runtime.dist) : runtime.dist;
  const executable = executableIn(dist);
  const env = {
    ...process.env,
    ...display.env,
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    ELECTRON_EXEC_PATH: executable,
    ...(runtime.sqliteBinding ? { STEWARD_SQLITE_BINDING: runtime.sqliteBinding } : {}),
  };
  return {
    executable,
    env,
    switches: [...(sandboxed ? [] : ['--no-sandbox']), ...(display.virtual ? ['--disable-gpu'] : [])],
    virtual: display.virtual,
    user,
    stop: display.stop,
  };
}

/**
 * @template T
 * @param {(session: DesktopSession) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDesktopSession(work) {
  const session = await openDesktopSession();
  return work(session).finally(session.stop);
}

/** @param {string} dist */
function executableIn(dist) {
  if (process.platform === 'darwin') return join(dist, 'Electron.app', 'Contents', 'MacOS', 'Electron');
  return join(dist, process.platform === 'win32' ? 'electron.exe' : 'electron');
}
