import type { StoredActivityState } from '../reads/scoring-activity';
import type { Tx } from '../types';

/** Stores what was folded of an organization's activity. */
export function putActivityState(
  tx: Tx,
  organizationId: number,
  { throughDay, layout, payload }: StoredActivityState,
): void {
  tx.prepared<[number, number, number, Uint8Array]>(
    'replace into activity_state (organization_id, through_day, layout, payload) values (?, ?, ?, ?)',
  ).run(organizationId, throughDay, layout, payload);
}

export function removeActivityState(tx: Tx, organizationId: number): void {
  tx.prepared<[number]>('delete from activity_state where organization_id = ?').run(organizationId);
}

/** The organization's pages are folded again; marks that come later stay. */
export function clearDirty(tx: Tx, organizationId: number): void {
  tx.prepared<[number]>('delete from activity_dirty where organization_id = ?').run(organizationId);
}
