import { addressText, type CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { StewardError } from '../../lib/steward-error';
import { type Connection, connect } from '../../sync/wire/connect';

export interface CompanySessions {
  /** As whom this host comes, with the password; null while no company is connected. */
  readonly address: () => CompanyAddress | null;
  /** Whether the copy is locked: then nothing is read of it. */
  readonly isLocked: () => boolean;
  /** The only company that this is for; null: whichever is connected. */
  readonly onlyAt: CompanyAddress | null;
}

/**
 * Opens sessions at the company's database for what goes out and comes in, beside sync's own.
 * @returns opens one; the caller ends it. @throws StewardError `not_ready` where no company is connected, or the copy is locked
 */
export function openSessions({ address, isLocked, onlyAt }: CompanySessions) {
  return async (silenceTimeout?: number): Promise<Connection> => {
    const company = address();
    if (company === null || isLocked() || !isSame(company, onlyAt))
      throw new StewardError('not_ready', 'No company to send for is connected, or the copy is locked.');
    return connect({
      url: addressText(company, company.password),
      ...(silenceTimeout === undefined ? {} : { silenceTimeout }),
    });
  };
}

function isSame(company: CompanyAddress, only: CompanyAddress | null): boolean {
  return (
    only === null ||
    (company.host === only.host && company.port === only.port && company.database === only.database)
  );
}
