import type { Connection } from './connect';

/** What the company's database says of itself and of this login, on the snapshot being read. */
export interface CompanyState {
  /** Which company this is, whatever happens to its server; null where its schema doesn't say yet. */
  readonly companyId: string | null;
  /** Another one after a restore, a failover, or when the company says so. */
  readonly epoch: string;
  readonly schemaVersion: number;
  /** IANA name of the zone that its days are days of; UTC where its schema doesn't say yet. */
  readonly zone: string;
  /** ISO 4217: the currency of sums; null where nobody said, or its schema doesn't know. */
  readonly currency: string | null;
  /** Whether a milestone asks for days in a row, so that use by the days of accounts is copied. */
  readonly keepsZoneDays: boolean;
  /** This snapshot, as pg_snapshot. */
  readonly snapshot: string;
  /** Server time at which the snapshot was taken, milliseconds since 1970. */
  readonly now: number;
  readonly login: string;
  /** When the login's password ends by itself, milliseconds since 1970; null: never. */
  readonly passwordEndsAt: number | null;
  /** What the login's membership lets it do; null without a membership: then it may see nothing. */
  readonly role: string | null;
  /** Who of the company's managers the login is; null where it is nobody of them. */
  readonly managerId: number | null;
  /** A standby numbers its transactions for itself, so no cursor can come from it. */
  readonly standby: boolean;
  /** Whether every line since the given cursor is still in the log. */
  readonly retained: boolean;
  /** The given cursor has seen transactions that this server has not begun yet: it was set back to an earlier state. */
  readonly setBack: boolean;
  /** False where the log is of a history that has ended, in a restored dump or a crash. It can be begun again. */
  readonly historyStands: boolean;
  /** Whether its audit can be looked at with a pull. */
  readonly showsAudit: boolean;
  /** Fingerprint of the organizations the login sees; see `scopeOf`. Null: all there are, as at the last pull. */
  readonly scope: string | null;
}

/**
 * Ids of the organizations that row security shows the login. Its condition on this table (everything, or the book) is
 * one that no index answers; asked in two halves, of which one is never begun, a book is found by its own accounts.
 */
export const organizationsInSight = `
  select organization_id from customer_success.organizations where (select customer_success.sees_everything())
  union all
  select organization_id from customer_success.organizations
   where not (select customer_success.sees_everything())
     and organization_id = any (array(select customer_success.visible_organizations()))`;

/** Of sync_meta as `m`; a company of before lays no days by other zones. */
const keepsZoneDays = `coalesce((to_jsonb(m) ->> 'zone_days')::boolean, false)`;

/** Whether the company lays use by the days of accounts, as a load asks that reads outside of any pull. */
export async function readKeepsZoneDays(connection: Connection): Promise<boolean> {
  const [row] = await connection.query<{ keeps: boolean }>(
    `select ${keepsZoneDays} as keeps from customer_success.sync_meta m`,
  );
  return row?.keeps ?? false;
}

/**
 * @param since pg_snapshot of the last pull; null when there was none
 * @param knownAs the login of the last pull. Where this is the same and sees everything, the log tells which accounts came
 *   and went, and nobody has to look at all of them. Null: look.
 */
export async function readCompanyState(
  connection: Connection,
  since: string | null,
  knownAs: string | null,
): Promise<CompanyState> {
  const [state] = await connection.query<CompanyState>(
    `select to_jsonb(m) ->> 'company_id' as "companyId", m.epoch::text as epoch, m.schema_version as "schemaVersion",
            coalesce(to_jsonb(m) ->> 'zone', 'UTC') as zone, to_jsonb(m) ->> 'currency' as currency,
            ${keepsZoneDays} as "keepsZoneDays",
            pg_current_snapshot()::text as snapshot, floor(extract(epoch from now()) * 1000)::float8 as now,
            session_user::text as login,
            (select floor(extract(epoch from rolvaliduntil) * 1000)::float8 from pg_roles
              where rolname = session_user and isfinite(rolvaliduntil)) as "passwordEndsAt", pg_is_in_recovery() as standby,
            coalesce(pg_snapshot_xmin($1::pg_snapshot) >= m.min_retained_xid, true) as retained,
            coalesce(pg_snapshot_xmax($1::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()), false) as "setBack",
            coalesce((to_jsonb(m) ->> 'history_stands')::boolean, true) as "historyStands",
            to_regprocedure('customer_success.look_at_audit(pg_snapshot, jsonb)') is not null as "showsAudit",
            (select role from customer_success.memberships where login = session_user) as role,
            (select manager_id from customer_success.memberships where login = session_user) as "managerId",
            case when session_user = $2 and (select customer_success.sees_everything()) then null else
            (select md5(coalesce(string_agg(int4send(organization_id), ''::bytea order by organization_id), ''))
               from (${organizationsInSight}) o) end as scope
       from customer_success.sync_meta m`,
    [since, knownAs],
  );
  if (state === undefined) throw new Error('customer_success.sync_meta is empty');
  return state;
}
