// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node24, nodeModules, root } from './setup/places.mjs';
import { inTemporaryFolder } from './temporary-folder.mjs';

/**
 * Runs Vitest once under Node 24, its output passed on.
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runVitest(args) {
  return inTemporaryFolder(
    (env) =>
      new Promise((resolve, reject) => {
        const vitest = spawn(node24, [join(nodeModules, 'vitest', 'vitest.mjs'), 'run', ...args], {
          cwd: root,
          stdio: 'inherit',
          env,
        });
        // Ended from outside, it first sees Vitest end and then tidies up.
        for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
          process.on(signal, () => vitest.kill(signal));
        }
        vitest.on('error', reject);
        vitest.on('exit', (code) => resolve(code ?? 1));
      }),
  );
}
