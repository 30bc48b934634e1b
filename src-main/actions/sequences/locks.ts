import { isAtLeast } from '../../../src-preload/contract/roles';
import type { Sequence } from '../../../src-preload/contract/sequences/sequence';
import type { Writer } from '../rules/locks';

/** Why somebody may not change a sequence, in words, as the company decides it too; null: they may. */
export function sequenceLock(
  { author, state }: Pick<Sequence, 'author' | 'state'>,
  { role, login }: Writer,
): string | null {
  if (role === 'admin') return null;
  if (!isAtLeast(role, 'manager')) return 'Only managers and admins write sequences.';
  if (state !== 'draft')
    return 'This sequence is or was switched on, and concerns everybody’s accounts: only admins change it. Save it under another name to go on with a draft of your own.';
  return author === login ? null : `${author} writes this draft: only they and admins change it.`;
}

export function sequenceSwitchLock({ role }: Writer): string | null {
  return role === 'admin'
    ? null
    : 'Only admins switch sequences on and off: they concern everybody’s accounts. Ask an admin to look at yours.';
}
