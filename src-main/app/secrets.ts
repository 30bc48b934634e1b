import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { safeStorage } from 'electron';

export interface StoreKey {
  /** 32 bytes, hexadecimal. */
  readonly key: string;
  readonly keptIn: 'keychain' | 'file';
}

const keyPattern = /^[0-9a-f]{64}$/;

/**
 * The key of the encrypted store. In the system's keychain where there is a real one; else in a file that only this
 * user can read. A key that can't be read is never replaced while a store exists: that would lose the store.
 */
export function storeKey(userData: string, storeExists: boolean): StoreKey {
  const sealed = join(userData, 'store.key.sealed');
  const plain = join(userData, 'store.key');
  if (existsSync(sealed)) {
    if (!hasKeychain())
      throw new Error(
        'The key of your local data is in the system keychain, which is locked or missing. Unlock it and start Steward again.',
      );
    return { key: checked(safeStorage.decryptString(readFileSync(sealed))), keptIn: 'keychain' };
  }
  if (existsSync(plain)) return { key: checked(readFileSync(plain, 'utf8').trim()), keptIn: 'file' };
  if (storeExists)
    throw new Error(
      'The key of your local data is missing. Restore the file store.key beside it, or move the store folder away to load the company anew.',
    );
  const key = randomBytes(32).toString('hex');
  if (hasKeychain()) {
    writePrivately(sealed, safeStorage.encryptString(key));
    return { key, keptIn: 'keychain' };
  }
  writePrivately(plain, Buffer.from(key));
  return { key, keptIn: 'file' };
}

/** The connection with its password survives a restart only inside a real keychain. */
export function rememberConnection(userData: string, url: string): boolean {
  if (!hasKeychain()) return false;
  writePrivately(join(userData, 'connection.sealed'), safeStorage.encryptString(url));
  return true;
}

export function rememberedConnection(userData: string): string | null {
  const file = join(userData, 'connection.sealed');
  if (!existsSync(file) || !hasKeychain()) return null;
  try {
    return safeStorage.decryptString(readFileSync(file));
  } catch {
    // Sealed by another user or keychain: it can't be read again, and the manager is asked anew.
    rmSync(file);
    return null;
  }
}

/** `basic_text` only hides a secret behind a known password: it counts as no keychain. */
function hasKeychain(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

function checked(key: string): string {
  if (!keyPattern.test(key))
    throw new Error('The key of your local data is damaged. Restore the key file from a backup.');
  return key;
}

function writePrivately(file: string, content: Buffer): void {
  const next = `${file}.next`;
  writeFileSync(next, content, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
}
