import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Keychain } from './keychain';
import { writePrivately } from './write-privately';

const fileOf = (userData: string) => join(userData, 'connection.sealed');

/**
 * The connection with its password survives a restart only inside a real keychain.
 * @returns whether it does
 */
export function rememberConnection(userData: string, url: string, keychain: Keychain): boolean {
  if (!keychain.isReal()) return false;
  writePrivately(fileOf(userData), keychain.seal(url));
  return true;
}

export function forgetConnection(userData: string): void {
  rmSync(fileOf(userData), { force: true });
  rmSync(`${fileOf(userData)}.next`, { force: true });
}

/** @returns null where none is kept, or it can't be read */
export function rememberedConnection(userData: string, keychain: Keychain): string | null {
  const file = fileOf(userData);
  if (!existsSync(file) || !keychain.isReal()) return null;
  try {
    return keychain.open(readFileSync(file));
  } catch {
    // Sealed by another user or keychain: it can't be read again, and the manager is asked anew.
    rmSync(file);
    return null;
  }
}
