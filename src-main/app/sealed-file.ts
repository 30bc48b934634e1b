import { existsSync, readFileSync, rmSync } from 'node:fs';
import type { Keychain } from './keychain';
import { writePrivately } from './write-privately';

/**
 * What holds a password survives a restart only inside a real keychain.
 * @returns whether it does
 */
export function keepSealed(file: string, text: string, keychain: Keychain): boolean {
  if (!keychain.isReal()) return false;
  writePrivately(file, keychain.seal(text));
  return true;
}

export function forgetSealed(file: string): void {
  rmSync(file, { force: true });
  rmSync(`${file}.next`, { force: true });
}

/** @returns null where none is kept, or it can't be read */
export function openSealed(file: string, keychain: Keychain): string | null {
  if (!existsSync(file) || !keychain.isReal()) return null;
  try {
    return keychain.open(readFileSync(file));
  } catch {
    // Sealed by another user or keychain: it can't be read again, and the manager is asked anew.
    rmSync(file);
    return null;
  }
}
