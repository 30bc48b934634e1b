import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readAddress } from '../../src-preload/contract/company/company-address';
import type { Profile, ProfileChange, Profiles } from '../../src-preload/contract/profiles';
import type { KeptConnection } from '../../src-preload/contract/wire/host-messages';
import { keepChannelSecrets, keptChannelSecrets } from './channel-secrets';
import { keepInboxAccount, keptInboxAccount } from './inbox-account';
import type { Keychain } from './keychain';
import { finishLocking, isLocked, lockKeys, openKeys } from './locked-keys';
import { keepMailAccount, keptMailAccount } from './mail-account';
import {
  changeProfiles,
  eraseRemoved,
  keepAddress,
  noteSignedOut,
  ProfileProblem,
  profileFolder,
  readProfiles,
} from './profiles';
import { forgetConnection, rememberConnection, rememberedConnection } from './remembered-connection';

/** What the engine is to open. */
export interface OpenProfile {
  readonly storeFile: string;
  readonly logFile: string;
  readonly companyUrl: string | null;
  /** It was kept by an earlier start, not given for this one. */
  readonly companyUrlIsRemembered: boolean;
  /** By which its messages are sent from here; null: by nothing. */
  readonly mailAccount: string | null;
  /** By which they are sent beside mail; null: by nothing. */
  readonly channelSecrets: string | null;
  /** Where what came back to them is read from here; null: nowhere. */
  readonly inboxAccount: string | null;
  /** The copy is locked until somebody signs in: what stands at `storeFile` is an empty one, for this session alone. */
  readonly isSignedOut: boolean;
}

export interface ProfileDesk {
  /** Asked before each start of the engine, while nothing is open: what was removed is erased first. */
  toOpen(): OpenProfile;
  /**
   * Somebody signs in: the address is kept, and a copy that was signed out opens.
   * @throws ProfileProblem where the password opens it not
   */
  keepConnection(url: string): Promise<KeptConnection>;
  /** Keeps, or forgets, what the open one's messages are sent by. @returns whether it survives a restart */
  keepMailAccount(url: string | null): 'kept' | 'not kept';
  /** Likewise beside mail. */
  keepChannelSecrets(secrets: string | null): 'kept' | 'not kept';
  /** Keeps, or forgets, where what came back to them is read. @returns whether it survives a restart */
  keepInboxAccount(url: string | null): 'kept' | 'not kept';
  /** The copy of the one that is open was erased, because somebody signed this device out: the password is forgotten. */
  signedOutBy(login: string): void;
  /** @throws ProfileProblem in plain words */
  change(change: ProfileChange): Promise<Profiles>;
}

