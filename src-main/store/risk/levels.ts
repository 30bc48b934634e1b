import type { RiskLevel } from '../../../src-preload/contract/domain';
import type { Tx } from '../types';

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
