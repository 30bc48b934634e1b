// @ts-check
import { spawn } from 'node:child_process';
import { SetupError } from '../setup/console.mjs';
import { hasDisplay, onPath } from '../setup/system.mjs';

/**
 * @typedef {object} Display
 * @property {NodeJS.ProcessEnv} env what a program needs to open windows on it
 * @property {boolean} virtual nobody can see it
 * @property {() => void} stop
 */

/**
 * The machine's screen, or a virtual one (Xvfb) where there is none.
 * @param {import('./desktop-user.mjs').DesktopUser | null} user who owns the virtual one: X lets only its owner in
 * @returns {Promise<Display>}
 */
export async function openDisplay(user) {
  if (hasDisplay()) return { env: {}, virtual: false, stop: () => {} };
  if (!onPath('Xvfb')) {
    throw new SetupError(
      'This machine has no display and no Xvfb. Run: sudo apt-get install xvfb (or npm run setup)',
    );
  }
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  // Should this process end without stopping it, the server must not hold it open, nor outlive it.
  const stop = () => server.kill();
  process.once('exit', stop);
  const number = await displayNumber(server);
  server.unref();
  return {
    // No Wayland, no session bus of another user: only what this display offers.
    env: { DISPLAY: `:${number}`, XAUTHORITY: '' },
    virtual: true,
    stop: () => {
      process.off('exit', stop);
      stop();
    },
  };
}

/**
 * Xvfb chooses a free number and writes it to the file descriptor it was given, once clients may connect.
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    let errors = '';
    server.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    server.on('error', reject);
    server.on('exit', () => reject(new SetupError(`The virtual display did not start.\n${errors}`)));
    const answer = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
    let text = '';
    answer.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
  });
}
