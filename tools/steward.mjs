// @ts-check
// The headless entry: npm run -s steward -- COMMAND. Its stdout is the command's alone.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { buildIfStale } from './build.mjs';
import { node24, root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';

try {
  await setup({ windows: false });
  await buildIfStale();
} catch (error) {
  endWith(error);
}

const command = spawn(node24, [join(root, 'out', 'main', 'steward.js'), ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// The command decides itself how to end on a signal; this process only waits for it.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => command.kill(signal));
}
command.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
