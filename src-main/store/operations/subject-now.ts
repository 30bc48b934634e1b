import type { OperationSubject } from '../../lib/operations/operation';
import type { Tx } from '../types';
import type { OutboxRow } from './outbox';

/** The company's own id of an account stays; its number may be another by now, and so may the account, by a merge. */
export function subjectNow(tx: Tx, row: OutboxRow): OperationSubject | null {
  const { companyId, organizationId, externalId } = row;
  if (organizationId === null || externalId === null) return null;
  const found = tx
    .prepared<[{ externalId: string }], { organizationId: number; externalId: string }>(
      `select organization_id as organizationId, external_id as externalId from organizations
        where external_id = @externalId
       union all
       select o.organization_id, o.external_id from merged_accounts m
         join organizations o on o.organization_id = m.organization_id where m.external_id = @externalId`,
    )
    .get({ externalId });
  return { companyId, organizationId, externalId, ...found };
}

/** The number in the copy of the account that an operation is about; what it was where the copy has it no more. */
export function organizationOf(tx: Tx, row: OutboxRow): number {
  return subjectNow(tx, row)?.organizationId ?? row.organizationId ?? 0;
}
