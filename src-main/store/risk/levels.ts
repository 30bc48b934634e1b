import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { ReadDb, Tx } from '../types';

/** Keeps an account's level of a day, where none was kept of that day. */
export function addPastRiskLevel(tx: Tx, organizationId: number, asOf: number, level: RiskLevel): void {
  tx.prepared<[number, number, string]>(
    'insert or ignore into risk_assessment_history (organization_id, as_of, level) values (?, ?, ?)',
  ).run(organizationId, asOf, level);
}

/** Keeps an account's level of a day, and no other of that day. @param level null: it is no customer, or nothing is known */
export function putRiskLevel(tx: Tx, organizationId: number, asOf: number, level: RiskLevel | null): void {
  if (level === null) {
    tx.prepared<[number, number]>(
      'delete from risk_assessment_history where organization_id = ? and as_of = ?',
    ).run(organizationId, asOf);
    return;
  }
  tx.prepared<[number, number, string]>(
    'replace into risk_assessment_history (organization_id, as_of, level) values (?, ?, ?)',
  ).run(organizationId, asOf, level);
}

/** The level kept last, up to a day; null where none was. */
export function readLastLevelDay(
  db: ReadDb | Tx,
  organizationId: number,
  upTo: number,
): { readonly day: number; readonly level: RiskLevel } | null {
  return (
    db
      .prepared<[number, number], { day: number; level: RiskLevel }>(
        `select as_of as day, level from risk_assessment_history where organization_id = ? and as_of <= ?
         order by as_of desc limit 1`,
      )
      .get(organizationId, upTo) ?? null
  );
}
