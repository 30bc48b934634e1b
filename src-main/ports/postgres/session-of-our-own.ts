import type { CompanyAddress } from '../../../src-preload/contract/company/company-address';
import { placeText } from '../../../src-preload/contract/company/company-address';
import { StewardError } from '../../lib/steward-error';

/** Asks which of the server's processes answers. @returns its number */
export type AskProcess = () => Promise<number>;

/** Neighbours in a pool may take a session away between two looks, but hardly this often. */
const looks = 8;

/**
 * A pooler in transaction mode lends each transaction another of the server's sessions: settings would stay behind there for
 * others to stumble over, and what the next statement counts on would be gone. In session mode a session is ours until we
 * leave, so two clients never meet in one, and none ever finds itself in another.
 * @param first and `second` are connected at the same time, neither in a transaction
 * @throws StewardError where sessions are lent by the transaction
 */
export async function requireOwnSession(
  address: CompanyAddress,
  first: AskProcess,
  second: AskProcess,
): Promise<void> {
  const ofFirst = new Set<number>();
  const ofSecond = new Set<number>();
  for (let look = 0; look < looks; look += 1) {
    ofFirst.add(await first());
    ofSecond.add(await second());
    const meet = [...ofFirst].some((process) => ofSecond.has(process));
    if (meet || ofFirst.size > 1 || ofSecond.size > 1) throw lentByTransaction(address);
  }
}

function lentByTransaction(address: CompanyAddress): StewardError {
  return new StewardError(
    'not_ready',
    `${placeText(address)} is a connection pooler in transaction mode, and Steward needs a session of its own. Nothing was changed. Use the database’s direct address, or the pooler’s session mode (often another port).`,
  );
}
