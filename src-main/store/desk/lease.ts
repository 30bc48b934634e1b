import { z } from 'zod';
import type { Lease } from '../../lib/sign-in/lease';
import { readSyncState } from '../copy/sync-state';
import type { ReadDb, Tx } from '../types';

const setting = 'sign-in.lease';

export const leaseSchema = z.object({
  login: z.string(),
  place: z.string(),
  at: z.number(),
  age: z.number().nonnegative(),
  seenAt: z.number(),
  wentBackFrom: z.number().nullable(),
}) satisfies z.ZodType<Lease>;

/**
 * How long the copy has gone without its company's server, as it was last noted.
 * @param now ms since 1970: a copy of an earlier Steward has no note, and its last pull counts as the sign-in
 * @returns null where there is no copy
 */
export function readLease(db: ReadDb, now: number): Lease | null {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(setting);
  const noted = text === undefined ? undefined : leaseSchema.safeParse(parsed(text)).data;
  return noted ?? leaseOfLastPull(db, now);
}

export function writeLease(tx: Tx, lease: Lease): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    setting,
    JSON.stringify(lease),
  );
}

function leaseOfLastPull(db: ReadDb, now: number): Lease | null {
  const { asOf, login } = readSyncState(db);
  if (asOf === null || login === null) return null;
  return { login, place: '', at: asOf, age: Math.max(0, now - asOf), seenAt: now, wentBackFrom: null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
