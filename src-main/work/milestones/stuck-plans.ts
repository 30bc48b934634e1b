import type { PlansSign } from '../../../src-preload/contract/milestones/plans-sign';
import { holdUpOf } from '../../engines/milestones/hold-up';
import { plansSign } from '../../engines/today/plans-sign';
import type { ReadDb } from '../../store/types';
import { planStandings } from './plan-standings';

/** What Today says of the plans that are stuck: of one owner's accounts, or of all (null). The board counts the same. */
export function stuckPlans(db: ReadDb, today: number, owner: number | null): PlansSign | null {
  const stuck = planStandings(db, today).filter(
    ({ pace, account }) => pace === 'stuck' && (owner === null || account.ownerId === owner),
  );
  return plansSign(
    stuck.flatMap(
      ({ milestones }) =>
        holdUpOf(milestones.map(({ milestone, ...paced }) => ({ ...paced, name: milestone.name }))) ?? [],
    ),
  );
}
