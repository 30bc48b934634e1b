import { type AuditFilter, auditFilterSchema } from '../../../../src-preload/contract/audit/audit';
import { readParts } from '../../../ui/address/read-parts';

/** What the address of the audit carries, so that back and links find the same rows. */
export interface AuditSearch {
  readonly filter?: AuditFilter;
}

/** Reads the address part by part: what doesn't fit is left out. */
export function readAuditSearch(search: Record<string, unknown>): AuditSearch {
  const filter: AuditFilter | undefined = readParts(auditFilterSchema, search['filter']);
  return filter === undefined ? {} : { filter };
}
