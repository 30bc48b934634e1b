import type { ActivityCompletion } from '../../../src-preload/contract/milestones/milestone-definition';
import type { CountedMilestone } from '../../engines/milestones/count-pages';
import { inOrder } from '../../engines/milestones/needs';
import type { Milestone, Plan } from '../../store/milestones/read-definitions';
import type { Assignment } from '../../store/milestones/read-progress';
import { readFeatureNumbers } from '../../store/milestones/what-counting-needs';
import type { ReadDb } from '../../store/types';

/** What is counted for an account: the milestones of its plans, each after what it needs. */
export interface AccountMilestones {
  readonly organizationId: number;
  readonly milestones: readonly Milestone[];
}

/** Which milestones each account follows. Plans that are gone are followed by nobody. */
export function milestonesOfAccounts(
  assignments: readonly Pick<Assignment, 'organizationId' | 'planId'>[],
  plans: readonly Plan[],
  milestones: readonly Milestone[],
): AccountMilestones[] {
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]));
  const planById = new Map(plans.map((plan) => [plan.id, plan]));
  const wanted = new Map<number, string[]>();
  for (const { organizationId, planId } of assignments) {
    const own = planById.get(planId)?.definition.milestones ?? [];
    wanted.set(organizationId, [...(wanted.get(organizationId) ?? []), ...own]);
  }
  const ordered = new Map<string, Milestone[]>();
  return [...wanted].map(([organizationId, ids]) => {
    const key = ids.join();
    const known = ordered.get(key) ?? inOrder(ids, byId);
    ordered.set(key, known);
    return { organizationId, milestones: known };
  });
}

/** How a milestone's rule counts, with the store's numbers of its features. Only for those that use completes. */
export type RuleOf = (milestone: Milestone, seats: number | null) => CountedMilestone | null;

export function ruleOf(db: ReadDb): RuleOf {
  const { byId, core } = readFeatureNumbers(db);
  const featuresOf = (features: ActivityCompletion['features']): ReadonlySet<number> | null => {
    if (features === 'any') return null;
    if (features === 'core') return core;
    return new Set(features.flatMap((id) => byId.get(id) ?? []));
  };
  return ({ id, definition: { audience, completion } }, seats) => {
    if (completion.by !== 'activity') return null;
    const { measure, features, withinDays, target } = completion;
    return {
      id,
      audience,
      rule: {
        measure,
        features: featuresOf(features),
        withinDays: measure === 'streak' ? null : withinDays,
        target: measure === 'seat_share' ? seatsWanted(target, seats) : target,
      },
    };
  };
}

/** Of how many people so many percent of the seats are, rounded up; null where nobody says how many seats there are. */
export function seatsWanted(percent: number, seats: number | null): number | null {
  return seats === null || seats <= 0 ? null : Math.max(1, Math.ceil((percent * seats) / 100 - 1e-9));
}
