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
  byHand: z.boolean().optional(),
  remembered: z.object({ uid: z.string(), memory: z.string(), seal: z.string() }).optional(),
});
const noteSchema = z.object({
  people: z.array(personSchema),
  edition: z.number().int().optional(),
  seal: z.string(),
});

export interface ErasureNote {
  readonly people: readonly ErasedPerson[];
  /** Grows with each that is written: a store that was rid of an earlier one's people isn't rid of this one's. */
  readonly edition: number;
}

/** @returns nobody where there is no note that was written with this key */
export function readErasureNote(file: string, key: Uint8Array): ErasureNote {
  if (!existsSync(noteOf(file))) return { people: [], edition: 0 };
  try {
    const { people, edition, seal } = noteSchema.parse(JSON.parse(readFileSync(noteOf(file), 'utf8')));
    if (seal !== sealOf(people, edition, key)) return { people: [], edition: 0 };
    // One of an earlier Steward counts by the numbers of its erasures.
    return { people, edition: edition ?? Math.max(0, ...people.map(({ erasure }) => erasure)) };
  } catch {
    return { people: [], edition: 0 };
  }
}

export function writeErasureNote(file: string, key: Uint8Array, { people, edition }: ErasureNote): void {
  const note = { people, edition, seal: sealOf(people, edition, key) };
  writeFileSync(`${noteOf(file)}.part`, JSON.stringify(note), { mode: 0o600, flush: true });
  renameSync(`${noteOf(file)}.part`, noteOf(file));
}

function sealOf(people: readonly ErasedPerson[], edition: number | undefined, key: Uint8Array): string {
  const said = people.map(
    ({ erasure, organizationId, userId, idDigest, keptAs, toldBy, byHand, remembered }) => [
      erasure,
      organizationId,
      userId,
      idDigest,
      keptAs,
      toldBy.map(({ words, exactCase, isAddress, digest }) => [words, exactCase, isAddress, digest]),
      ...(remembered === undefined
        ? []
        : [remembered.uid, remembered.memory, remembered.seal, byHand === true]),
    ],
  );
  const all = edition === undefined ? said : [edition, said];
  return createHmac('sha256', key).update(JSON.stringify(all)).digest('hex');
}
