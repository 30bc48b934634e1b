import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import {
  mostProfiles,
  type Profile,
  profileSchema,
  profilesSchema,
} from '../../src-preload/contract/profiles';
import { writePrivately } from './write-privately';

const idSchema = profileSchema.shape.id;
/** As they are kept: what was removed is erased before anything is opened again, whatever comes between. */
const keptSchema = profilesSchema.extend({ toErase: z.array(idSchema).default([]) });
export type Kept = z.infer<typeof keptSchema>;

const fileOf = (userData: string) => join(userData, 'profiles.json');
const first: Profile = { id: 'first', name: null, address: null };

/** A list that can't be read is put aside, never written over, and another is made of what is there. */
export function readList(userData: string, now: number): Kept {
  const file = fileOf(userData);
  if (!existsSync(file)) return { open: first.id, profiles: [first], toErase: [] };
  const text = readFileSync(file, 'utf8');
  const kept = keptSchema.safeParse(parsed(text));
  if (kept.success) {
    const { open, profiles } = kept.data;
    const [any = first] = profiles;
    return profiles.some(({ id }) => id === open) ? kept.data : { ...kept.data, open: any.id };
  }
  const aside = unusedName(file);
  const made = madeAnew(userData, text);
  renameSync(file, join(userData, aside));
  const mended: Kept = { ...made, lost: { at: now, file: aside } };
  writeList(userData, mended);
  return mended;
}

export function writeList(userData: string, kept: Kept): void {
  writePrivately(fileOf(userData), Buffer.from(JSON.stringify(keptSchema.parse(kept))));
}

/** What of the list is whole, the first connection, and each further one that has a folder. */
function madeAnew(userData: string, text: string): Omit<Kept, 'lost'> {
  const before = looseSchema.parse(parsed(text));
  const whole = before.profiles.map((one) => profileSchema.safeParse(one).data).filter(isThere);
  const toErase = before.toErase.map((one) => idSchema.safeParse(one).data).filter(isThere);
  const listed = new Map(whole.map((profile) => [profile.id, profile]));
  const unlisted = foldersIn(userData).filter((id) => !listed.has(id) && !toErase.includes(id));
  const found = unlisted.map((id, at): Profile => ({ id, name: `Found again (${at + 1})`, address: null }));
  const begin =
    listed.has(first.id) || (listed.size > 0 && !existsSync(join(userData, 'store'))) ? [] : [first];
  const profiles = [...begin, ...listed.values(), ...found].slice(0, mostProfiles);
  const open = profiles.find(({ id }) => id === before.open) ?? profiles[0] ?? first;
  return { open: open.id, profiles, toErase };
}

const looseSchema = z
  .object({
    open: z.unknown(),
    profiles: z.array(z.unknown()).catch([]),
    toErase: z.array(z.unknown()).catch([]),
  })
  .catch({ open: null, profiles: [], toErase: [] });

function foldersIn(userData: string): Profile['id'][] {
  const folder = join(userData, 'profiles');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((name) => idSchema.safeParse(name).data)
    .filter(isThere)
    .toSorted();
}

function isThere<T>(one: T | undefined): one is T {
  return one !== undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** An earlier damaged list stays as it is, too. @returns the name beside the list */
function unusedName(file: string): string {
  for (let number = 1; ; number += 1) {
    const name = `profiles.json.damaged${number === 1 ? '' : `-${number}`}`;
    if (!existsSync(join(file, '..', name))) return name;
  }
}
