import { type EntityTableName, isEntityTable } from '../../store/copy/copied-tables';
import type { DayOfOrganization } from '../../store/copy/pages';
import { scorelessTables } from '../../store/copy/scoreless-tables';
import { firstInt4, lastInt4 } from '../wire/company-values';
import type { Connection } from '../wire/connect';

/** What the transactions that became visible since the cursor have touched. Which way, the current rows tell. */
export interface ChangeLog {
  /** Keys by table, each once. */
  readonly keys: ReadonlyMap<EntityTableName, ReadonlySet<number>>;
  readonly days: readonly DayOfOrganization[];
  /** Tables that were emptied with TRUNCATE; for activity, only when a load under way has not seen it. */
  readonly emptied: ReadonlySet<EntityTableName | 'activity'>;
  /** Accounts whose zone is another. */
  readonly rezoned: ReadonlySet<number>;
  /** Whether days of accounts began or ceased to be kept, and no load under way has seen it. */
  readonly zoneDaysTurned: boolean;
  /** Organizations behind the touched rows that a score may depend on. */
  readonly organizationIds: ReadonlySet<number>;
  /** Organizations whose own row was deleted, or whose owner was taken away: the log tells no difference. */
  readonly deletedOrganizations: ReadonlySet<number>;
  /** Organizations that changed hands. */
  readonly movedOrganizations: ReadonlySet<number>;
  /** Whether this login's own membership changed. */
  readonly membershipChanged: boolean;
}

export const noChanges: ChangeLog = {
  keys: new Map(),
  days: [],
  emptied: new Set(),
  rezoned: new Set(),
  zoneDaysTurned: false,
  organizationIds: new Set(),
  deletedOrganizations: new Set(),
  movedOrganizations: new Set(),
  membershipChanged: false,
};

interface Line {
  table: string;
  pk: string | null;
  organizationId: number | null;
  day: number | null;
  deleted: boolean;
  moved: boolean;
  /** Of a whole table only: whether it came after the given load began. */
  afterLoad: boolean;
}

/** What a load under way brings whole, so that it has seen whatever its own snapshot shows. */
export interface Bringing {
  readonly snapshot: string | null;
  readonly activity: boolean;
  readonly zoneDays: boolean;
}

/**
 * @param since pg_snapshot of the last pull. The difference of the two snapshots is exact whatever the order of
 *   commits: a transaction that was open at the last pull and has committed since is in it.
 * @param load being brought up to date: of what it brings, it has seen what befell whole tables before its snapshot
 * @param limit of distinct changes @returns null when there are more
 */
export async function readChangeLog(
  connection: Connection,
  since: string,
  load: Bringing,
  login: string,
  limit: number,
): Promise<ChangeLog | null> {
  const rows = await connection.query<Line>(
    `select table_name as "table", pk, organization_id as "organizationId",
            case day when 'infinity' then ${lastInt4} when '-infinity' then ${firstInt4}
                     else day - date '1970-01-01' end as day,
            bool_or(table_name = 'organizations' and new_scope is null) as deleted,
            bool_or(old_scope is distinct from new_scope) as moved,
            bool_or($2::pg_snapshot is null or not pg_visible_in_snapshot(xid, $2::pg_snapshot)) as "afterLoad"
       from customer_success.sync_log
      where xid >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(xid, $1::pg_snapshot)
      group by table_name, pk, organization_id, day
      limit $3`,
    [since, load.snapshot, limit + 1],
  );
  return rows.length > limit ? null : collect(rows, login, load);
}

function collect(lines: readonly Line[], login: string, load: Bringing): ChangeLog {
  const keys = new Map<EntityTableName, Set<number>>();
  const days: DayOfOrganization[] = [];
  const emptied = new Set<EntityTableName | 'activity'>();
  const organizationIds = new Set<number>();
  const deletedOrganizations = new Set<number>();
  const movedOrganizations = new Set<number>();
  const rezoned = new Set<number>();
  let zoneDaysTurned = false;
  let membershipChanged = false;
  for (const line of lines) {
    const { table, pk, organizationId } = line;
    if (organizationId !== null && !scorelessTables.has(table)) organizationIds.add(organizationId);
    if (table === 'activity') {
      if (organizationId !== null && line.day !== null)
        days.push({ organizationId, day: infinite(line.day) });
      else if (line.afterLoad || !load.activity) emptied.add('activity');
    } else if (table === 'activity_zone_days') {
      if (organizationId !== null) rezoned.add(organizationId);
      else zoneDaysTurned ||= line.afterLoad || !load.zoneDays;
    } else if (table === 'memberships') {
      membershipChanged ||= pk === null || pk === login;
    } else if (isEntityTable(table)) {
      if (pk !== null) keysOf(keys, table).add(Number(pk));
      else emptied.add(table);
    }
    if (table === 'organizations' && organizationId !== null) {
      if (line.deleted) deletedOrganizations.add(organizationId);
      if (line.moved) movedOrganizations.add(organizationId);
    }
  }
  return {
    keys,
    days,
    emptied,
    rezoned,
    zoneDaysTurned,
    organizationIds,
    deletedOrganizations,
    movedOrganizations,
    membershipChanged,
  };
}

function keysOf(keys: Map<EntityTableName, Set<number>>, table: EntityTableName): Set<number> {
  let found = keys.get(table);
  if (found === undefined) {
    found = new Set();
    keys.set(table, found);
  }
  return found;
}

function infinite(day: number): number {
  if (day === firstInt4) return -Infinity;
  return day === lastInt4 ? Infinity : day;
}
