import type { MilestoneDefinition } from '../../../src-preload/contract/milestones/milestone-definition';
import type { PlanDefinition } from '../../../src-preload/contract/milestones/plan';
import type { OpenOperation } from './operation';

export type MilestoneKind = 'milestone.save' | 'milestone.remove';
export type PlanKind = 'plan.save' | 'plan.remove' | 'plan.assign';

interface StoredEntry<Definition> {
  readonly name: string;
  readonly definition: Definition;
  readonly author: string;
  readonly createdAt: number;
  readonly version: number;
  readonly isRemoved: boolean;
}
export type StoredMilestone = StoredEntry<MilestoneDefinition>;
export type StoredPlan = StoredEntry<PlanDefinition>;

/** The milestone as it is with one more operation. What was removed stays so. */
export function foldMilestone(
  milestone: StoredMilestone | null,
  operation: OpenOperation<MilestoneKind>,
): StoredMilestone | null {
  if (operation.kind === 'milestone.remove') return milestone && { ...milestone, isRemoved: true };
  return saved(milestone, operation.patch, operation);
}

/** The same of a success plan. Which account follows one is no part of it. */
export function foldPlan(plan: StoredPlan | null, operation: OpenOperation<PlanKind>): StoredPlan | null {
  if (operation.kind === 'plan.assign') return plan;
  if (operation.kind === 'plan.remove') return plan && { ...plan, isRemoved: true };
  return saved(plan, operation.patch, operation);
}

function saved<Definition>(
  entry: StoredEntry<Definition> | null,
  { name, definition }: { readonly name?: string | undefined; readonly definition?: Definition | undefined },
  { author, madeAt }: { readonly author: string; readonly madeAt: number },
): StoredEntry<Definition> | null {
  if (entry !== null)
    return { ...entry, name: name ?? entry.name, definition: definition ?? entry.definition };
  if (name === undefined || definition === undefined) return null;
  return { name, definition, author, createdAt: madeAt, version: 1, isRemoved: false };
}
