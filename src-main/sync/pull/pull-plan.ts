import { type CopiedTable, copiedTables, entityTables, pageTableNames } from '../../store/copy/copied-tables';
import type { Place } from '../../store/copy/place';
import type { LoadState, SyncState } from '../../store/copy/sync-state';
import type { CompanyState } from '../wire/company-state';
import type { LoadNeed, SyncContext } from '../wire/context';
import { firstEventDay, heldEventsFrom } from '../wire/event-window';
import { type ChangeLog, readChangeLog } from './change-log';
import { readScopeChange, type ScopeChange } from './scope';
import type { Wanted } from './wanted-pages';

/** Above this many changes, loading afresh through the twins costs less than one long transaction. */
const mostChanges = 50_000;
export const tooMuch: LoadNeed = { reason: 'more changes than a pull takes', tables: copiedTables };
/** Another login has others of these, whatever accounts it sees. */
const tablesOfLogins = entityTables.filter(({ ofLogin }) => ofLogin).map(({ name }) => name);
/** As many gained organizations are filled in by the pull itself. */
const fewGained = 200;

/** One consistent view of the company, and what the copy lacks of it. */
export interface PullPlan {
  readonly company: CompanyState;
  readonly changes: ChangeLog;
  readonly scope: ScopeChange;
  readonly wanted: Wanted;
  readonly eventsFromDay: number;
  readonly sync: SyncState;
  /** The load that this pull completes, or null. */
  readonly load: LoadState | null;
  readonly placeOf: (table: CopiedTable) => Place;
}

/** @param since pg_snapshot to start from @returns the need for a load where a pull can't or shouldn't do it */
export async function planPull(
  context: SyncContext,
  company: CompanyState,
  sync: SyncState,
  since: string,
  load: LoadState | null,
): Promise<PullPlan | LoadNeed> {
  const { connection, store } = context;
  const limit = load === null ? mostChanges : Number.MAX_SAFE_INTEGER - 1;
  // A load of other tables, or of one kind of activity alone, has left the rest as it was before it was emptied.
  const brings = (table: CopiedTable) => load?.tables.includes(table) ?? false;
  const bringing = {
    snapshot: load?.snapshot ?? null,
    activity: pageTableNames.every(brings),
    zoneDays: brings('activity_zone_days'),
  };
  const changes = await readChangeLog(connection, since, bringing, company.login, limit);
  if (changes === null) return tooMuch;
  if (changes.emptied.has('activity')) {
    const tables = new Set<CopiedTable>([...(load?.tables ?? []), ...pageTableNames]);
    return { reason: 'activity was emptied', tables: [...tables] };
  }
  if (changes.zoneDaysTurned) {
    const tables = new Set<CopiedTable>([...(load?.tables ?? []), 'activity_zone_days']);
    return { reason: 'days in a row are counted by the days of accounts, or no longer', tables: [...tables] };
  }
  if (load !== null && changes.membershipChanged) {
    return { reason: 'the membership changed while loading', tables: copiedTables };
  }
  const placeOf = (table: CopiedTable): Place => (load?.tables.includes(table) ? 'loading' : 'live');
  const scope = await readScopeChange(connection, store.read, company.scope, changes, placeOf);
  if (load === null && scope.gained.length > Math.max(fewGained, scope.kept.length / 10)) {
    return { reason: 'many accounts came into sight', tables: copiedTables };
  }
  // While a load read its chunks, an account may have left this login's sight and come back: read it again whole.
  const moved = load === null ? [] : scope.kept.filter((id) => changes.movedOrganizations.has(id));
  const visible = new Set([...scope.kept, ...scope.gained]);
  const wanted: Wanted = {
    keys: changes.keys,
    whole: new Set([
      ...[...changes.emptied].filter((table) => table !== 'activity'),
      ...(company.login === sync.login ? [] : tablesOfLogins),
    ]),
    organizationIds: [...scope.gained, ...moved],
    // The company may hold activity that outlived its account; nobody could look at it.
    days: changes.days.filter((day) => visible.has(day.organizationId)),
    rezoned: [...changes.rezoned].filter((id) => visible.has(id)),
    keepsZoneDays: company.keepsZoneDays,
  };
  const eventsFromDay = Math.max(
    heldEventsFrom(sync, load) ?? 0,
    firstEventDay(company, context.rawEventDays),
  );
  return { company, changes, scope, wanted, eventsFromDay, sync, load, placeOf };
}
