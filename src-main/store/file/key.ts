import { createHmac, randomBytes } from 'node:crypto';
import {
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import { hasBackups } from './backup-folder';
import { keyBytes } from './connection';

/**
 * The store's key from a file that only its owner can read, for machines without a keychain.
 * @param storeFile the store it opens: where there is none yet, a missing key is made
 * @throws StewardError when the key of an existing store is missing, the file is no key, or others may read it
 */
export function keyFromFile(file: string, storeFile: string): Uint8Array {
  if (!existsSync(file)) {
    // Backups of a store that is gone need it as much.
    if (existsSync(storeFile) || hasBackups(storeFile)) {
      throw new StewardError(
        'not_found',
        'The key of the local copy is missing. Bring it back (it lies beside the copy unless --key says otherwise), or remove the copy to load everything again.',
      );
    }
    makeKeyFile(file);
  }
  // Windows has no such bits; there the profile folder guards the file.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new StewardError(
      'invalid_input',
      'Other people on this machine can read the key of the local copy. Take their access away (chmod 600) and try again.',
    );
  }
  const key = readFileSync(file);
  if (key.byteLength !== keyBytes) {
    throw new StewardError(
      'invalid_input',
      `The key file of the local copy has ${key.byteLength} bytes instead of ${keyBytes}. Bring back the right one, or remove the local copy and its key to load everything again.`,
    );
  }
  return key;
}

function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.${process.pid}`;
  writeFileSync(part, randomBytes(keyBytes), { mode: 0o600, flush: true });
  try {
    // Unlike renaming, it fails where another process was faster: two keys for one store would lose it.
    linkSync(part, file);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST' && !existsSync(file)) copyFileSync(part, file, constants.COPYFILE_EXCL);
  } finally {
    rmSync(part, { force: true });
  }
}

function idFile(file: string): string {
  return `${file}.key-id`;
}

function idOf(key: Uint8Array): string {
  return createHmac('sha256', key).update('steward local store').digest('hex');
}

/** Leaves a fingerprint of the key beside the store: with another key, a sound file looks just like a damaged one. */
export function rememberKey(file: string, key: Uint8Array): void {
  const target = idFile(file);
  if (existsSync(target) && readFileSync(target, 'utf8') === idOf(key)) return;
  writeFileSync(`${target}.part`, idOf(key), { mode: 0o600, flush: true });
  renameSync(`${target}.part`, target);
}

/** @returns whether the store was written with this key; null when nobody noted it */
export function isKeyOf(file: string, key: Uint8Array): boolean | null {
  return existsSync(idFile(file)) ? readFileSync(idFile(file), 'utf8') === idOf(key) : null;
}
