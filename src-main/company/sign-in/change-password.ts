import { addressText } from '../../../src-preload/contract/company/company-address';
import { parseAddress } from '../../lib/company-address';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { inTransaction } from '../in-transaction';
import { refuseWeakPassword, setOwnPassword } from './own-password';
import { isRefusedPassword, visit } from './visit';

interface PasswordChange {
  readonly current: string;
  readonly next: string;
}

/**
 * Puts another password in place of the one that this desktop comes with. Done once more, after an answer was lost, it ends in
 * the same.
 * @param url of the company, as it is in use
 * @returns the address with the password that holds from now on
 * @throws StewardError `invalid_input` for a current one that is not it, or another one that breaks a rule
 */
export async function changePassword(url: string, { current, next }: PasswordChange): Promise<string> {
  const address = parseAddress(url);
  // Whoever finds a desktop open doesn't know it. Where none was needed to come in, there is none to know.
  if (address.password !== null && address.password !== current)
    throw new StewardError('invalid_input', 'The password of now is another one. Nothing was changed.', {
      current: 'is another one',
    });
  refuseWeakPassword(next, { login: address.login, before: address.password });
  try {
    await visit(address, address.password, (session) =>
      inTransaction(session, async () => {
        await setOwnPassword(session, next);
        await sayItIsTheirOwn(session);
      }),
    );
  } catch (error) {
    if (!isRefusedPassword(error)) throw error;
    // It may have been done before, and only the answer was lost.
    await visit(address, next, async () => {}).catch(() => {
      throw error;
    });
  }
  return addressText(address, next);
}

/** A company whose schema is older, or where the login is no member now, has nothing to be told. */
async function sayItIsTheirOwn(session: CompanySession): Promise<void> {
  try {
    await inTransaction(session, () => session.query('SELECT customer_success.accept_invitation()'));
  } catch (error) {
    if (!['42883', '42501', '3F000'].includes(errorCode(error))) throw error;
  }
}