interface DeskOptions {
  readonly userData: string;
  readonly keychain: Keychain;
  /** The company's address for this start alone; it goes before the one that the open profile remembers. */
  readonly given: string | null;
  /** Erases all that a removed profile has in its folder. */
  readonly erase: (folder: string) => void;
  /** Another profile is open from now on than the engine has, or another copy of it. */
  readonly onAnother: () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Connections by name, of which one is open; a password that no keychain keeps is known until Steward is closed. */
export function createProfileDesk(options: DeskOptions): ProfileDesk {
  const { userData, keychain, given, erase, onAnother, now } = options;
  const list = () => readProfiles(userData, now());
  const atStart = list().open;
  /** The one that the engine has: until it starts again, another one than the list says to open. */
  let opened = atStart;
  const addresses = new Map<string, string>(given === null ? [] : [[atStart, given]]);
  const accounts = new Map<string, string>();
  const secrets = new Map<string, string>();
  const inboxes = new Map<string, string>();
  const folderOf = (id: Profile['id']) => profileFolder(userData, id);
  const isKeptLocked = (id: Profile['id']) => isLocked(join(folderOf(id), 'store'));

  function addressOf(id: Profile['id']): string | null {
    return addresses.get(id) ?? rememberedConnection(folderOf(id), keychain);
  }

  function forgetPassword(id: Profile['id']): void {
    addresses.delete(id);
    forgetConnection(folderOf(id));
    accounts.delete(id);
    keepMailAccount(folderOf(id), null, keychain);
    secrets.delete(id);
    keepChannelSecrets(folderOf(id), null, keychain);
    inboxes.delete(id);
    keepInboxAccount(folderOf(id), null, keychain);
  }

  async function signOut(change: Extract<ProfileChange, { change: 'sign-out' }>): Promise<Profiles> {
    const { id, copy } = change;
    if (copy === 'erased') return forgetAfter(change);
    if (list().open !== id || isKeptLocked(id)) return changeProfiles(userData, change, now());
    const password = passwordIn(addressOf(id));
    if (password === null)
      throw new ProfileProblem(
        'This connection has no password that could lock its copy. Sign in first, or have the copy erased. Nothing was changed.',
      );
    await lockKeys(folderOf(id), password);
    return forgetAfter(change);
  }

  /** For the one that is open, in this session and, where the keychain takes it, beyond. */
  function keepBeside(
    url: string | null,
    known: Map<string, string>,
    keep: typeof keepMailAccount,
  ): 'kept' | 'not kept' {
    if (!list().profiles.some(({ id }) => id === opened)) return 'not kept';
    if (url === null) known.delete(opened);
    else known.set(opened, url);
    return keep(folderOf(opened), url, keychain) ? 'kept' : 'not kept';
  }

  /** First what is to become of it is on the disk: a crash in between leaves the rest to the next start. */
  function forgetAfter(change: Extract<ProfileChange, { id: string }>): Profiles {
    const after = changeProfiles(userData, change, now());
    forgetPassword(change.id);
    return after;
  }

  return {
    toOpen() {
      eraseRemoved(userData, erase, now());
      const { open } = list();
      opened = open;
      const folder = folderOf(open);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const logFile = join(folder, 'steward.log');
      const inItsPlace = join(folder, 'signed-out');
      rmSync(inItsPlace, { recursive: true, force: true });
      finishLocking(folder);
      if (isKeptLocked(open)) {
        endSigningOut(open);
        const storeFile = join(inItsPlace, 'steward.db');
        return {
          storeFile,
          logFile,
          companyUrl: null,
          companyUrlIsRemembered: true,
          mailAccount: null,
          channelSecrets: null,
          inboxAccount: null,
          isSignedOut: true,
        };
      }
      const companyUrl = isSignedOut(open) ? null : addressOf(open);
      if (companyUrl !== null) keepAddress(userData, open, companyUrl, now());
      return {
        storeFile: join(folder, 'store', 'steward.db'),
        logFile,
        companyUrl,
        companyUrlIsRemembered: given === null || open !== atStart,
        mailAccount: accounts.get(open) ?? keptMailAccount(folder, keychain),
        channelSecrets: secrets.get(open) ?? keptChannelSecrets(folder, keychain),
        inboxAccount: inboxes.get(open) ?? keptInboxAccount(folder, keychain),
        isSignedOut: false,
      };
    },
    keepMailAccount: (url) => keepBeside(url, accounts, keepMailAccount),
    keepInboxAccount: (url) => keepBeside(url, inboxes, keepInboxAccount),
    keepChannelSecrets: (given) => keepBeside(given, secrets, keepChannelSecrets),
    async keepConnection(url) {
      const folder = folderOf(opened);
      if (!list().profiles.some(({ id }) => id === opened)) return 'not kept';
      const wasLocked = isKeptLocked(opened);
      if (wasLocked && !(await openKeys(folder, passwordIn(url) ?? '')))
        throw new ProfileProblem(wrongPassword);
      const isRemembered = rememberConnection(folder, url, keychain);
      keepAddress(userData, opened, url, now());
      addresses.set(opened, url);
      if (wasLocked) onAnother();
      return wasLocked ? 'opens the copy' : isRemembered ? 'kept' : 'not kept';
    },
    signedOutBy(login) {
      if (!isSignedOut(opened)) noteSignedOut(userData, opened, login.slice(0, 100), now());
      forgetPassword(opened);
    },
    async change(change) {
      const before = list().open;
      const after =
        change.change === 'sign-out'
          ? await signOut(change)
          : change.change === 'remove' || change.change === 'erase-kept'
            ? forgetAfter(change)
            : changeProfiles(userData, change, now());
      const isAnother =
        after.open !== before || change.change === 'sign-out' || change.change === 'erase-kept';
      if (isAnother) onAnother();
      return after;
    },
  };

  function isSignedOut(id: Profile['id']): boolean {
    return list().profiles.some((profile) => profile.id === id && profile.signedOut !== undefined);
  }

  /** A crash in the middle of it left the list, or the password, as it was. */
  function endSigningOut(id: Profile['id']): void {
    forgetPassword(id);
    if (!isSignedOut(id)) changeProfiles(userData, { change: 'sign-out', id, copy: 'kept' }, now());
  }
}

const wrongPassword =
  'This is not the password with which the copy was locked, so nothing was opened or changed. If it was changed at the company since, enter the one of before, or erase the locked copy and load anew.';

function passwordIn(url: string | null): string | null {
  const read = readAddress(url ?? '');
  return 'problem' in read ? null : read.address.password;
}
