// @ts-check
// Runs one TypeScript file of this repository under Node 24: node tools/run-ts.mjs FILE [arguments]
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , file, ...args] = process.argv;
if (!file) {
  console.error('Name the file to run: node tools/run-ts.mjs FILE [arguments]');
  process.exit(2);
}

// Node 24 strips types itself; what it lacks is our way of writing relative imports without an ending.
registerHooks({
  resolve(specifier, context, nextResolve) {
    try {
      return nextResolve(specifier, context);
    } catch (error) {
      const code = /** @type {NodeJS.ErrnoException} */ (error).code;
      if (!specifier.startsWith('.') || code !== 'ERR_MODULE_NOT_FOUND') throw error;
      return nextResolve(`${specifier}.ts`, context);
    }
  },
});

process.argv = [process.execPath, resolve(file), ...args];
await import(pathToFileURL(resolve(file)).href);
