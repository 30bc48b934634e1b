import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { addressText, readAddress } from '../../src-preload/contract/company/company-address';
import {
  mostProfiles,
  type Profile,
  type ProfileChange,
  type Profiles,
  profileSchema,
  profilesSchema,
} from '../../src-preload/contract/profiles';
import { writePrivately } from './write-privately';

const idSchema = profileSchema.shape.id;
/** As they are kept: what was removed is erased before anything is opened again, whatever comes between. */
const keptSchema = profilesSchema.extend({ toErase: z.array(idSchema).default([]) });
type Kept = z.infer<typeof keptSchema>;

/** Why a change was not made, in plain words. */
export class ProfileProblem extends Error {}

const fileOf = (userData: string) => join(userData, 'profiles.json');
const first: Profile = { id: 'first', name: null, address: null };
const onlyFirst: Kept = { open: first.id, profiles: [first], toErase: [] };

/** Where a profile keeps its copy, its key and its password. The first one's place is where Steward had its only one. */
export function profileFolder(userData: string, id: Profile['id']): string {
  return id === 'first' ? userData : join(userData, 'profiles', id);
}

export function readProfiles(userData: string): Profiles {
  const { open, profiles } = read(userData);
  return { open, profiles };
}

/**
 * Carries out a change, and keeps it.
 * @throws ProfileProblem; nothing was changed then
 */
export function changeProfiles(userData: string, change: ProfileChange): Profiles {
  const before = read(userData);
  const after = changed(before, change);
  if (after !== before) write(userData, after);
  return { open: after.open, profiles: after.profiles };
}

/** Keeps the address that a profile is connected to, but for its password. */
export function keepAddress(userData: string, of: Profile['id'], url: string): void {
  const found = readAddress(url);
  if ('problem' in found) return;
  const address = addressText(found.address);
  const kept = read(userData);
  if (kept.profiles.some(({ id, address: before }) => id === of && before === address)) return;
  write(userData, withChanged(kept, of, { address }));
}

/** Erases what was removed. @param erase of a folder everything that a profile has there, its keys first */
export function eraseRemoved(userData: string, erase: (folder: string) => void): void {
  const kept = read(userData);
  if (kept.toErase.length === 0) return;
  for (const id of kept.toErase) erase(profileFolder(userData, id));
  write(userData, { ...kept, toErase: [] });
}

function changed(before: Kept, change: ProfileChange): Kept {
  switch (change.change) {
    case 'none':
      return before;
    case 'add':
      return added(before, change.name);
    case 'open':
      return { ...before, open: known(before, change.id) };
    case 'rename':
      return withChanged(before, known(before, change.id), { name: change.name });
    case 'remove':
      return removed(before, known(before, change.id));
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

/** Only who has it open was told what waits in it. */
function removed(before: Kept, id: Profile['id']): Kept {
  if (id !== before.open)
    throw new ProfileProblem(
      'Another connection is open by now. Open this one, then remove it. Nothing was removed.',
    );
  const rest = before.profiles.filter((profile) => profile.id !== id);
  const profiles: Profile[] =
    rest.length > 0 ? rest : [{ id: id === 'first' ? randomUUID() : 'first', name: null, address: null }];
  return { open: profiles[0]?.id ?? 'first', profiles, toErase: [...before.toErase, id] };
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

/** A list that can't be read is put aside, never written over: its copies are still in their folders. */
function read(userData: string): Kept {
  const file = fileOf(userData);
  if (!existsSync(file)) return onlyFirst;
  try {
    const kept = keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    const [any = first] = kept.profiles;
    return kept.profiles.some(({ id }) => id === kept.open) ? kept : { ...kept, open: any.id };
  } catch {
    renameSync(file, `${file}.damaged`);
    return onlyFirst;
  }
}

function write(userData: string, kept: Kept): void {
  writePrivately(fileOf(userData), Buffer.from(JSON.stringify(keptSchema.parse(kept))));
}
