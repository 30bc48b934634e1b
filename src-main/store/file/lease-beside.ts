import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Lease } from '../../lib/sign-in/lease';
import { leaseSchema } from '../desk/lease';

/**
 * The lease a second time, beside the store: an older file of the store put in its place brings no older lease along. It
 * is sealed with the store's key, so that nobody writes one of his own.
 */
const noteOf = (file: string) => `${file}.seen`;
const noteSchema = z.object({ lease: leaseSchema, seal: z.string() });

export function writeLeaseBeside(file: string, key: Uint8Array, lease: Lease): void {
  const note = { lease, seal: sealOf(lease, key) };
  writeFileSync(`${noteOf(file)}.part`, JSON.stringify(note), { mode: 0o600, flush: true });
  renameSync(`${noteOf(file)}.part`, noteOf(file));
}

/** @returns null where there is none that was written with this key */
export function readLeaseBeside(file: string, key: Uint8Array): Lease | null {
  if (!existsSync(noteOf(file))) return null;
  try {
    const { lease, seal } = noteSchema.parse(JSON.parse(readFileSync(noteOf(file), 'utf8')));
    return seal === sealOf(lease, key) ? lease : null;
  } catch {
    return null;
  }
}

function sealOf(lease: Lease, key: Uint8Array): string {
  const { login, place, at, age, seenAt, wentBackFrom } = lease;
  return createHmac('sha256', key)
    .update(JSON.stringify([login, place, at, age, seenAt, wentBackFrom]))
    .digest('hex');
}
