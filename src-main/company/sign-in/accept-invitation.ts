import {
  addressText,
  type CompanyAddress,
  placeText,
} from '../../../src-preload/contract/company/company-address';
import {
  type Invitation,
  keepsItsPassword,
  readInvitation,
} from '../../../src-preload/contract/company/invitation';
import { parseAddress } from '../../lib/company-address';
import { errorCode } from '../../lib/error-code';
import { StewardError } from '../../lib/steward-error';
import type { CompanySession } from '../company-session';
import { inTransaction } from '../in-transaction';
import { refuseWeakPassword, setOwnPassword } from './own-password';
import { isRefusedPassword, visit } from './visit';

export interface OpenedInvitation {
  /** Of the file. */
  readonly text: string;
  /** For the first sign-in, where the file doesn't hold it; or the password that the login keeps. */
  readonly oneTime: string | null;
  /** The one that was chosen; null where the login keeps the one it has. */
  readonly password: string | null;
}

/**
 * Comes as the invited login, sees that the database is the company's that invited, puts the chosen password in place of the
 * one-time one, and says so there: all of it or nothing. Done once more, after an answer was lost, it ends in the same.
 * @param now ms since 1970
 * @returns the address to connect to, with the password that holds from now on
 * @throws StewardError in a sentence for each kind of invitation that opens nothing
 */
export async function acceptInvitation(opened: OpenedInvitation, now: number): Promise<string> {
  const invitation = readInvitation(opened.text);
  if (invitation === null) throw notAnInvitation();
  const address = parseAddress(invitation.url);
  const first = invitation.password ?? opened.oneTime ?? '';
  if (first === '')
    throw invalid('This invitation holds no password. Enter the one that you were given with it.');
  const visitAs = (password: string, use: (session: CompanySession) => Promise<void>) =>
    visit(address, password, async (session) => {
      await refuseOtherCompany(session, address, invitation);
      await use(session);
    });
  if (keepsItsPassword(invitation)) {
    await visitAs(first, async () => {});
    return addressText(address, first);
  }
  const password = opened.password ?? '';
  refuseWeakPassword(password, { login: address.login, before: first });
  try {
    await visitAs(first, (session) => takeOver(session, password));
  } catch (error) {
    if (!isRefusedPassword(error)) throw error;
    // It may have been done before, and only the answer was lost.
    await visitAs(password, accept).catch((again: unknown) => {
      throw isRefusedPassword(again) ? opensNothing(address, invitation, now) : again;
    });
  }
  return addressText(address, password);
}

async function takeOver(session: CompanySession, password: string): Promise<void> {
  await inTransaction(session, async () => {
    await setOwnPassword(session, password);
    await accept(session);
  });
}

async function accept(session: CompanySession): Promise<void> {
  await session.query('SELECT customer_success.accept_invitation()');
}

async function refuseOtherCompany(
  session: CompanySession,
  address: CompanyAddress,
  { company }: Invitation,
): Promise<void> {
  const place = `The database ${address.database} at ${placeText(address)}`;
  const found = await readCompany(session);
  if (found === 'none' || (found !== 'not a member' && found.id !== company.id))
    throw invalid(
      `${place} is not the company that this invitation is for (${company.name}). Nothing was changed there, and no password was set. Ask who invited you.`,
    );
  if (found === 'not a member' || !found.isMember)
    throw invalid(
      `${address.login} is no member of ${company.name} any more. Nothing was changed. Ask who invited you for another invitation.`,
    );
}

/** Codes of a schema, a table or a function that isn't there, and of a right that is missing. */
const notThere = new Set(['3F000', '42P01', '42883', '42703']);
const noRight = '42501';

async function readCompany(
  session: CompanySession,
): Promise<{ id: string; isMember: boolean } | 'none' | 'not a member'> {
  try {
    const { rows } = await session.query<{ id: string; isMember: boolean }>(
      `SELECT company_id::text AS id, customer_success.is_member() AS "isMember" FROM customer_success.sync_meta`,
    );
    return rows[0] ?? 'none';
  } catch (error) {
    if (errorCode(error) === noRight) return 'not a member';
    if (notThere.has(errorCode(error))) return 'none';
    throw error;
  }
}

/** The server says the same of a password that is over, of one that was changed, and of a login that is gone. */
function opensNothing({ login }: CompanyAddress, { validUntil }: Invitation, now: number): StewardError {
  return invalid(
    Date.parse(validUntil) <= now
      ? `This invitation was good until ${validUntil.slice(0, 10)} and opens nothing any more. Nothing was changed. Ask who invited you for another one.`
      : `The server doesn’t take this invitation’s password for ${login}: it was used already, or another one took its place. Nothing was changed. If you set a password then, connect with that one; else ask who invited you for another invitation.`,
  );
}

function notAnInvitation(): StewardError {
  return invalid(
    'This file is no invitation, or it was damaged on its way. Nothing was changed. Ask who invited you to send it once more.',
  );
}

function invalid(words: string): StewardError {
  return new StewardError('invalid_input', words);
}
