import { StewardError } from '../../lib/steward-error';
import { endTurn, keepHeads } from '../../store/audit/remembered-heads';
import { companyDay } from '../../store/copy/company-calendar';
import { writeCompanyId } from '../../store/copy/company-id';
import {
  type CopiedTable,
  copiedTables,
  entityTable,
  isPageTable,
  type PageTableName,
} from '../../store/copy/copied-tables';
import { countEnded } from '../../store/copy/ended-entries';
import { countEntities } from '../../store/copy/entities';
import { writeMembership } from '../../store/copy/membership';
import { markAllDirty, removeEventsBefore } from '../../store/copy/pages';
import { type Place, promoteTwins } from '../../store/copy/place';
import { purgeOrganizations, purgeOrphans } from '../../store/copy/purge';
import { takeBackThrough } from '../../store/copy/set-aside';
import {
  readSyncState,
  readTableRows,
  setTableColumns,
  setTableRows,
  writeSyncState,
} from '../../store/copy/sync-state';
import { followMerges } from '../../store/desk/follow-merges';
import { markWhatIsSeen } from '../../store/operations/acknowledged';
import { markAllEntries, refoldMarked } from '../../store/operations/refold';
import type { Tx } from '../../store/types';
import type { AppliedChange, SyncContext } from '../wire/context';
import { applyRows, type TableChange } from './apply-rows';
import type { Fetched } from './fetch-rows';
import type { AuditLook } from './look-at-audit';
import { refuseMassDeletion } from './mass-deletion';
import type { PullPlan } from './pull-plan';
import { watchLateCounts } from './watch-late-counts';

/** What happened to each table: rows removed with lost organizations, and the change of single rows. */
interface Effects {
  /** Rows before, as screens see them. */
  readonly before: ReadonlyMap<CopiedTable, number>;
  readonly revoked: ReadonlyMap<CopiedTable, number>;
  readonly deleted: ReadonlyMap<CopiedTable, number>;
  readonly changes: ReadonlyMap<CopiedTable, TableChange>;
  /** Entries that showed no more, as the copy was before. */
  readonly ended: ReadonlyMap<CopiedTable, number>;
}

/**
 * Rows, cursor and, at the end of a load, the new tables: one transaction.
 * @throws MassDeletion when a person has to agree first
 */
export function applyPull(
  tx: Tx,
  context: SyncContext,
  plan: PullPlan,
  fetched: Fetched,
  audit: AuditLook | null,
): AppliedChange {
  refuseOvertaken(tx, plan);
  const before = new Map(readTableRows(tx).map(({ table, rows }) => [table, rows]));
  const noteLate = watchLateCounts(tx, plan);
  const { revoked, deleted } = purgeLost(tx, plan, mergedIn(fetched));
  const ended = new Map(copiedTables.map((table) => [table, endedIn(tx, plan, 'live', table)]));
  const changes = applyRows(tx, plan.wanted, fetched, plan.placeOf, context.clock.now());
  const effects = { before, revoked, deleted, changes, ended };
  const after = new Map(copiedTables.map((table) => [table, rowsAfter(tx, plan, effects, table)]));
  refuseMassDeletion(
    // Days of accounts are laid out of events, and go with the last milestone that asks for them.
    copiedTables
      .filter((table) => table !== 'activity_zone_days')
      .map((table) => deletionsOf(tx, plan, effects, after, table)),
    plan.sync.held,
  );
  for (const [table, rows] of after) if (rows !== before.get(table)) setTableRows(tx, table, rows);
  noteLate();
  if (plan.load !== null) completeLoad(tx, plan.load);
  if (plan.load !== null || plan.eventsFromDay > (plan.sync.eventsFromDay ?? 0))
    forgetOldEvents(tx, plan, after);
  writeSyncState(tx, {
    snapshot: plan.company.snapshot,
    epoch: plan.company.epoch,
    schemaVersion: plan.company.schemaVersion,
    zone: plan.company.zone,
    currency: plan.company.currency,
    login: plan.company.login,
    asOf: plan.company.now,
    rawEventDays: context.rawEventDays,
    eventsFromDay: plan.eventsFromDay,
    load: null,
    held: null,
    ...(plan.load === null ? {} : { checkedAt: plan.company.now }),
  });
  const isAnotherMember = writeMembership(tx, plan.company);
  writeCompanyId(tx, plan.company.companyId);
  const hasMerged = plan.load !== null || (changes.get('merged_accounts')?.put ?? 0) > 0;
  if (hasMerged) {
    followMerges(tx, plan.company.companyId);
    markAllEntries(tx);
  }
  markWhatIsSeen(tx, plan.company);
  if (audit !== null) keepAuditLook(tx, audit, plan.company.now);
  refoldMarked(tx);
  return { ...changeOf(plan, effects, after), isAnotherMember };
}

function keepAuditLook(tx: Tx, { present, inTurn }: AuditLook, now: number): void {
  keepHeads(tx, present, now);
  endTurn(tx, inTurn);
}

/** Another process may have pulled into the same store meanwhile: its cursor must not go back. */
function refuseOvertaken(tx: Tx, plan: PullPlan): void {
  const now = readSyncState(tx);
  if (now.snapshot !== plan.sync.snapshot || now.load?.snapshot !== plan.sync.load?.snapshot) {
    throw new StewardError('conflict', 'Another Steward has synced the same copy at the same moment.');
  }
}

