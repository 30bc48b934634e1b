import { join } from 'node:path';
import type { Keychain } from './keychain';
import { forgetSealed, keepSealed, openSealed } from './sealed-file';

const fileOf = (folder: string) => join(folder, 'mail-account.sealed');

/** The mail server that this computer sends a company's messages by, with its password. @param url null: none any more @returns whether it survives a restart */
export function keepMailAccount(folder: string, url: string | null, keychain: Keychain): boolean {
  if (url !== null) return keepSealed(fileOf(folder), url, keychain);
  forgetSealed(fileOf(folder));
  return true;
}

/** @returns null where none is kept, or it can't be read */
export function keptMailAccount(folder: string, keychain: Keychain): string | null {
  return openSealed(fileOf(folder), keychain);
}
