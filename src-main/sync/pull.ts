import { dayOfInstant } from '../lib/day';
import { type CopiedTable, copiedTables, pageTableNames } from '../store/copied-tables';
import { type Held, type LoadState, readSyncState, type SyncState } from '../store/reads/read-sync-state';
import { writeTransaction } from '../store/write-transaction';
import type { Place } from '../store/writes/sync-place';
import { purgeCopy } from '../store/writes/sync-purge';
import { writeSyncState } from '../store/writes/sync-state';
import { applyPull } from './apply-pull';
import { type ChangeLog, readChangeLog } from './change-log';
import { type CompanyState, readCompanyState } from './company-state';
import { inSnapshot } from './connect';
import type { AppliedChange, LoadNeed, SyncContext } from './context';
import { fetchRows, type Wanted } from './fetch-rows';
import { MassDeletion } from './mass-deletion';
import { isCheckDue, joined, repair } from './repair';
import { requireUsable, whyLoad } from './requirements';
import { readScopeChange, type ScopeChange } from './scope';

/** Above this many changes, loading afresh through the twins costs less than one long transaction. */
const mostChanges = 50_000;
/** As many gained organizations are filled in by the pull itself. */
const fewGained = 200;

export type PullOutcome =
  | { readonly kind: 'applied'; readonly change: AppliedChange; readonly asOf: number }
  | { readonly kind: 'held'; readonly held: Held }
  | { readonly kind: 'load'; readonly need: LoadNeed }
  | { readonly kind: 'revoked' };

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

export interface PullOptions {
  /** Compare the whole copy by checksum now; otherwise that happens about once a day. */
  readonly verify?: boolean;
}

/**
 * Brings the copy from its cursor to the company's present state, all or nothing.
 * @param load to complete: its twins are brought up to date and take the tables' place
 * @throws StewardError when the company's database can't be read by this Steward
 */
export async function pull(
  context: SyncContext,
  load: LoadState | null,
  options: PullOptions,
): Promise<PullOutcome> {
  const { store, connection } = context;
  const sync = readSyncState(store.read);
  const since = cursorOf(sync, load);
  return inSnapshot(connection, async () => {
    const company = await readCompanyState(connection, since);
    requireUsable(company);
    if (company.role === null) {
      writeTransaction(store, 'sync.revoke', purgeCopy);
      return { kind: 'revoked' };
    }
    const need = whyLoad(sync, company, context.rawEventDays, load);
    if (need !== null || since === null) {
      return { kind: 'load', need: need ?? { reason: 'first load', tables: copiedTables } };
    }
    const plan = await planPull(context, company, sync, since, load);
    if ('reason' in plan) return { kind: 'load', need: plan };
    const fetched = await fetchRows(connection, plan.wanted, plan.eventsFromDay);
    try {
      const pulled = writeTransaction(store, 'sync.apply', (tx) => applyPull(tx, context, plan, fetched));
      const change = isCheckDue(plan, options) ? joined(pulled, await repair(context, plan)) : pulled;
      return { kind: 'applied', change, asOf: company.now };
    } catch (error) {
      if (!(error instanceof MassDeletion)) throw error;
      writeTransaction(store, 'sync.hold', (tx) => writeSyncState(tx, { held: error.held }));
      return { kind: 'held', held: error.held };
    }
  });
}

/** A load of some tables leaves the others at their own, older cursor: the pull starts there for all. */
function cursorOf(sync: SyncState, load: LoadState | null): string | null {
  if (load === null) return sync.snapshot;
  return load.tables.length === copiedTables.length ? load.snapshot : sync.snapshot;
}

async function planPull(
  context: SyncContext,
  company: CompanyState,
  sync: SyncState,
  since: string,
  load: LoadState | null,
): Promise<PullPlan | LoadNeed> {
  const { connection, store } = context;
  const limit = load === null ? mostChanges : Number.MAX_SAFE_INTEGER - 1;
  const changes = await readChangeLog(connection, since, load?.snapshot ?? null, company.login, limit);
  if (changes === null) return { reason: 'more changes than a pull takes', tables: copiedTables };
  if (changes.emptied.has('activity')) return { reason: 'activity was emptied', tables: pageTableNames };
  if (load !== null && changes.membershipChanged) {
    return { reason: 'the membership changed while loading', tables: copiedTables };
  }
  const placeOf = (table: CopiedTable): Place => (load?.tables.includes(table) ? 'loading' : 'live');
  const scope = await readScopeChange(connection, store.read, company.scope, placeOf);
  if (load === null && scope.gained.length > Math.max(fewGained, scope.kept.length / 10)) {
    return { reason: 'many accounts came into sight', tables: copiedTables };
  }
  const lost = new Set(scope.lost);
  // While a load read its chunks, an account may have left this login's sight and come back: read it again whole.
  const moved = load === null ? [] : scope.kept.filter((id) => changes.movedOrganizations.has(id));
  const wanted: Wanted = {
    keys: changes.keys,
    whole: new Set([...changes.emptied].filter((table) => table !== 'activity')),
    organizationIds: [...scope.gained, ...moved],
    days: changes.days.filter((day) => !lost.has(day.organizationId)),
  };
  const eventsFromDay = Math.max(
    load?.eventsFromDay ?? sync.eventsFromDay ?? 0,
    firstEventDay(company, context.rawEventDays),
  );
  return { company, changes, scope, wanted, eventsFromDay, sync, load, placeOf };
}

/** @returns the first day of the recent window, today being its last */
export function firstEventDay(company: CompanyState, rawEventDays: number): number {
  return dayOfInstant(company.now) - rawEventDays + 1;
}
