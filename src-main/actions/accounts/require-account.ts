import { StewardError } from '../../lib/steward-error';
import { hasOrganization } from '../../store/accounts/organization-ids';
import type { Tx } from '../../store/types';

/** @throws StewardError not_found */
export function requireAccount(tx: Tx, organizationId: number): void {
  if (hasOrganization(tx, organizationId)) return;
  throw new StewardError(
    'not_found',
    'This account is not in your copy: it was deleted, or it left your book of business.',
  );
}
