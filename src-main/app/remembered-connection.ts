import { join } from 'node:path';
import type { Keychain } from './keychain';
import { forgetSealed, keepSealed, openSealed } from './sealed-file';

const fileOf = (userData: string) => join(userData, 'connection.sealed');

/** The connection with its password. @returns whether it survives a restart */
export function rememberConnection(userData: string, url: string, keychain: Keychain): boolean {
  return keepSealed(fileOf(userData), url, keychain);
}

export function forgetConnection(userData: string): void {
  forgetSealed(fileOf(userData));
}

/** @returns null where none is kept, or it can't be read */
export function rememberedConnection(userData: string, keychain: Keychain): string | null {
  return openSealed(fileOf(userData), keychain);
}
