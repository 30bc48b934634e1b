// @ts-check
// npm run dev: Steward on the sample company, reloading as its sources change.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { passOnWithoutNoise } from './runtime/electron-noise.mjs';
import { openDesktopSession } from './runtime.mjs';
import { serveCompany } from './serve-company.mjs';
import { say } from './setup/console.mjs';
import { node24, nodeModules, root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';

try {
  await setup({ windows: true });
  process.exitCode = await develop(process.argv.slice(2));
} catch (error) {
  endWith(error);
}

/**
 * @param {string[]} args passed through to the app
 * @returns {Promise<number>}
 */
async function develop(args) {
  const session = await openDesktopSession();
  const company = await serveCompany();
  if (session.virtual) say(`no display: the window is on the virtual one, ${session.env.DISPLAY}`);
  try {
    return await new Promise((resolve, reject) => {
      const server = spawn(
        node24,
        [
          join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js'),
          'dev',
          '--watch',
          '--',
          ...session.switches,
          ...args,
        ],
        {
          cwd: root,
          env: { ...session.env, STEWARD_COMPANY_URL: company.url },
          stdio: ['inherit', 'inherit', 'pipe'],
        },
      );
      passOnWithoutNoise(server.stderr, process.stderr);
      const stop = () => server.kill('SIGTERM');
      process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
      server.on('error', reject);
      server.on('exit', (code) => resolve(code ?? 0));
    });
  } finally {
    await company.stop();
    session.stop();
  }
}
