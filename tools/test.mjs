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
import { countResults } from './test-results.mjs';

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
const { passed, skipped, failures } = countResults(existsSync(results) ? readJson(results) : null, code);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`${passed} passed, ${failures.length} failed, ${skipped} skipped`);
process.exitCode = failures.length > 0 ? 1 : 0;
