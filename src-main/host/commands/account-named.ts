import { StewardError } from '../../lib/steward-error';
import { findOrganizations } from '../../store/accounts/organization-ids';
import type { ReadDb } from '../../store/types';

/**
 * The account that a command names, by the company's own id or its name.
 * @throws StewardError not_found; invalid_input where several are called so
 */
export function accountNamed(db: ReadDb, text: string): { readonly id: number; readonly name: string } {
  const [found, another] = findOrganizations(db, text);
  if (found === undefined) throw new StewardError('not_found', `No account has the id or the name ${text}.`);
  if (another !== undefined) {
    const ids = `${found.externalId}, ${another.externalId}`;
    throw new StewardError(
      'invalid_input',
      `Several accounts are called ${text}. Say which by its id: ${ids}…`,
    );
  }
  return found;
}
