import { beforeEach } from 'vitest';
import {
  type MilestoneDefinition,
  newMilestone,
} from '../../../src-preload/contract/milestones/milestone-definition';
import { applyOne, type Colleague, operation } from '../../support/team';
import { teamForAllTests } from '../../support/team-for-all-tests';

type More = Parameters<typeof operation>[2];
export type Row = Record<string, unknown>;

export const today = new Date().toISOString().slice(0, 10);
export const dayBefore = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A team that writes milestones, begun anew before each test. */
export function teamWithMilestones() {
  const team = teamForAllTests();

  async function rows<Found extends object = Row>(sql: string, values: unknown[] = []): Promise<Found[]> {
    return (await team.company.admin.query<Found>(sql, values)).rows;
  }
  beforeEach(() =>
    rows(`DELETE FROM customer_success.milestone_definitions; DELETE FROM customer_success.success_plans;
          UPDATE customer_success.runner_lease SET held_until = NULL;
          DELETE FROM customer_success.operation_calls`),
  );

  const send = (who: Colleague, kind: string, patch: unknown, more: More = {}) =>
    applyOne(team.clients[who], operation(kind, patch, more));
  const save = (patch: object, more: More = {}, who: Colleague = 'ada') =>
    send(who, 'milestone.save', patch, { account: null, ...more });

  async function milestone(name: string, more: Partial<MilestoneDefinition> = {}): Promise<string> {
    const answer = await save({ name, definition: { ...newMilestone, ...more } });
    if (answer.outcome !== 'applied') throw new Error(JSON.stringify(answer));
    return answer.op_id as string;
  }
  const set = (patch: Row, who: Colleague = 'ann', more: More = {}) =>
    send(who, 'progress.set', { contact: null, reason: null, ...patch }, more);

  return { team, rows, send, save, milestone, set };
}
