import type { Store } from '../../../src-main/store/types';
import { writeTransaction } from '../../../src-main/store/write-transaction';
import {
  type ActivityCompletion,
  type MilestoneDefinition,
  newMilestone,
} from '../../../src-preload/contract/milestones/milestone-definition';
import type { PlanDefinition } from '../../../src-preload/contract/milestones/plan';

export function countedBy(more: Partial<Omit<ActivityCompletion, 'by'>>): ActivityCompletion {
  return { by: 'activity', measure: 'events', features: 'any', withinDays: null, target: 10, ...more };
}

/** An id as operations make them, by a number. */
export const idOf = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Milestones in a store as a pull leaves them. @returns their ids */
export function putMilestones(
  store: Store,
  milestones: readonly (Partial<MilestoneDefinition> & { readonly id: string; readonly name?: string })[],
): void {
  writeTransaction(store, 'test milestones', (tx) => {
    for (const { id, name = `Milestone ${id.slice(-2)}`, ...more } of milestones) {
      const definition = JSON.stringify({ ...newMilestone, ...more });
      tx.prepared<[string, string, string]>(
        `replace into milestone_definitions (milestone_id, name, definition, version, author, created_at)
         values (?, ?, ?, 1, 'ada', 0)`,
      ).run(id, name, definition);
      tx.prepared<[string, string]>(
        `insert into milestone_definition_versions (milestone_id, version, definition, author, made_at)
         values (?, 1, ?, 'ada', 0)`,
      ).run(id, definition);
    }
  });
}

export function putPlan(store: Store, id: string, more: Partial<PlanDefinition>, name = 'Onboarding'): void {
  const plan: PlanDefinition = {
    description: '',
    milestones: [],
    stage: null,
    segment: null,
    isOn: true,
    ...more,
  };
  writeTransaction(store, 'test plan', (tx) =>
    tx
      .prepared<[string, string, string]>(
        `replace into success_plans (plan_id, name, definition, version, author, created_at) values (?, ?, ?, 1, 'ada', 0)`,
      )
      .run(id, name, JSON.stringify(plan)),
  );
}

/** @param uncountedAt since when it has waited to be counted; null: it was */
export function assign(
  store: Store,
  planId: string,
  organizationId: number,
  startedOn: number,
  uncountedAt: number | null = null,
): void {
  writeTransaction(store, 'test assignment', (tx) =>
    tx
      .prepared<[number, string, number, number | null]>(
        'insert into plan_assignments (organization_id, plan_id, started_on, given_at, uncounted_at) values (?, ?, ?, 0, ?)',
      )
      .run(organizationId, planId, startedOn, uncountedAt),
  );
}
