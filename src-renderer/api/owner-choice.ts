import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';
import type { Me } from '../../src-preload/contract/settings';
import { trpc } from './client';
import { makeSignal, useSignal } from './signal';

/** One's own accounts, every owner's, or one owner's by the id. */
export type OwnerChoice = 'mine' | 'all' | number;

/** What was chosen last, by which login: another login on this computer has its own book. */
interface Kept {
  readonly login: string | null;
  readonly choice: OwnerChoice;
  /** Whose accounts that came to; null: every owner's. Known before the host has said who one is. */
  readonly ownerId: number | null;
}

const key = 'steward-owner';
const keptSchema = z.object({
  login: z.string().nullable(),
  choice: z.union([z.literal('mine'), z.literal('all'), z.number().int()]),
  ownerId: z.number().int().nullable(),
});

const kept = makeSignal<Kept | null>(readKept());

/** Whose accounts are shown before the host has said who one is. @returns null: every owner's */
export function ownerShownFirst(): number | null {
  return kept.get()?.ownerId ?? null;
}

/** What narrows a list to an owner's accounts; null: to nobody's. */
export function ofOwner(ownerId: number | null): { ownerIds?: number[] } {
  return ownerId === null ? {} : { ownerIds: [ownerId] };
}

interface OwnerInForce {
  readonly choice: OwnerChoice;
  /** Null: every owner's. */
  readonly ownerId: number | null;
  /** Who one is among the owners; null for nobody of them. */
  readonly me: number | null;
  readonly choose: (choice: OwnerChoice) => void;
}

/**
 * Whose accounts Today, Accounts and Risk show. Until somebody chooses, those of the login's own manager; a login that
 * owns none sees everybody's. Remembered for the login.
 */
export function useOwnerChoice(): OwnerInForce {
  const stored = useSignal(kept);
  const who = useQuery(trpc.settings.me.queryOptions()).data;
  const inForce = who === undefined ? stored : keptBy(who, stored);
  // Known at once at the next start.
  useEffect(() => {
    if (inForce !== null && !isSame(inForce, kept.get())) keep(inForce);
  }, [inForce]);
  const me = who?.managerId ?? null;
  return {
    choice: inForce?.choice ?? 'all',
    ownerId: inForce?.ownerId ?? null,
    me,
    choose: (choice) => keep({ login: who?.login ?? null, choice, ownerId: ownerOf(choice, me) }),
  };
}

/** What this login chose, or what it begins with. */
function keptBy({ login, managerId, ownAccounts }: Me, stored: Kept | null): Kept {
  const own = stored?.login === login ? stored.choice : null;
  const choice = own === null || (own === 'mine' && managerId === null) ? first(ownAccounts) : own;
  return { login, choice, ownerId: ownerOf(choice, managerId) };
}

function first(ownAccounts: number): OwnerChoice {
  return ownAccounts > 0 ? 'mine' : 'all';
}

function isSame(a: Kept, b: Kept | null): boolean {
  return b !== null && a.login === b.login && a.choice === b.choice && a.ownerId === b.ownerId;
}

function ownerOf(choice: OwnerChoice, me: number | null): number | null {
  if (choice === 'all') return null;
  return choice === 'mine' ? me : choice;
}

function keep(next: Kept): void {
  localStorage.setItem(key, JSON.stringify(next));
  kept.set(next);
}

function readKept(): Kept | null {
  try {
    return keptSchema.parse(JSON.parse(localStorage.getItem(key) ?? 'null'));
  } catch {
    return null;
  }
}
