import { z } from 'zod';
import { makeSignal } from './signal';

const key = 'steward-recent-accounts';
const kept = 8;
const recentsSchema = z.array(z.number().int().positive()).max(kept);

// Ids alone: names stay in the encrypted copy.
export const recentAccounts = makeSignal<readonly number[]>(readKept());

/** The accounts that were opened last, the latest first. */
export function rememberAccount(id: number): void {
  const recent = [id, ...recentAccounts.get().filter((other) => other !== id)].slice(0, kept);
  recentAccounts.set(recent);
  localStorage.setItem(key, JSON.stringify(recent));
}

function readKept(): readonly number[] {
  try {
    return recentsSchema.parse(JSON.parse(localStorage.getItem(key) ?? '[]'));
  } catch {
    return [];
  }
}
