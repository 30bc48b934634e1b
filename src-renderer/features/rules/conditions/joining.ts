import type { ConditionGroup } from '../../../../src-preload/contract/rules/condition';

export const joinings = ['all', 'some', 'not-all', 'none'] as const;
/** A group's word and whether it is turned round, as one choice of four. */
export type Joining = (typeof joinings)[number];

export const joiningWords: Readonly<Record<Joining, string>> = {
  all: 'All of these hold',
  some: 'At least one of these holds',
  'not-all': 'Not all of these hold',
  none: 'None of these holds',
};

export function joiningOf({ combinator, not }: ConditionGroup): Joining {
  if (combinator === 'and') return not ? 'not-all' : 'all';
  return not ? 'none' : 'some';
}

export function withJoining(group: ConditionGroup, joining: Joining): ConditionGroup {
  const { not: _not, ...rest } = group;
  const combinator = joining === 'all' || joining === 'not-all' ? 'and' : 'or';
  return { ...rest, combinator, ...((joining === 'not-all' || joining === 'none') && { not: true }) };
}

/** Between two conditions. */
export function joinWords(group: ConditionGroup): string {
  return joiningOf(group) === 'none' ? 'nor' : group.combinator;
}