/** Accounts of which the company now says that they are others. */
function mergedIn(fetched: Fetched): ReadonlySet<number> {
  return new Set(fetched.entities.get('merged_accounts')?.rows.map(({ key }) => key));
}

/**
 * Accounts that others took over go without asking, the login may no longer see them, and so do those that were merged:
 * their rows are another's. A deletion may be a mistake.
 */
function purgeLost(
  tx: Tx,
  plan: PullPlan,
  merged: ReadonlySet<number>,
): Pick<Effects, 'revoked' | 'deleted'> {
  const emptied = plan.changes.emptied.has('organizations');
  const isDeleted = (id: number) => emptied || (plan.changes.deletedOrganizations.has(id) && !merged.has(id));
  const { lost } = plan.scope;
  return {
    revoked: purgeOrganizations(
      tx,
      lost.filter((id) => !isDeleted(id)),
      plan.placeOf,
    ),
    deleted: purgeOrganizations(tx, lost.filter(isDeleted), plan.placeOf),
  };
}

function rowsAfter(tx: Tx, plan: PullPlan, effects: Effects, table: CopiedTable): number {
  const place = plan.placeOf(table);
  if (!isPageTable(table)) return countEntities(tx, place, entityTable(table));
  const start = place === 'live' ? effects.before.get(table) : plan.load?.progress[table]?.rows;
  const purged = (effects.revoked.get(table) ?? 0) + (effects.deleted.get(table) ?? 0);
  return (start ?? 0) - purged + (effects.changes.get(table)?.growth ?? 0);
}

function endedIn(tx: Tx, plan: PullPlan, place: Place, table: CopiedTable): number {
  const { load, wanted } = plan;
  if (isPageTable(table) || !(load !== null || wanted.keys.has(table) || wanted.whole.has(table))) return 0;
  return countEnded(tx, place, table, companyDay(tx, plan.company.now));
}

/** What people removed themselves, and the company lets go of in the end, is no mistake of a load. */
function deletionsOf(
  tx: Tx,
  plan: PullPlan,
  effects: Effects,
  after: ReadonlyMap<CopiedTable, number>,
  table: CopiedTable,
): { table: CopiedTable; deletes: number; rows: number } {
  const before = effects.before.get(table) ?? 0;
  const revoked = effects.revoked.get(table) ?? 0;
  // What a load leaves out was deleted at the company, as far as anyone can tell.
  const deletes =
    plan.placeOf(table) === 'loading'
      ? before - (after.get(table) ?? 0)
      : (effects.deleted.get(table) ?? 0) + (effects.changes.get(table)?.removed ?? 0);
  const swept = Math.max(0, (effects.ended.get(table) ?? 0) - endedIn(tx, plan, plan.placeOf(table), table));
  return { table, deletes: deletes - Math.min(swept, deletes), rows: before - revoked };
}

/** Pages by which use is folded or counted anew after a load. */
function pagesToMark(loaded: readonly CopiedTable[]): PageTableName[] {
  const hasZoneDays = loaded.includes('activity_zone_days');
  const hasActivity = loaded.some((table) => isPageTable(table) && table !== 'activity_zone_days');
  return [
    ...(hasActivity ? ['activity_daily' as const] : []),
    ...(hasZoneDays ? ['activity_zone_days' as const] : []),
  ];
}

function completeLoad(tx: Tx, load: NonNullable<PullPlan['load']>): void {
  const marking = pagesToMark(load.tables);
  for (const table of marking) markAllDirty(tx, table);
  markAllEntries(tx);
  promoteTwins(tx, load.tables);
  markAllEntries(tx);
  for (const table of marking) markAllDirty(tx, table);
  for (const table of load.tables) {
    takeBackThrough(tx, table, load.asideThrough);
    setTableColumns(tx, table, load.columns?.[table] ?? []);
  }
  purgeOrphans(tx);
}

function forgetOldEvents(tx: Tx, plan: PullPlan, after: ReadonlyMap<CopiedTable, number>): void {
  const forgotten = removeEventsBefore(tx, 'live', plan.eventsFromDay);
  setTableRows(tx, 'activity_events', (after.get('activity_events') ?? 0) - forgotten);
}

/** Kinds of features, rates and score settings stand in every account's figures; names of managers in none. */
function changeOf(
  plan: PullPlan,
  { changes, revoked, deleted }: Effects,
  after: ReadonlyMap<CopiedTable, number>,
): AppliedChange {
  if (plan.load !== null) {
    return {
      organizationIds: 'all',
      rows: plan.load.tables.reduce((sum, table) => sum + (after.get(table) ?? 0), 0),
    };
  }
  const changed = (table: CopiedTable) => {
    const change = changes.get(table);
    return (
      (change?.put ?? 0) + (change?.removed ?? 0) + (revoked.get(table) ?? 0) + (deleted.get(table) ?? 0)
    );
  };
  const rows = copiedTables.reduce((sum, table) => sum + changed(table), 0);
  const ofAll = ['features', 'exchange_rates', 'score_configurations'] as const;
  if (ofAll.some((table) => changed(table) > 0)) return { organizationIds: 'all', rows };
  const lost = new Set(plan.scope.lost);
  const touched = new Set([...plan.changes.organizationIds, ...plan.wanted.organizationIds]);
  return { organizationIds: [...touched].filter((id) => !lost.has(id)), rows };
}
