import { addressText, type CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { connectCompany } from '../connect-company';

/** Signs in with a password for one thing, within limits of time. */
export async function visit(
  address: CompanyAddress,
  password: string | null,
  use: (session: CompanySession) => Promise<unknown>,
): Promise<void> {
  const session = await connectCompany(addressText(address, password));
  try {
    await session.query(`SET statement_timeout = '30s'; SET lock_timeout = '10s'`);
    await use(session);
  } finally {
    await session.end().catch(() => {}); // the answer is here
  }
}

/** The server says the same of a wrong password, one that is over, and a login that is gone. */
export function isRefusedPassword(error: unknown): boolean {
  return error instanceof StewardError && errorCode(error.cause) === '28P01';
}
