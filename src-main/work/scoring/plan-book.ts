import type { AccountBatch, FollowedPlan, Move } from '../../engines/health/account-batch';
import { inOrder } from '../../engines/milestones/needs';
import { readHolidays } from '../../store/holidays/read-holidays';
import { readWorkedDays } from '../../store/holidays/read-worked-days';
import { type Milestone, readMilestones, readPlans } from '../../store/milestones/read-definitions';
import { readAccountBatch } from '../../store/scores/batch';
import { type GivenPlanRow, readGivenPlanRows, readMoveRows } from '../../store/scores/plan-rows';
import type { ReadDb, Tx } from '../../store/types';
import { type DueDay, dueDays } from '../milestones/due-days';

/** The company's success plans as scoring reads them, the same for all accounts of a run. */
export interface PlanBook {
  /** Changes with whatever the pace of any account hangs on besides its own rows; empty where there is no plan. */
  readonly mark: string;
  /** A plan's milestones, each after what it needs; undefined: there is no such plan any more. */
  readonly milestones: ReadonlyMap<string, readonly Milestone[]>;
  readonly dueDay: DueDay;
}

export function readPlanBook(db: ReadDb): PlanBook {
  const [plans, milestones] = [readPlans(db), readMilestones(db)];
  const byId = new Map(milestones.map((milestone) => [milestone.id, milestone]));
  const mark = JSON.stringify([
    plans.map(({ id, version }) => [id, version]),
    milestones.map(({ id, definitionVersion }) => [id, definitionVersion]),
    readWorkedDays(db),
    readHolidays(db).map(({ day, country }) => [day, country]),
  ]);
  return {
    mark: plans.length === 0 ? '' : mark,
    milestones: new Map(plans.map(({ id, definition }) => [id, inOrder(definition.milestones, byId)])),
    dueDay: dueDays(db),
  };
}

/** Everything scoring wants to know of these accounts besides their activity. @param ids ascending */
export function readScoredBatch(db: ReadDb | Tx, book: PlanBook, ids: readonly number[]): AccountBatch {
  const batch = readAccountBatch(db, ids);
  const given = book.milestones.size === 0 ? [] : readGivenPlanRows(db, ids);
  return given.length === 0 ? batch : { ...batch, plans: followedPlans(db, book, batch, given) };
}

/** By place in the batch. */
function followedPlans(
  db: ReadDb | Tx,
  { milestones, dueDay }: PlanBook,
  { organizationId }: AccountBatch,
  given: readonly GivenPlanRow[],
): ReadonlyMap<number, readonly FollowedPlan[]> {
  const moves = readMoves(db, [...new Set(given.map((row) => row.organizationId))]);
  const places = new Map([...organizationId].map((id, place) => [id, place]));
  const plans = new Map<number, FollowedPlan[]>();
  for (const row of given) {
    const [place, own] = [places.get(row.organizationId), milestones.get(row.planId)];
    if (place === undefined || own === undefined) continue;
    const { startedOn, givenOn, endedOn, isCounted } = row;
    const followed = own.map((milestone) => {
      const { id, name, prerequisites, comesAtOnce, isByHand, definition } = milestone;
      const { dueWorkingDays, audience } = definition;
      return {
        ...{ id, name, prerequisites, comesAtOnce, isByHand },
        dueOn: dueWorkingDays === null ? null : dueDay(row.country, startedOn, dueWorkingDays),
        isOfContacts: audience === 'contact',
        moves: moves.get(`${row.organizationId} ${id}`) ?? none,
      };
    });
    plans.set(place, [
      ...(plans.get(place) ?? []),
      { startedOn, givenOn, endedOn, isCounted, milestones: followed },
    ]);
  }
  return plans;
}

const none: readonly Move[] = [];

/** By `account milestone`. */
function readMoves(db: ReadDb | Tx, ids: readonly number[]): ReadonlyMap<string, readonly Move[]> {
  const moves = new Map<string, Move[]>();
  for (const { organizationId, milestoneId, day, progress, userId } of readMoveRows(db, ids)) {
    const key = `${organizationId} ${milestoneId}`;
    const own = moves.get(key) ?? [];
    moves.set(key, own);
    own.push({ day, progress, userId });
  }
  return moves;
}
