// @ts-check
// npm run check: types, style, layers and the other rules of the house. They are tests (test/checks), so that
// `npm test` runs the very same ones.
import { runVitest } from './run-vitest.mjs';
import { endWith, setup } from './setup.mjs';

await setup({ windows: false }).catch(endWith);
process.exitCode = await runVitest(['--project', 'checks', ...process.argv.slice(2)]);
