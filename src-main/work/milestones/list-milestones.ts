import type { ListedMilestone, MilestoneList } from '../../../src-preload/contract/milestones/milestones';
import {
  type Milestone,
  type Plan,
  readMilestones,
  readPlans,
} from '../../store/milestones/read-definitions';
import { readAssignments } from '../../store/milestones/read-progress';
import type { ReadDb } from '../../store/types';
import { ruleChecking } from '../rules/rule-checking';
import { sentenceOf } from './sentence-of';

/** All milestones and plans, by name. @param locked why the login may not change them; null: it may */
export function listMilestones(db: ReadDb, locked: string | null): MilestoneList {
  const [milestones, plans] = [readMilestones(db), readPlans(db)];
  const say = sentenceOf(db, ruleChecking(db));
  const followers = new Map<string, number>();
  for (const { planId } of readAssignments(db)) followers.set(planId, (followers.get(planId) ?? 0) + 1);
  return {
    milestones: milestones.map(
      ({
        prerequisites: _,
        definitionVersion: _version,
        comesAtOnce: _comes,
        ...milestone
      }): ListedMilestone => ({
        ...milestone,
        ...say(milestone.definition),
        usedBy: usersOf(milestone.id, milestones, plans),
      }),
    ),
    plans: plans.map((plan) => ({ ...plan, accounts: followers.get(plan.id) ?? 0 })),
    locked,
  };
}

/** Names of plans that hold a milestone, and of milestones that need it. */
export function usersOf(id: string, milestones: readonly Milestone[], plans: readonly Plan[]): string[] {
  return [
    ...plans.filter(({ definition }) => definition.milestones.includes(id)),
    ...milestones.filter(({ prerequisites }) => prerequisites.includes(id)),
  ].map(({ name }) => name);
}
