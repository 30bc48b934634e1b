import { eq } from 'drizzle-orm';
import { isCustomerOn, stageOn } from '../accounts/in-force';
import { objects } from '../accounts/objections';
import { organizations } from '../schema/company';
import { accountSummaries } from '../schema/health';
import type { ReadDb, Tx } from '../types';

/** Features by the company's own ids, and those of a healthy account. */
export function readFeatureNumbers(db: ReadDb | Tx): {
  readonly byId: ReadonlyMap<string, number>;
  readonly core: ReadonlySet<number>;
} {
  const rows = db
    .prepared<[], { id: string; feature: number; kind: string }>(
      'select external_id as id, feature_id as feature, kind from features',
    )
    .all();
  return {
    byId: new Map(rows.map(({ id, feature }) => [id, feature])),
    core: new Set(rows.flatMap(({ kind, feature }) => (kind === 'core' ? [feature] : []))),
  };
}

/** By name, for those who write milestones. */
export function readFeatureChoices(db: ReadDb): { readonly id: string; readonly name: string }[] {
  return db
    .prepared<[], { id: string; name: string }>(
      'select external_id as id, name from features order by name collate nocase, feature_id limit 2000',
    )
    .all();
}

/** Licensed users of an account by the last scoring; null where nobody says. */
export function readSeats(db: ReadDb | Tx, organizationId: number): number | null {
  return (
    db
      .prepared<[number], number | null>('select seats from account_summaries where organization_id = ?')
      .pluck()
      .get(organizationId) ?? null
  );
}

/**
 * The zone by whose days an account counts days in a row; null: the company's. It is its own where the company could read it as one
 * and has laid the account's use by it.
 */
export function readOwnZone(db: ReadDb | Tx, organizationId: number): string | null {
  return (
    db
      .prepared<[number], string | null>(
        `select timezone from organizations o where organization_id = ?
            and exists (select 1 from activity_zone_days z where z.organization_id = o.organization_id)`,
      )
      .pluck()
      .get(organizationId) ?? null
  );
}

/** Whether an account names another zone than the company's. */
export function hasOtherZones(db: ReadDb | Tx): boolean {
  return (
    db
      .prepared<[], number>(
        `select 1 from organizations where timezone is not null
            and timezone <> coalesce((select zone from sync_state where id = 1), 'UTC') limit 1`,
      )
      .get() !== undefined
  );
}

/** Contacts of an account whose own progress nobody follows: they object, are the company's own, or have gone. */
export function readUnfollowed(db: ReadDb | Tx, organizationId: number): ReadonlySet<number> {
  return new Set(
    db
      .prepared<[number], number>(
        `select user_id from users u where organization_id = ?
            and (is_internal = 1 or deactivated_at is not null or ${objects('u')})`,
      )
      .pluck()
      .all(organizationId),
  );
}

/** Accounts that are customers on a day, with the stage that screens show. */
export function readStages(
  db: ReadDb,
  today: number,
): { readonly organizationId: number; readonly stage: string }[] {
  const { sql, params } = db
    .select({ organizationId: organizations.organizationId, stage: stageOn(db, today) })
    .from(organizations)
    .leftJoin(accountSummaries, eq(accountSummaries.organizationId, organizations.organizationId))
    .where(isCustomerOn(db, today))
    .toSQL();
  // Past drizzle's own reading, which is slow for many rows.
  return db
    .prepared<unknown[], [number, string]>(sql)
    .raw()
    .all(...params)
    .map(([organizationId, stage]) => ({ organizationId, stage }));
}

/** What people set at the company, progress and plans that they gave or ended, in one text that changes with it. */
export function handMark(db: ReadDb): string {
  return (
    db
      .prepared<[], string>(
        `select (select count(*) || ' ' || coalesce(sum(version), 0) from user_milestones where set_by is not null) || ' ' ||
                (select count(given_by) || ' ' || count(ended_at) || ' ' || coalesce(max(iif(given_by is null, 0, given_at)), 0) || ' ' ||
                        coalesce(max(ended_at), 0) from plan_assignments)`,
      )
      .pluck()
      .get() ?? ''
  );
}

const wholeSetting = 'milestones.whole';

/** By which milestones, plans and lease all accounts were counted last, and for which day; null: never. */
export function readWholeCount(db: ReadDb | Tx): string | null {
  return (
    db.prepared<[string], string>('select value from settings where key = ?').pluck().get(wholeSetting) ??
    null
  );
}

/** @param asOf to which instant of the company's clock the copy reached by which they were counted; null: it doesn't say */
export function writeWholeCount(tx: Tx, whole: string, asOf: number | null): void {
  const write = tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)');
  write.run(wholeSetting, whole);
  if (asOf !== null) write.run(untoldSetting, String(asOf));
}

const untoldSetting = 'milestones.whole_untold';

/** As of when all accounts were counted, where the company has not heard of it; null: it has. */
export function readUntoldWholeCount(db: ReadDb): number | null {
  const value = db
    .prepared<[string], string>('select value from settings where key = ?')
    .pluck()
    .get(untoldSetting);
  return value === undefined ? null : Number(value);
}

/** One of since then still has to be told. */
export function settleWholeCount(tx: Tx, asOf: number): void {
  tx.prepared<[string, string]>('delete from settings where key = ? and value = ?').run(
    untoldSetting,
    String(asOf),
  );
}
