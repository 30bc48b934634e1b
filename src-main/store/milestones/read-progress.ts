import { parseDay } from '../../lib/day';
import { companyDay } from '../copy/company-calendar';
import type { ReadDb, Tx } from '../types';
import { waitingAssignments, waitingProgress } from './waiting';

/** An account that follows a plan; days are whole days since 1970. */
export interface Assignment {
  readonly organizationId: number;
  readonly planId: string;
  readonly startedOn: number;
  /** Null: it was given by the plan's own stage and segment. */
  readonly givenBy: string | null;
  /** Whether what it asks of use and of facts has been looked at for the account. */
  readonly isCounted: boolean;
}

/** Plans that are followed now, with what was decided here and is still on its way. @param among these accounts; null: all */
export function readAssignments(db: ReadDb | Tx, among: readonly number[] | null = null): Assignment[] {
  const rows = db
    .prepared<[{ among: string }], [number, string, number, string | null, number | null]>(
      `select organization_id, plan_id, started_on, given_by, uncounted_at from plan_assignments
        where ended_at is null ${amongThese(among)} order by organization_id, row_id`,
    )
    .raw()
    .all({ among: JSON.stringify(among) })
    .map(
      ([organizationId, planId, startedOn, givenBy, uncountedAt]): Assignment => ({
        organizationId,
        planId,
        startedOn,
        givenBy,
        isCounted: uncountedAt === null,
      }),
    );
  const wanted = among === null ? null : new Set(among);
  const waiting = waitingAssignments(db).filter(({ organizationId }) => wanted?.has(organizationId) ?? true);
  if (waiting.length === 0) return rows;
  const standing = new Map(rows.map((row) => [keyOf(row), row]));
  for (const { startedOn, author, ...row } of waiting) {
    if (startedOn === null) standing.delete(keyOf(row));
    else
      standing.set(keyOf(row), {
        ...row,
        startedOn: parseDay(startedOn),
        givenBy: author,
        isCounted: false,
      });
  }
  return [...standing.values()];
}

/** Narrows a statement to some accounts, so that it finds them by their index; the same statement for all stays one of its own. */
function amongThese(among: readonly number[] | null): string {
  return among === null ? '' : 'and organization_id in (select value from json_each(@among))';
}

function keyOf({ organizationId, planId }: Pick<Assignment, 'organizationId' | 'planId'>): string {
  return `${organizationId} ${planId}`;
}

/** Which accounts ever had which plan: those don't get it again by themselves. */
export function readEverAssigned(db: ReadDb | Tx): ReadonlySet<string> {
  return new Set(
    db.prepared<[], string>(`select organization_id || ' ' || plan_id from plan_assignments`).pluck().all(),
  );
}

/** How far an account, or a contact of it, has come with a milestone. */
export interface ProgressRow {
  readonly organizationId: number;
  readonly userId: number | null;
  readonly milestoneId: string;
  readonly progress: number;
  readonly value: number | null;
  readonly target: number | null;
  readonly movedOn: number;
  readonly completedOn: number | null;
  readonly evidenceRemoved: boolean;
  /** Who set it by hand; null: it is counted. */
  readonly setBy: string | null;
  readonly reason: string | null;
  /** Whether it is as somebody set it here, on its way to the company. */
  readonly isPending: boolean;
}

