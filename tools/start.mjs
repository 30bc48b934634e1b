// @ts-check
// npm start: sets this machine up, builds, serves the sample company and opens Steward on it.
//   npm start -- --exit-when-ready   opens, waits for the scored Today screen, prints its figures, ends
//   STEWARD_COMPANY_URL=postgres://… npm start   opens on that company instead of the sample
import { spawn } from 'node:child_process';
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { giveTo } from './runtime/desktop-user.mjs';
import { passOnWithoutNoise } from './runtime/electron-noise.mjs';
import { withDesktopSession } from './runtime.mjs';
import { withCompany } from './serve-company.mjs';
import { say } from './setup/console.mjs';
import { root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';

/** The first start makes, loads, synchronises and scores the sample company; a hang must still end. */
const readyLimitSeconds = 600;
/** @typedef {{ url: string, mail: Record<string, string> }} Company */

const screenshot = join(root, 'out', 'steward.png');

try {
  await setup({ windows: true });
  await buildIfStale();
  const args = process.argv.slice(2);
  process.exitCode = await withCompany((company) =>
    withDesktopSession((session) => openSteward(session, company, args)),
  );
} catch (error) {
  endWith(error);
}

/**
 * @param {import('./runtime.mjs').DesktopSession} session
 * @param {Company} company
 * @param {string[]} args passed through to the app
 * @returns {Promise<number>} the exit code
 */
async function openSteward(session, company, args) {
  const appArgs = [...args];
  if (session.virtual && !appArgs.includes('--exit-when-ready')) {
    say('this machine has no display: Steward opens on a virtual one, leaves its figures and ends');
    appArgs.push('--exit-when-ready');
  }
  say('opening Steward');
  if (!appArgs.includes('--exit-when-ready')) return runApp(session, company, appArgs, null);

  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(screenshot, '');
  giveTo(session.user, screenshot);
  const code = await runApp(session, company, appArgs, readyLimitSeconds);
  if (code === 0 && statSync(screenshot).size === 0) {
    say('Steward ended before it was ready: what it said stands above');
    return 1;
  }
  if (code === 0) say('ready; the first screen is in out/steward.png');
  return code;
}

/**
 * @param {import('./runtime.mjs').DesktopSession} session
 * @param {Company} company
 * @param {string[]} args
 * @param {number | null} limitSeconds
 * @returns {Promise<number>}
 */
function runApp(session, company, args, limitSeconds) {
  return new Promise((resolve, reject) => {
    const app = spawn(session.executable, [...session.switches, root, ...args], {
      env: {
        ...session.env,
        ...company.mail,
        STEWARD_COMPANY_URL: company.url,
        STEWARD_SCREENSHOT: screenshot,
      },
      stdio: ['ignore', 'inherit', 'pipe'],
    });
    passOnWithoutNoise(app.stderr, process.stderr);
    const stopApp = () => app.kill('SIGTERM');
    process.on('SIGINT', stopApp).on('SIGTERM', stopApp).on('SIGHUP', stopApp);
    const limit = limitSeconds
      ? setTimeout(() => {
          say(
            `Steward was not ready after ${limitSeconds} s; its log is in the user data folder (steward.log)`,
          );
          app.kill('SIGKILL');
        }, limitSeconds * 1000)
      : undefined;
    app.on('error', reject);
    app.on('exit', (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}
