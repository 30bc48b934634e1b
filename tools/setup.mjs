// @ts-check
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError, say } from './setup/console.mjs';
import { installElectron } from './setup/electron.mjs';
import { withLock } from './setup/lock.mjs';
import { installNode24, installPackages } from './setup/packages.mjs';
import { runtimeFile } from './setup/places.mjs';
import { linkPostgresLibraries } from './setup/postgres.mjs';
import { buildSqliteBinding } from './setup/sqlite.mjs';
import { installSystemLibraries } from './setup/system.mjs';

/**
 * Makes this checkout ready to run: packages, Node 24, PostgreSQL, and for windows also Electron, SQLite for it and
 * system libraries. Plain Node 20 without packages is enough to begin. What is there already is left alone. Throws
 * SetupError with what to do.
 * @param {{ windows: boolean }} wanted `windows: false` leaves out what only windows need
 */
export async function setup({ windows }) {
  checkNode();
  await withLock('setup', async () => {
    await installPackages();
    await installNode24();
    linkPostgresLibraries();
    if (windows) await setupElectron();
  });
}

async function setupElectron() {
  const electron = await installElectron();
  await installSystemLibraries(join(electron.dist, 'electron'));
  const sqliteBinding = await buildSqliteBinding(electron);
  writeFileSync(runtimeFile, `${JSON.stringify({ ...electron, sqliteBinding }, null, 2)}\n`);
  say(`Electron ${electron.version} (${electron.kind}): ${electron.why}`);
}

function checkNode() {
  const major = Number.parseInt(process.versions.node, 10);
  if (major < 20) {
    throw new SetupError(
      `Node ${process.versions.node} is too old to set Steward up. Install Node 20 or later.`,
    );
  }
}

/** Shows a failure the way a user can act on it, and ends the process. @param {unknown} error */
export function endWith(error) {
  if (error instanceof SetupError) say(error.message);
  else console.error(error);
  process.exit(1);
}

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url)) {
  await setup({ windows: true }).catch(endWith);
}
