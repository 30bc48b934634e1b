// @ts-check
import {
  chmodSync,
  chownSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { run, say } from '../setup/console.mjs';
import { cache, root } from '../setup/places.mjs';
import { hasDisplay, isRoot, onPath } from '../setup/system.mjs';

/**
 * Chromium's sandbox refuses root. So when root starts Steward (a server, a build machine), its windows belong to
 * the unprivileged account every Linux has, with a home of its own in the cache.
 *
 * @typedef {object} DesktopUser
 * @property {number} uid
 * @property {number} gid
 * @property {string} home
 */

/** `nobody` and `nogroup`, by their kernel-wide numbers. */
const uid = 65534;
const gid = 65534;

const asDesktopUser = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];

/**
 * Null: stay who we are, because we are not root, because a real display lets in only the user it belongs to, or
 * because that account cannot read the checkout.
 * @param {string} dist the folder of the Electron to run
 * @returns {Promise<DesktopUser | null>}
 */
export async function chooseDesktopUser(dist) {
  if (process.platform !== 'linux' || !isRoot() || hasDisplay() || !onPath('setpriv')) return null;
  const home = join(cache, 'desktop-home');
  const user = { uid, gid, home };
  if (!(await canDo(user, ['test', '-x', join(dist, 'electron'), '-a', '-r', root]))) return null;
  mkdirSync(home, { recursive: true });
  giveTo(user, home);
  return user;
}

/**
 * Does a command succeed for that user?
 * @param {DesktopUser | null} user
 * @param {string[]} words
 */
async function canDo(user, words) {
  const [command = '', ...args] = user ? [...asDesktopUser, ...words] : words;
  return (await run(command, args)).ok;
}

/**
 * Makes a folder (or file) and all in it the desktop user's own.
 * @param {DesktopUser | null} user
 * @param {string} path
 */
export function giveTo(user, path) {
  if (!user) return;
  const info = lstatSync(path);
  if (info.uid !== user.uid) lchownSync(path, user.uid, user.gid);
  if (info.isDirectory()) for (const name of readdirSync(path)) giveTo(user, join(path, name));
}

/**
 * A folder with an `electron` that starts the real one as the desktop user: programs that start Electron by
 * themselves (Playwright, electron-vite) are pointed at it.
 * @param {DesktopUser} user
 * @param {string} dist
 */
export function launcherFor(user, dist) {
  const folder = join(cache, 'desktop-launcher');
  mkdirSync(folder, { recursive: true });
  const script = [
    '#!/bin/sh',
    '# Made by tools/runtime: starts Electron as an unprivileged user, with a home it can write.',
    'unset XDG_RUNTIME_DIR XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME DBUS_SESSION_BUS_ADDRESS',
    // Another user's bus lets nobody in; one that is made for this user is named apart.
    'test -z "$STEWARD_SESSION_BUS" || export DBUS_SESSION_BUS_ADDRESS="$STEWARD_SESSION_BUS"',
    `export HOME=${quoted(user.home)}`,
    `exec ${asDesktopUser.join(' ')} ${quoted(join(dist, 'electron'))} "$@"`,
    '',
  ].join('\n');
  const launcher = join(folder, 'electron');
  // Renamed into place: a shell may be reading the one that is there.
  writeFileSync(`${launcher}.${process.pid}`, script, { mode: 0o755 });
  renameSync(`${launcher}.${process.pid}`, launcher);
  return folder;
}

/** @param {string} text */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/**
 * Can Chromium's sandbox work for this user? Through user namespaces, or through its setuid helper, which root may
 * set up on the spot.
 * @param {DesktopUser | null} user
 * @param {string} dist
 * @returns {Promise<boolean>}
 */
export async function sandboxWorks(user, dist) {
  if (process.platform !== 'linux') return true;
  if (isRoot() && !user) return false;
  if (await canDo(user, ['unshare', '--user', '--map-root-user', 'true'])) return true;

  const helper = join(dist, 'chrome-sandbox');
  if (isSetuidRoot(helper)) return true;
  if (isRoot()) {
    chownSync(helper, 0, 0);
    chmodSync(helper, 0o4755);
    return true;
  }
  say(
    `this system lets no ordinary program make a sandbox. To give Steward one, run: ` +
      `sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`,
  );
  return false;
}

/** @param {string} file */
function isSetuidRoot(file) {
  const { uid: owner, mode } = statSync(file);
  return owner === 0 && (mode & 0o4000) !== 0;
}
