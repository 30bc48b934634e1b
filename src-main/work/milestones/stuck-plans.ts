import type { PlansSign } from '../../../src-preload/contract/milestones/plans-sign';
import { holdUpOf } from '../../engines/milestones/hold-up';
import { plansSign } from '../../engines/today/plans-sign';
import type { PlanStuck, Waiting } from '../../engines/today/today-facts';
import type { StuckOf } from '../../store/desk/read-today';
import type { ReadDb } from '../../store/types';
import { planStandings } from './plan-standings';

/** What Today says of the plans that are stuck: of one owner's accounts, or of all (null). The board counts the same. */
export function stuckPlans(db: ReadDb, today: number, owner: number | null): PlansSign | null {
  return plansSign(
    stuckAmong(db, today, null)
      .filter(({ ownerId }) => owner === null || ownerId === owner)
      .map(({ heldUp }) => heldUp),
  );
}

/** The same by account, the plans in the board's order: what Today's queue says of each. */
export const stuckByAccount: StuckOf = (db, today, among) => {
  const stuck = new Map<number, Waiting<PlanStuck>>();
  for (const { organizationId, plan, heldUp } of stuckAmong(db, today, among)) {
    const known = stuck.get(organizationId);
    stuck.set(organizationId, {
      first: known?.first ?? { plan, heldUp },
      count: (known?.count ?? 0) + 1,
      ...{ latestAt: null, latestDay: null },
    });
  }
  return stuck;
};

function stuckAmong(db: ReadDb, today: number, among: readonly number[] | null) {
  return planStandings(db, today, among).flatMap(({ pace, account, plan, milestones }) => {
    if (pace !== 'stuck') return [];
    const heldUp = holdUpOf(
      milestones.map(({ milestone, ...paced }) => ({ ...paced, name: milestone.name })),
    );
    const { organizationId, ownerId } = account;
    return heldUp === null ? [] : [{ organizationId, ownerId, plan: plan.name, heldUp }];
  });
}
