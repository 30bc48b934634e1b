import { createContext, use } from 'react';
import type { ConditionGroup } from '../../../../src-preload/contract/rules/condition';
import type { Fact } from '../../../../src-preload/contract/rules/fact';
import type { Path } from './condition-tree';
import type { ConditionFinding } from './faults-of';

/** A saved segment that a condition may name. */
export interface NamedSegment {
  readonly id: string;
  readonly name: string;
}

/** What every row of the builder works with. */
export interface Building {
  readonly tree: ConditionGroup;
  /** @param focus the part that has the focus then; null leaves it where it is */
  readonly change: (tree: ConditionGroup, focus?: string | null) => void;
  readonly facts: readonly Fact[];
  readonly factOf: (name: string) => Fact | undefined;
  readonly segments: readonly NamedSegment[];
  readonly faultsAt: (path: Path) => readonly ConditionFinding[];
  /** Whether what isn't filled in yet is told as a mistake, too. */
  readonly isStrict: boolean;
  readonly readOnly: boolean;
}

export const BuildingContext = createContext<Building | null>(null);

export function useBuilding(): Building {
  const building = use(BuildingContext);
  if (building === null) throw new Error('a part of the builder stands outside of it');
  return building;
}
