// @ts-check
// npm test: sets up, builds, runs every test there is and closes with `N passed, N failed, N skipped`.
//   npm test -- test/store   runs only files whose path contains that
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { runVitest } from './run-vitest.mjs';
import { readJson } from './setup/packages.mjs';
import { root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';
import { countResults, filesToTryAgain, takeSecond } from './test-results.mjs';

const file = join(root, 'out', 'test-results.json');

try {
  await setup({ windows: true });
  await buildIfStale();
} catch (error) {
  endWith(error);
}

mkdirSync(join(root, 'out'), { recursive: true });
let { code, results } = await run(process.argv.slice(2));
const again = filesToTryAgain(results);
if (results !== null && again.length > 0) {
  console.log(`\nOnce more, from the beginning: ${again.join(', ')}`);
  const second = await run(['--project=e2e', ...again]);
  if (second.results !== null) {
    const taken = takeSecond(results, second.results);
    code = second.code;
    results = taken.results;
    for (const name of taken.unsteady) console.log(`Unsteady, passed only the second time: ${name}`);
  }
}
const { passed, skipped, failures } = countResults(results, code);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failures.length} failed, ${skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;

/**
 * @param {string[]} args
 * @returns {Promise<{ code: number, results: import('./test-results.mjs').VitestResults | null }>}
 */
async function run(args) {
  rmSync(file, { force: true });
  const code = await runVitest([
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ]);
  return { code, results: existsSync(file) ? readJson(file) : null };
}
