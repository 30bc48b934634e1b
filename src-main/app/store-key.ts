import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Keychain } from './keychain';
import { writePrivately } from './write-privately';

export interface StoreKey {
  /** 32 bytes, hexadecimal. */
  readonly key: string;
  readonly keptIn: 'keychain' | 'file';
}

const keyPattern = /^[0-9a-f]{64}$/;
export const sealedName = 'store.key.sealed';
export const plainName = 'store.key';
/** The folder of the copy in use, and those of other companies' copies that wait beside it. */
export const storeFolder = /^store(-of-.+)?$/;
const copyOrBackup = /\.(db|backup)(\.damaged.*)?$/;

/**
 * The key of the encrypted copy in a folder, which is its own: another copy has another, so that destroying one destroys
 * one. In the system's keychain where there is a real one; else in a file that only this user can read. A key that can't
 * be read is never replaced while there is anything it opens.
 * @throws Error in plain words, when the key of what is there is missing, locked or damaged
 */
export function storeKey(folder: string, keychain: Keychain): StoreKey {
  const sealed = join(folder, sealedName);
  const plain = join(folder, plainName);
  if (existsSync(sealed)) {
    if (!keychain.isReal())
      throw new Error(
        'The key of your local data is in the system keychain, which is locked or missing. Unlock it and start Steward again.',
      );
    return { key: checked(opened(keychain, readFileSync(sealed))), keptIn: 'keychain' };
  }
  if (existsSync(plain)) return { key: checked(readFileSync(plain, 'utf8').trim()), keptIn: 'file' };
  if (opensAnything(folder))
    throw new Error(
      'The key of your local data is missing. Restore the file store.key beside it, or move the store folder away to load the company anew.',
    );
  const key = randomBytes(32).toString('hex');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (keychain.isReal()) {
    writePrivately(sealed, keychain.seal(key));
    return { key, keptIn: 'keychain' };
  }
  writePrivately(plain, Buffer.from(key));
  return { key, keptIn: 'file' };
}

/** An earlier Steward had one key for every copy: each gets it into its own folder, as it is, and the common one goes. */
export function giveEachCopyItsKey(userData: string): void {
  for (const name of [sealedName, plainName]) {
    const common = join(userData, name);
    if (!existsSync(common)) continue;
    const copies = readdirSync(userData).filter((folder) => storeFolder.test(folder));
    for (const copy of copies.length === 0 ? ['store'] : copies) {
      const own = join(userData, copy, name);
      mkdirSync(join(userData, copy), { recursive: true, mode: 0o700 });
      if (!existsSync(own)) writePrivately(own, readFileSync(common));
    }
    rmSync(common);
  }
}

/** Whether there is a copy, a damaged one put aside, or a backup. */
function opensAnything(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder, { recursive: true }).some(isCopyOrBackup);
}

function isCopyOrBackup(path: string | Buffer): boolean {
  return copyOrBackup.test(path.toString());
}

function opened(keychain: Keychain, sealed: Buffer): string {
  try {
    return keychain.open(sealed);
  } catch {
    throw new Error(
      'The key of your local data was sealed by another user or keychain, and this one can’t open it. Start Steward as that user, or move the store folders and store.key.sealed away to load the company anew.',
    );
  }
}

function checked(key: string): string {
  if (!keyPattern.test(key))
    throw new Error('The key of your local data is damaged. Restore the key file from a backup.');
  return key;
}
