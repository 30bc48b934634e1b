import type { Tx } from '../types';
import { type CopiedTable, copiedTables, entityTables, pageTableNames } from './copied-tables';
import { derivedTables, notedTables } from './derived-tables';
import { entityKeysOf, removeEntities } from './entities';
import { markCopiedEntries } from './entry-marks';
import { writeMembership } from './membership';
import { pagesOf, removePages } from './pages';
import { type Place, tableIn } from './place';
import { takeBackOf } from './set-aside';
import { writeSyncState } from './sync-state';

/**
 * Removes all that the copy holds of the organizations, and all that was computed from it. What the manager wrote
 * about them stays: it is the only copy, and shows again if they come back.
 * @returns rows removed (entries of pages), by table
 */
export function purgeOrganizations(
  tx: Tx,
  organizationIds: readonly number[],
  placeOf: (table: CopiedTable) => Place,
): Map<CopiedTable, number> {
  const removed = new Map<CopiedTable, number>();
  if (organizationIds.length === 0) return removed;
  for (const table of entityTables) {
    if (!table.ofOrganization) continue;
    const place = placeOf(table.name);
    removed.set(
      table.name,
      removeEntities(tx, place, table, entityKeysOf(tx, place, table, organizationIds)),
    );
  }
  for (const table of pageTableNames) {
    const place = placeOf(table);
    const pages = pagesOf(tx, place, table, organizationIds);
    removePages(tx, place, table, pages);
    removed.set(
      table,
      pages.reduce((sum, page) => sum + page.rows, 0),
    );
  }
  for (const table of copiedTables) takeBackOf(tx, table, organizationIds);
  const list = JSON.stringify(organizationIds);
  for (const table of [...derivedTables, ...notedTables]) {
    tx.prepared<[string]>(
      `delete from ${table} where organization_id in (select value from json_each(?))`,
    ).run(list);
  }
  return removed;
}

/** What was computed of organizations that the copy no longer has. */
export function purgeOrphans(tx: Tx): void {
  for (const table of [...derivedTables, ...notedTables]) {
    tx.prepared(
      `delete from ${table} where organization_id not in (select organization_id from organizations)`,
    ).run();
  }
}

/** Empties the whole copy and what was computed from it: the login may see nothing any more. */
export function purgeCopy(tx: Tx): void {
  markCopiedEntries(tx);
  const copies = copiedTables.map((table) => tableIn('live', table));
  for (const table of [
    ...copies,
    ...derivedTables,
    ...notedTables,
    'set_aside_rows',
    'sync_tables',
    'kept_files',
  ]) {
    tx.prepared(`delete from ${table}`).run();
  }
  for (const table of copiedTables) tx.run(`drop table if exists "${tableIn('loading', table)}"`);
  writeMembership(tx, { role: null, managerId: null });
  writeSyncState(tx, {
    snapshot: null,
    asOf: null,
    zone: 'UTC',
    currency: null,
    checkedAt: null,
    load: null,
    held: null,
    eventsFromDay: null,
  });
}
