// Packed as resources/default_app.asar of the fallback runtime: what Electron runs when it is given an app folder.
// It must be an ES module: only then does Electron hold its `ready` event until the app's main file has loaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, dialog } from 'electron';

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });

const { preloads, folder, version } = readArguments(process.argv.slice(1));

if (version) {
  process.stdout.write(`v${process.versions.electron}\n`);
  process.exit(0);
}
if (!folder) {
  process.stderr.write('Name the app folder to open: electron FOLDER\n');
  process.exit(1);
}
const require = createRequire(join(process.cwd(), 'electron.js'));
for (const preload of preloads) require(resolve(preload));
await openApp(resolve(folder));

/** Options of Electron's own command line that reach JavaScript; the first plain word is the app folder. */
function readArguments(args) {
  const preloads = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    if (arg === '-r' || arg === '--require') preloads.push(args[++i]);
    else if (arg === '-v' || arg === '--version') return { preloads, version: true };
    else if (!arg.startsWith('-')) return { preloads, folder: arg };
  }
  return { preloads };
}

async function openApp(appFolder) {
  try {
    const { name, productName, version, main } = JSON.parse(
      readFileSync(join(appFolder, 'package.json'), 'utf8'),
    );
    app.setName(productName ?? name);
    app.setVersion(version);
    app.setAppPath(appFolder);
    await import(pathToFileURL(join(appFolder, main)).href);
  } catch (error) {
    process.stderr.write(`Could not open the app in ${appFolder}\n${error.stack}\n`);
    if (app.isReady()) dialog.showErrorBox('The app could not be opened', String(error));
    process.exit(1);
  }
}
