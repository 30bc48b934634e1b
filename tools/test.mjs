// @ts-check
// npm test: sets up, builds, runs every test there is and closes with `N passed, N failed, N skipped`.
//   npm test -- test/store   runs only files whose path contains that
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { buildIfStale } from './build.mjs';
import { runVitest } from './run-vitest.mjs';
import { readJson } from './setup/packages.mjs';
import { root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';

const results = join(root, 'out', 'test-results.json');

try {
  await setup({ windows: true });
  await buildIfStale();
} catch (error) {
  endWith(error);
}

mkdirSync(join(root, 'out'), { recursive: true });
rmSync(results, { force: true });
const code = await runVitest([
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...process.argv.slice(2),
]);
const { passed, skipped, failures } = readResults(code);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failures.length} failed, ${skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;

/**
 * Counts tests, and as one failure each: a file that could not run, and a run that failed without naming a test
 * (an error outside of any test, or a crash of the runner).
 * @param {number} exitCode
 */
function readResults(exitCode) {
  let passed = 0;
  let skipped = 0;
  /** @type {string[]} */
  const failures = [];
  if (existsSync(results)) {
    for (const file of readJson(results).testResults) {
      const name = relative(root, file.name);
      if (file.status === 'failed' && file.assertionResults.length === 0)
        failures.push(`${name}: could not run`);
      for (const test of file.assertionResults) {
        if (test.status === 'passed') passed++;
        else if (test.status === 'failed') failures.push(`${name}: ${test.fullName}`);
        else skipped++;
      }
    }
  }
  if (exitCode !== 0 && failures.length === 0) failures.push('the test run itself: see its output above');
  if (exitCode === 0 && passed === 0) failures.push('no test ran');
  return { passed, skipped, failures };
}
