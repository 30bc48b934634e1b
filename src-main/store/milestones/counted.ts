import type { ReadDb, Tx } from '../types';

/** What counting remembers of an account, through a day. */
export interface CountedState {
  readonly throughDay: number;
  readonly made: string;
  readonly payload: Uint8Array;
}

export function readCountedState(db: ReadDb | Tx, organizationId: number): CountedState | undefined {
  return db
    .prepared<[number], CountedState>(
      'select through_day as throughDay, made, payload from milestone_states where organization_id = ?',
    )
    .get(organizationId);
}

export function putCountedState(
  tx: Tx,
  organizationId: number,
  { throughDay, made, payload }: CountedState,
): void {
  tx.prepared<[number, number, string, Uint8Array]>(
    'replace into milestone_states (organization_id, through_day, made, payload) values (?, ?, ?, ?)',
  ).run(organizationId, throughDay, made, payload);
}

/** From which day on an account's use changed since it was counted; undefined: it didn't. */
export function readCountedDirty(db: ReadDb | Tx, organizationId: number): number | undefined {
  return db
    .prepared<[number], number>('select from_day from milestone_dirty where organization_id = ?')
    .pluck()
    .get(organizationId);
}

export function clearCountedDirty(tx: Tx, organizationId: number): void {
  tx.prepared<[number]>('delete from milestone_dirty where organization_id = ?').run(organizationId);
}

/** How far one has come by what is counted here. */
export interface CountedRow {
  readonly organizationId: number;
  /** 0: the account's own. */
  readonly userId: number;
  readonly milestoneId: string;
  /** Of the definition by which it was counted. */
  readonly version: number;
  readonly progress: number;
  readonly value: number | null;
  readonly target: number | null;
  /** The day on which it was looked at; whole days since 1970. */
  readonly movedOn: number;
  readonly completedOn: number | null;
}

/**
 * Writes what an account came to where it differs from what is there; only that has to be told to the company. Whom nobody follows any
 * more, and what belongs to none of its plans, goes.
 * @returns how many differ
 */
export function putCounted(tx: Tx, organizationId: number, rows: readonly CountedRow[]): number {
  const kept = new Set(rows.map(({ userId, milestoneId }) => `${userId} ${milestoneId}`));
  for (const { userId, milestoneId } of readCounted(tx, organizationId)) {
    if (kept.has(`${userId} ${milestoneId}`)) continue;
    tx.prepared<[number, number, string]>(
      'delete from milestone_progress where organization_id = ? and user_id = ? and milestone_id = ?',
    ).run(organizationId, userId, milestoneId);
  }
  const put = tx.prepared<(number | string | null)[]>(
    `insert into milestone_progress
       (organization_id, user_id, milestone_id, version, progress, value, target, moved_on, completed_on, is_told)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
     on conflict do update set version = excluded.version, progress = excluded.progress, value = excluded.value,
       target = excluded.target, moved_on = excluded.moved_on, completed_on = excluded.completed_on, is_told = 0
     where (version, progress, value, target, completed_on)
           is not (excluded.version, excluded.progress, excluded.value, excluded.target, excluded.completed_on)`,
  );
  let changed = 0;
  for (const row of rows) {
    const { organizationId, userId, milestoneId, version, progress, value, target, movedOn, completedOn } =
      row;
    changed += put.run(
      organizationId,
      userId,
      milestoneId,
      version,
      progress,
      value,
      target,
      movedOn,
      completedOn,
    ).changes;
  }
  return changed;
}

const columns = `organization_id as organizationId, user_id as userId, milestone_id as milestoneId, version, progress, value,
  target, moved_on as movedOn, completed_on as completedOn`;

export function readCounted(db: ReadDb | Tx, organizationId: number): CountedRow[] {
  return db
    .prepared<[number], CountedRow>(`select ${columns} from milestone_progress where organization_id = ?`)
    .all(organizationId);
}

/** What the company has not heard of yet. */
export function readUntold(db: ReadDb, limit: number): CountedRow[] {
  return db
    .prepared<[number], CountedRow>(
      `select ${columns} from milestone_progress where is_told = 0 order by organization_id, user_id limit ?`,
    )
    .all(limit);
}

/** What was counted anew meanwhile still has to be told. */
export function settleTold(tx: Tx, rows: readonly CountedRow[]): void {
  const settle = tx.prepared<(number | string | null)[]>(
    `update milestone_progress set is_told = 1
      where organization_id = ? and user_id = ? and milestone_id = ?
        and (version, progress, value, target, completed_on) is (?, ?, ?, ?, ?)`,
  );
  for (const { organizationId, userId, milestoneId, version, progress, value, target, completedOn } of rows)
    settle.run(organizationId, userId, milestoneId, version, progress, value, target, completedOn);
}

/** Under a lease of its own a desktop says once what there is: others may have told theirs since. */
export function tellAllAgain(tx: Tx): void {
  tx.prepared<[]>('update milestone_progress set is_told = 0 where is_told = 1 and progress > 0').run();
  tx.prepared<[]>('delete from outgoing_plans').run();
}

/** A plan that an account is to be given. */
export interface GivenPlan {
  readonly organizationId: number;
  readonly planId: string;
  readonly startedOn: number;
}

export function putGivenPlans(tx: Tx, given: readonly GivenPlan[]): void {
  const put = tx.prepared<[number, string, number]>(
    'insert or ignore into outgoing_plans (organization_id, plan_id, started_on) values (?, ?, ?)',
  );
  for (const { organizationId, planId, startedOn } of given) put.run(organizationId, planId, startedOn);
}

export function readGivenPlans(db: ReadDb, limit: number): GivenPlan[] {
  return db
    .prepared<[number], GivenPlan>(
      `select organization_id as organizationId, plan_id as planId, started_on as startedOn from outgoing_plans
        order by organization_id limit ?`,
    )
    .all(limit);
}

export function settleGivenPlans(tx: Tx, given: readonly GivenPlan[]): void {
  const settle = tx.prepared<[number, string]>(
    'delete from outgoing_plans where organization_id = ? and plan_id = ?',
  );
  for (const { organizationId, planId } of given) settle.run(organizationId, planId);
}
