import { isAtLeast, type Role } from '../../../src-preload/contract/roles';
import type { Rule } from '../../../src-preload/contract/rules/rule-entry';
import type { Segment } from '../../../src-preload/contract/rules/segment';
import { segmentsNamed, segmentsUnder } from '../../lib/rules/segments-named';
import { StewardError } from '../../lib/steward-error';

/** Whoever wants to change something. */
export interface Writer {
  readonly role: Role;
  readonly login: string;
}

/** What a rule says of itself to those who would change it. */
export type LockedRule = Pick<Rule, 'name' | 'author' | 'state' | 'definition'>;

const viewersRead = 'Only managers and admins write rules and segments.';

/** Why somebody may not change a rule, in words, as the company decides it too; null: they may. */
export function ruleLock(
  { author, state }: Pick<Rule, 'author' | 'state'>,
  { role, login }: Writer,
): string | null {
  if (role === 'admin') return null;
  if (!isAtLeast(role, 'manager')) return viewersRead;
  if (state !== 'draft')
    return 'This rule is or was switched on, and concerns everybody’s accounts: only admins change it. Save it under another name to go on with a draft of your own.';
  return author === login ? null : `${author} writes this draft: only they and admins change it.`;
}

export function switchLock({ role }: Writer): string | null {
  return role === 'admin'
    ? null
    : 'Only admins switch rules on and off: a rule concerns everybody’s accounts. Ask an admin to look at yours.';
}

/** The same of a segment: it may carry rules that are switched on. */
export function segmentLock(
  segment: Pick<Segment, 'id' | 'author'>,
  { role, login }: Writer,
  standing: { readonly rules: readonly LockedRule[]; readonly segments: readonly Segment[] },
): string | null {
  if (role === 'admin') return null;
  if (!isAtLeast(role, 'manager')) return viewersRead;
  if (segment.author !== login)
    return `${segment.author} wrote this segment: only they and admins change it.`;
  const conditions = new Map(standing.segments.map(({ id, definition }) => [id, definition]));
  const carried = standing.rules.find(
    ({ state, definition }) =>
      state !== 'draft' &&
      segmentsUnder(segmentsNamed(definition.conditions, definition.rearm), conditions).has(segment.id),
  );
  return carried === undefined
    ? null
    : `The rule “${carried.name}” stands on this segment and is or was switched on: only admins change it.`;
}

/** @throws StewardError forbidden */
export function refuseLocked(lock: string | null): void {
  if (lock !== null) throw new StewardError('forbidden', lock);
}
