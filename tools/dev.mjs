// @ts-check
// npm run dev: Steward on the sample company, reloading as its sources change.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { forgetBuild } from './build.mjs';
import { passOnWithoutNoise } from './runtime/electron-noise.mjs';
import { withDesktopSession } from './runtime.mjs';
import { withCompany } from './serve-company.mjs';
import { say } from './setup/console.mjs';
import { node24, nodeModules, root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';

try {
  await setup({ windows: true });
  forgetBuild();
  const args = process.argv.slice(2);
  process.exitCode = await withCompany((company) =>
    withDesktopSession((session) => develop(session, company, args)),
  );
} catch (error) {
  endWith(error);
}

/**
 * @param {import('./runtime.mjs').DesktopSession} session
 * @param {{ url: string, mail: Record<string, string> }} company
 * @param {string[]} args passed through to the app
 * @returns {Promise<number>}
 */
function develop(session, company, args) {
  if (session.virtual) say(`no display: the window is on the virtual one, ${session.env.DISPLAY}`);
  const viteArgs = ['dev', '--watch', '--', ...session.switches, ...args];
  return new Promise((resolve, reject) => {
    const server = spawn(
      node24,
      [join(nodeModules, 'electron-vite', 'bin', 'electron-vite.js'), ...viteArgs],
      {
        cwd: root,
        env: { ...session.env, ...company.mail, STEWARD_COMPANY_URL: company.url },
        stdio: ['inherit', 'inherit', 'pipe'],
      },
    );
    passOnWithoutNoise(server.stderr, process.stderr);
    const stop = () => server.kill('SIGTERM');
    process.on('SIGINT', stop).on('SIGTERM', stop).on('SIGHUP', stop);
    server.on('error', reject);
    server.on('exit', (code) => resolve(code ?? 0));
  });
}
