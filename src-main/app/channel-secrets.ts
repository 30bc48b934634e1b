import { join } from 'node:path';
import type { Keychain } from './keychain';
import { forgetSealed, keepSealed, openSealed } from './sealed-file';

const fileOf = (folder: string) => join(folder, 'channel-secrets.sealed');

/** What this computer sends a company's messages by beside mail, as JSON. @param secrets null: nothing any more @returns whether it survives a restart */
export function keepChannelSecrets(folder: string, secrets: string | null, keychain: Keychain): boolean {
  if (secrets !== null) return keepSealed(fileOf(folder), secrets, keychain);
  forgetSealed(fileOf(folder));
  return true;
}

/** @returns null where none are kept, or they can't be read */
export function keptChannelSecrets(folder: string, keychain: Keychain): string | null {
  return openSealed(fileOf(folder), keychain);
}
