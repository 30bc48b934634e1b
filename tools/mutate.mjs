// @ts-check
// npm run mutate: puts faults into the sources, one by one, and tells which of them no test notices.
//   npm run mutate -- src-main/engines/health   every fault of a room or file
//   npm run mutate -- --change [--base COMMIT]  faults on the lines that changed
//   npm run mutate -- --sample 1                300 faults over all rooms, drawn with this seed; --faults 60 draws 60
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node24, root } from './setup/places.mjs';
import { endWith, setup } from './setup.mjs';

await setup({ windows: false }).catch(endWith);
const run = spawn(
  node24,
  [join(root, 'tools', 'run-ts.mjs'), join(root, 'test', 'mutation', 'run.ts'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
run.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
