import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { addressText, readAddress } from '../../src-preload/contract/company/company-address';
import {
  mostProfiles,
  type Profile,
  type ProfileChange,
  type Profiles,
} from '../../src-preload/contract/profiles';
import { type Kept, readList, writeList } from './profile-list';

/** Why a change was not made, in plain words. */
export class ProfileProblem extends Error {}

/** Where a profile keeps its copy, its key and its password. The first one's place is where Steward had its only one. */
export function profileFolder(userData: string, id: Profile['id']): string {
  return id === 'first' ? userData : join(userData, 'profiles', id);
}

/** @param now ms since 1970: when a list is found damaged */
export function readProfiles(userData: string, now: number): Profiles {
  return shown(readList(userData, now));
}

/**
 * Carries out a change, and keeps it.
 * @throws ProfileProblem; nothing was changed then
 */
export function changeProfiles(userData: string, change: ProfileChange, now: number): Profiles {
  const before = readList(userData, now);
  const after = changed(before, change, now);
  if (after !== before) writeList(userData, after);
  return shown(after);
}

/** Keeps the address that a profile is connected to, but for its password: somebody has signed in. */
export function keepAddress(userData: string, of: Profile['id'], url: string, now: number): void {
  const found = readAddress(url);
  if ('problem' in found) return;
  const address = addressText(found.address);
  const kept = readList(userData, now);
  const before = kept.profiles.find(({ id }) => id === of);
  if (before?.address === address && before.signedOut === undefined) return;
  writeList(userData, withChanged(kept, of, { address, signedOut: undefined }));
}

/** This device was signed out from elsewhere, and the copy is erased: whoever comes back signs in with the password. */
export function noteSignedOut(userData: string, id: Profile['id'], by: string, now: number): void {
  const kept = readList(userData, now);
  writeList(userData, withChanged(kept, id, { signedOut: { at: now, copy: 'erased', by } }));
}

/** Erases what was removed. @param erase of a folder everything that a profile has there, its keys first */
export function eraseRemoved(userData: string, erase: (folder: string) => void, now: number): void {
  const kept = readList(userData, now);
  if (kept.toErase.length === 0) return;
  for (const id of kept.toErase) erase(profileFolder(userData, id));
  writeList(userData, { ...kept, toErase: [] });
}

function shown({ open, profiles, lost }: Kept): Profiles {
  return { open, profiles, ...(lost === undefined ? {} : { lost }) };
}

function changed(before: Kept, change: ProfileChange, now: number): Kept {
  switch (change.change) {
    case 'none':
      return before;
    case 'read-of-loss':
      return { ...before, lost: undefined };
    case 'add':
      return added(before, change.name);
    case 'open':
      return { ...before, open: known(before, change.id) };
    case 'rename':
      return withChanged(before, known(before, change.id), { name: change.name });
    case 'remove':
      return removed(before, known(before, change.id));
    case 'sign-out':
      return signedOut(before, known(before, change.id), change.copy, now);
    case 'erase-kept':
      return signedOut(before, known(before, change.id), 'erased', now);
  }
}

function added(before: Kept, name: string): Kept {
  if (before.profiles.length >= mostProfiles)
    throw new ProfileProblem(
      `There are ${mostProfiles} connections already. Remove one first. Nothing was changed.`,
    );
  const profile: Profile = { id: randomUUID(), name, address: null };
  return { ...before, open: profile.id, profiles: [...before.profiles, profile] };
}

function removed(before: Kept, id: Profile['id']): Kept {
  requireOpen(before, id, 'Open this one, then remove it. Nothing was removed.');
  const rest = before.profiles.filter((profile) => profile.id !== id);
  const profiles: Profile[] =
    rest.length > 0 ? rest : [{ id: id === 'first' ? randomUUID() : 'first', name: null, address: null }];
  return { ...before, open: profiles[0]?.id ?? 'first', profiles, toErase: [...before.toErase, id] };
}

/** It stays in the list, with its name and its address: whoever comes back signs in there. */
function signedOut(before: Kept, id: Profile['id'], copy: 'kept' | 'erased', now: number): Kept {
  requireOpen(before, id, 'Open this one, then sign out. Nothing was changed.');
  const out = withChanged(before, id, { signedOut: { at: now, copy } });
  return copy === 'kept' ? out : { ...out, toErase: [...new Set([...before.toErase, id])] };
}

/** Only who has it open was told what waits in it. */
function requireOpen(kept: Kept, id: Profile['id'], todo: string): void {
  if (id !== kept.open) throw new ProfileProblem(`Another connection is open by now. ${todo}`);
}

function known({ profiles }: Kept, id: Profile['id']): Profile['id'] {
  if (!profiles.some((profile) => profile.id === id))
    throw new ProfileProblem('This connection is not there any more. Nothing was changed.');
  return id;
}

function withChanged(kept: Kept, id: Profile['id'], change: Partial<Profile>): Kept {
  const profiles = kept.profiles.map((profile) => (profile.id === id ? { ...profile, ...change } : profile));
  return { ...kept, profiles };
}
