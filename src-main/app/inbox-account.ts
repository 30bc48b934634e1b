import { join } from 'node:path';
import type { Keychain } from './keychain';
import { forgetSealed, keepSealed, openSealed } from './sealed-file';

const fileOf = (folder: string) => join(folder, 'inbox-account.sealed');

/** Where this computer reads what came back to a company's messages, with the password. @param url null: nowhere any more @returns whether it survives a restart */
export function keepInboxAccount(folder: string, url: string | null, keychain: Keychain): boolean {
  if (url !== null) return keepSealed(fileOf(folder), url, keychain);
  forgetSealed(fileOf(folder));
  return true;
}

/** @returns null where none is kept, or it can't be read */
export function keptInboxAccount(folder: string, keychain: Keychain): string | null {
  return openSealed(fileOf(folder), keychain);
}
