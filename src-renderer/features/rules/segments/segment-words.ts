import type { UsedBy } from '../../../../src-preload/contract/rules/segment';
import { counted } from '../../../../src-preload/contract/words';

/** Conditions as a segment says them. @param sentence without capital and full stop; null while they make no sense */
export function segmentSentence(sentence: string | null): string {
  return sentence === null ? 'Not a whole sentence yet' : `Accounts of which ${sentence}.`;
}

/** What uses a segment, by name. @returns `2 rules (A, B) and 1 segment (C)`; `nothing` */
export function usedByWords({ rules, segments, sequences, plans, milestones }: UsedBy): string {
  const said = [
    named(rules, 'rule'),
    named(segments, 'segment'),
    named(sequences, 'sequence'),
    named(plans, 'success plan'),
    named(milestones, 'milestone'),
  ].filter((words) => words !== '');
  return said.join(' and ') || 'nothing';
}

/** Names of all that uses a segment. */
export function allUsers(usedBy: UsedBy): string[] {
  return Object.values(usedBy).flat();
}

function named(names: readonly string[], one: string): string {
  return names.length === 0 ? '' : `${counted(names.length, one)} (${names.join(', ')})`;
}
