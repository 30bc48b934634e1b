import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ProfileChange, Profiles } from '../../src-preload/contract/profiles';
import type { Keychain } from './keychain';
import { changeProfiles, eraseRemoved, keepAddress, profileFolder, readProfiles } from './profiles';
import { rememberConnection, rememberedConnection } from './remembered-connection';

/** What the engine is to open. */
export interface OpenProfile {
  readonly storeFile: string;
  readonly logFile: string;
  readonly companyUrl: string | null;
  /** It was kept by an earlier start, not given for this one. */
  readonly companyUrlIsRemembered: boolean;
}

export interface ProfileDesk {
  /** Asked before each start of the engine, while nothing is open: what was removed is erased first. */
  toOpen(): OpenProfile;
  /** @returns whether the address is kept beyond this session */
  keepConnection(url: string): boolean;
  /** @throws ProfileProblem in plain words */
  change(change: ProfileChange): Profiles;
}

interface DeskOptions {
  readonly userData: string;
  readonly keychain: Keychain;
  /** The company's address for this start alone; it goes before the one that the open profile remembers. */
  readonly given: string | null;
  /** Erases all that a removed profile has in its folder. */
  readonly erase: (folder: string) => void;
  /** Another profile is open from now on than the engine has. */
  readonly onAnother: () => void;
}

/** Connections by name, of which one is open; a password that no keychain keeps is known until Steward is closed. */
export function createProfileDesk({ userData, keychain, given, erase, onAnother }: DeskOptions): ProfileDesk {
  const atStart = readProfiles(userData).open;
  /** The one that the engine has: until it starts again, another one than the list says to open. */
  let opened = atStart;
  const addresses = new Map<string, string>(given === null ? [] : [[atStart, given]]);

  return {
    toOpen() {
      eraseRemoved(userData, erase);
      const { open } = readProfiles(userData);
      opened = open;
      const folder = profileFolder(userData, open);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const companyUrl = addresses.get(open) ?? rememberedConnection(folder, keychain);
      if (companyUrl !== null) keepAddress(userData, open, companyUrl);
      return {
        storeFile: join(folder, 'store', 'steward.db'),
        logFile: join(folder, 'steward.log'),
        companyUrl,
        companyUrlIsRemembered: given === null || open !== atStart,
      };
    },
    keepConnection(url) {
      if (!readProfiles(userData).profiles.some(({ id }) => id === opened)) return false;
      const isRemembered = rememberConnection(profileFolder(userData, opened), url, keychain);
      keepAddress(userData, opened, url);
      addresses.set(opened, url);
      return isRemembered;
    },
    change(change) {
      const before = readProfiles(userData).open;
      const after = changeProfiles(userData, change);
      if (change.change === 'remove') addresses.delete(change.id);
      if (after.open !== before) onAnother();
      return after;
    },
  };
}
