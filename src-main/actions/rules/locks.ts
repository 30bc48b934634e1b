import { isAtLeast, type Role } from '../../../src-preload/contract/roles';
import type { Rule } from '../../../src-preload/contract/rules/rule-entry';
import type { Segment } from '../../../src-preload/contract/rules/segment';
import { segmentsUnder } from '../../lib/rules/segments-named';
import { StewardError } from '../../lib/steward-error';
import type { SegmentUser } from './segment-users';

/** Whoever wants to change something. */
export interface Writer {
  readonly role: Role;
  readonly login: string;
}

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

const oneOf: Readonly<Record<SegmentUser['kind'], string>> = {
  rules: 'rule',
  sequences: 'sequence',
  plans: 'success plan',
  milestones: 'milestone',
};

/** The same of a segment: it may carry what concerns everybody’s accounts. */
export function segmentLock(
  segment: Pick<Segment, 'id' | 'author'>,
  { role, login }: Writer,
  standing: { readonly users: readonly SegmentUser[]; readonly segments: readonly Segment[] },
): string | null {
  if (role === 'admin') return null;
  if (!isAtLeast(role, 'manager')) return viewersRead;
  if (segment.author !== login)
    return `${segment.author} wrote this segment: only they and admins change it.`;
  const conditions = new Map(standing.segments.map(({ id, definition }) => [id, definition]));
  const carried = standing.users.find(
    ({ isEverybodys, named }) => isEverybodys && segmentsUnder(named, conditions).has(segment.id),
  );
  if (carried === undefined) return null;
  const { kind, name } = carried;
  const switched = kind === 'rules' || kind === 'sequences' ? ' and is or was switched on' : '';
  return `The ${oneOf[kind]} “${name}” stands on this segment${switched}: only admins change it.`;
}

/** @throws StewardError forbidden */
export function refuseLocked(lock: string | null): void {
  if (lock !== null) throw new StewardError('forbidden', lock);
}
