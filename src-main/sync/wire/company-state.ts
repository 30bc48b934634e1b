import type { Connection } from './connect';

/** What the company's database says of itself and of this login, on the snapshot being read. */
export interface CompanyState {
  /** Which company this is, whatever happens to its server; null where its schema doesn't say yet. */
  readonly companyId: string | null;
  /** Another one after a restore, a failover, or when the company says so. */
  readonly epoch: string;
  readonly schemaVersion: number;
  /** This snapshot, as pg_snapshot. */
  readonly snapshot: string;
  /** Server time at which the snapshot was taken, milliseconds since 1970. */
  readonly now: number;
  readonly login: string;
  /** What the login's membership lets it do; null without a membership: then it may see nothing. */
  readonly role: string | null;
  /** A standby numbers its transactions for itself, so no cursor can come from it. */
  readonly standby: boolean;
  /** Whether every line since the given cursor is still in the log. */
  readonly retained: boolean;
  /** The given cursor has seen transactions that this server has not begun yet: it was set back to an earlier state. */
  readonly setBack: boolean;
  /** False where the log is of a history that has ended, in a restored dump or a crash. It can be begun again. */
  readonly historyStands: boolean;
  /** Fingerprint of the organizations the login sees; see `scopeOf`. */
  readonly scope: string;
}

/** @param since pg_snapshot of the last pull; null when there was none */
export async function readCompanyState(connection: Connection, since: string | null): Promise<CompanyState> {
  const [state] = await connection.query<CompanyState>(
    `select to_jsonb(m) ->> 'company_id' as "companyId", m.epoch::text as epoch, m.schema_version as "schemaVersion",
            pg_current_snapshot()::text as snapshot, floor(extract(epoch from now()) * 1000)::float8 as now,
            session_user::text as login, pg_is_in_recovery() as standby,
            coalesce(pg_snapshot_xmin($1::pg_snapshot) >= m.min_retained_xid, true) as retained,
            coalesce(pg_snapshot_xmax($1::pg_snapshot) > pg_snapshot_xmax(pg_current_snapshot()), false) as "setBack",
            coalesce((to_jsonb(m) ->> 'history_stands')::boolean, true) as "historyStands",
            (select role from customer_success.memberships where login = session_user) as role,
            (select md5(coalesce(string_agg(int4send(organization_id), ''::bytea order by organization_id), ''))
               from customer_success.organizations) as scope
       from customer_success.sync_meta m`,
    [since],
  );
  if (state === undefined) throw new Error('customer_success.sync_meta is empty');
  return state;
}
