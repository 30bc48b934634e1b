import { companyCalendar } from '../copy/company-calendar';
import type { ReadDb, Tx } from '../types';

/** A plan that an account was ever given, as the company has it; days are whole days since 1970. */
export interface GivenPlanRow {
  readonly organizationId: number;
  readonly country: string | null;
  readonly planId: string;
  readonly startedOn: number;
  readonly givenOn: number;
  /** 0: it wasn't ended. */
  readonly endedOn: number;
  /** Whether what it asks has been counted for the account. */
  readonly isCounted: boolean;
}

/** In the order in which they were given. */
export function readGivenPlanRows(db: ReadDb | Tx, ids: readonly number[]): GivenPlanRow[] {
  const calendar = companyCalendar(db);
  return db
    .prepared<[string], [number, string | null, string, number, number, number | null, number | null]>(
      `select a.organization_id, o.country, a.plan_id, a.started_on, a.given_at, a.ended_at, a.uncounted_at
         from plan_assignments a join organizations o on o.organization_id = a.organization_id
        where a.organization_id in (select value from json_each(?)) order by a.row_id`,
    )
    .raw()
    .all(JSON.stringify(ids))
    .map(([organizationId, country, planId, startedOn, givenAt, endedAt, uncountedAt]) => ({
      ...{ organizationId, country, planId, startedOn },
      givenOn: calendar.dayOf(givenAt),
      endedOn: endedAt === null ? 0 : calendar.dayOf(endedAt),
      isCounted: uncountedAt === null,
    }));
}

export interface MoveRow {
  readonly organizationId: number;
  readonly milestoneId: string;
  readonly day: number;
  readonly progress: number;
  /** 0: the account's own. */
  readonly userId: number;
}

/** Every movement of these accounts' milestones, in the order in which the company wrote them down. */
export function readMoveRows(db: ReadDb | Tx, ids: readonly number[]): MoveRow[] {
  return db
    .prepared<[string], MoveRow>(
      `select organization_id as organizationId, milestone_id as milestoneId, day, progress, coalesce(user_id, 0) as userId
         from milestone_progress_history
        where organization_id in (select value from json_each(?)) order by row_id`,
    )
    .all(JSON.stringify(ids));
}
