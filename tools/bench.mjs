// @ts-check
// npm run bench [-- --json FILE]: the measurements of test/bench, on the built app.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { node24, root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';

try {
  await setup({ windows: true });
  await buildIfStale();
} catch (error) {
  endWith(error);
}

const bench = spawn(
  node24,
  [
    '--expose-gc',
    join(root, 'tools', 'run-ts.mjs'),
    join(root, 'test', 'bench', 'run.ts'),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
bench.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
