import { StewardError } from '../../lib/steward-error';
import { readExternalId } from '../../store/accounts/organization-ids';
import { readCompanyId } from '../../store/copy/company-id';
import type { Tx } from '../../store/types';

/** The account a decision is about, as whoever decides knows it. */
export interface AccountReference {
  /** Its number in the copy. */
  readonly organizationId: number;
  /** The company's own id of it, where it is known: another account under the same number is then refused. */
  readonly externalId?: string | undefined;
}

/**
 * The account as an entry about it is kept: numbers are given anew after a restore, the company and its own id of the
 * account stay.
 */
export interface AccountSubject {
  /** Null where the company's database doesn't say which company it is. */
  readonly companyId: string | null;
  readonly externalId: string;
  readonly organizationId: number;
}

/** @throws StewardError not_found, or conflict when the number means another account by now */
export function accountSubject(tx: Tx, { organizationId, externalId }: AccountReference): AccountSubject {
  const found = readExternalId(tx, organizationId);
  if (found === undefined) {
    throw new StewardError(
      'not_found',
      'This account is not in your copy: it was deleted, or it left your book of business.',
    );
  }
  if (externalId !== undefined && externalId !== found) {
    throw new StewardError(
      'conflict',
      'The company’s database was restored, and this number means another account now. Open the account anew and repeat what you did.',
    );
  }
  return { companyId: readCompanyId(tx), externalId: found, organizationId };
}
