import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { ErasedPerson } from './told-by';

/**
 * Who was erased, beside the store: an older file of the store, or an older backup, put in its place brings nobody back. It
 * holds numbers and keyed digests, and is sealed with the store's key.
 */
const noteOf = (file: string) => `${file}.erasures`;

const personSchema = z.object({
  erasure: z.number().int(),
  organizationId: z.number().int(),
  userId: z.number().int(),
  idDigest: z.string().nullable(),
  keptAs: z.string().nullable(),
  toldBy: z.array(
    z.object({ words: z.number().int(), exactCase: z.boolean(), isAddress: z.boolean(), digest: z.string() }),
  ),
});
const noteSchema = z.object({ people: z.array(personSchema), seal: z.string() });

/** @returns nobody where there is no note that was written with this key */
export function readErasureNote(file: string, key: Uint8Array): readonly ErasedPerson[] {
  if (!existsSync(noteOf(file))) return [];
  try {
    const { people, seal } = noteSchema.parse(JSON.parse(readFileSync(noteOf(file), 'utf8')));
    return seal === sealOf(people, key) ? people : [];
  } catch {
    return [];
  }
}

export function writeErasureNote(file: string, key: Uint8Array, people: readonly ErasedPerson[]): void {
  const note = { people, seal: sealOf(people, key) };
  writeFileSync(`${noteOf(file)}.part`, JSON.stringify(note), { mode: 0o600, flush: true });
  renameSync(`${noteOf(file)}.part`, noteOf(file));
}

function sealOf(people: readonly ErasedPerson[], key: Uint8Array): string {
  const said = people.map(({ erasure, organizationId, userId, idDigest, keptAs, toldBy }) => [
    erasure,
    organizationId,
    userId,
    idDigest,
    keptAs,
    toldBy.map(({ words, exactCase, isAddress, digest }) => [words, exactCase, isAddress, digest]),
  ]);
  return createHmac('sha256', key).update(JSON.stringify(said)).digest('hex');
}
