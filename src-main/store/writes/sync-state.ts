import type { CopiedTable } from '../copied-tables';
import { companySetting } from '../reads/read-company-id';
import { roleSetting } from '../reads/read-role';
import { type Held, type LoadState, readSyncState, type SyncState } from '../reads/read-sync-state';
import type { Tx } from '../types';

/** Changes the given fields of the one row, and leaves the others. */
export function writeSyncState(tx: Tx, change: Partial<SyncState>): void {
  const next = { ...readSyncState(tx), ...change };
  tx.prepared(
    `replace into sync_state (id, snapshot, epoch, schema_version, login, as_of, checked_at, load, held, raw_event_days, events_from_day)
     values (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    next.snapshot,
    next.epoch,
    next.schemaVersion,
    next.login,
    next.asOf,
    next.checkedAt,
    textOf(next.load),
    textOf(next.held),
    next.rawEventDays,
    next.eventsFromDay,
  );
}

function textOf(value: LoadState | Held | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

export function setTableRows(tx: Tx, table: CopiedTable, rows: number): void {
  tx.prepared<[string, number]>('replace into sync_tables (table_name, rows) values (?, ?)').run(table, rows);
}

/** @param companyId as the company's database says it; null: it doesn't */
export function writeCompanyId(tx: Tx, companyId: string | null): void {
  if (companyId === null) return;
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    companySetting,
    companyId,
  );
}

/** @param role of the login as the company's database says it; null: none any more */
export function writeRole(tx: Tx, role: string | null): void {
  if (role === null) {
    tx.prepared<[string]>('delete from settings where key = ?').run(roleSetting);
  } else {
    tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(roleSetting, role);
  }
}