/** @param among these accounts; null: all @param contacts whether those of contacts as well */
export function readProgress(
  db: ReadDb | Tx,
  among: readonly number[] | null = null,
  contacts = true,
): ProgressRow[] {
  type Row = Omit<ProgressRow, 'evidenceRemoved' | 'isPending'> & { readonly removed: number };
  const rows = db
    .prepared<[{ among: string }], Row>(
      `select organization_id as organizationId, user_id as userId, milestone_id as milestoneId, progress, value, target,
              moved_on as movedOn, completed_on as completedOn, evidence_removed as removed, set_by as setBy, reason
         from user_milestones where ${contacts ? 'true' : 'user_id is null'} ${amongThese(among)}`,
    )
    .all({ among: JSON.stringify(among) })
    .map(
      ({ removed, ...row }): ProgressRow => ({ ...row, evidenceRemoved: removed === 1, isPending: false }),
    );
  const waiting = waitingProgress(db).filter(({ organizationId }) => among?.includes(organizationId) ?? true);
  if (waiting.length === 0) return rows;
  const byKey = new Map(rows.map((row) => [subjectKey(row), row]));
  for (const set of waiting) {
    const before = byKey.get(subjectKey(set));
    const day = companyDay(db, set.madeAt);
    const { organizationId, userId, milestoneId, reason, author } = set;
    if (set.progress === null) {
      if (before !== undefined)
        byKey.set(subjectKey(set), { ...before, setBy: null, reason: null, isPending: true });
      continue;
    }
    const isDone = set.progress === 100;
    byKey.set(subjectKey(set), {
      ...{ organizationId, userId, milestoneId, reason, progress: set.progress },
      value: before?.value ?? null,
      target: before?.target ?? null,
      movedOn: day,
      completedOn: isDone ? (before?.completedOn ?? day) : null,
      evidenceRemoved: isDone && (before?.evidenceRemoved ?? false),
      setBy: author,
      isPending: true,
    });
  }
  return [...byKey.values()];
}

/** Says of which subject and milestone a row is. */
export function subjectKey({
  organizationId,
  userId,
  milestoneId,
}: Pick<ProgressRow, 'organizationId' | 'userId' | 'milestoneId'>): string {
  return `${organizationId} ${userId ?? 0} ${milestoneId}`;
}

/** A movement of progress, as the company wrote it down. */
export interface Movement {
  readonly id: number;
  readonly userId: number | null;
  readonly milestoneId: string;
  readonly day: number;
  readonly before: number;
  readonly progress: number;
  readonly value: number | null;
  readonly author: string | null;
  readonly reason: string | null;
}

/** An account's movements, the latest first. */
export function readMovements(db: ReadDb, organizationId: number, limit = 200): Movement[] {
  return db
    .prepared<[number, number], Movement>(
      `select row_id as id, user_id as userId, milestone_id as milestoneId, day, progress_before as before, progress, value, author, reason
         from milestone_progress_history where organization_id = ? order by row_id desc limit ?`,
    )
    .all(organizationId, limit);
}

/** How far accounts' own milestones are, and the day of their last movement: by milestone and account. */
export type Reached = ReadonlyMap<
  string,
  ReadonlyMap<number, { readonly progress: number; readonly movedOn: number }>
>;

/** Only what boards of many accounts need, with what was set here and is still on its way. @param among these accounts; null: all */
export function readReached(db: ReadDb | Tx, among: readonly number[] | null): Reached {
  const reached = new Map<string, Map<number, { progress: number; movedOn: number }>>();
  const rows = db
    .prepared<[{ among: string }], [number, string, number, number]>(
      `select organization_id, milestone_id, progress, moved_on from user_milestones
        where user_id is null ${amongThese(among)}`,
    )
    .raw()
    .all({ among: JSON.stringify(among) });
  const put = (organizationId: number, milestoneId: string, progress: number, movedOn: number) => {
    const own = reached.get(milestoneId);
    if (own === undefined) reached.set(milestoneId, new Map([[organizationId, { progress, movedOn }]]));
    else own.set(organizationId, { progress, movedOn });
  };
  for (const [organizationId, milestoneId, progress, movedOn] of rows)
    put(organizationId, milestoneId, progress, movedOn);
  for (const { organizationId, milestoneId, userId, progress, madeAt } of waitingProgress(db))
    if (userId === null && progress !== null)
      put(organizationId, milestoneId, progress, companyDay(db, madeAt));
  return reached;
}
