// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node24, nodeModules, root } from './setup/places.mjs';

/**
 * Runs Vitest once under Node 24, its output passed on.
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
export function runVitest(args) {
  return new Promise((resolve, reject) => {
    const vitest = spawn(node24, [join(nodeModules, 'vitest', 'vitest.mjs'), 'run', ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    vitest.on('error', reject);
    vitest.on('exit', (code) => resolve(code ?? 1));
  });
}
