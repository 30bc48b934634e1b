import { StewardError } from '../../lib/steward-error';
import { readManagerEmail } from '../../store/ctas/read-ctas';
import type { Tx } from '../../store/types';

/** Of a manager, by which the company knows them; null: nobody. @throws StewardError not_found for who left the team */
export function addressOf(tx: Tx, managerId: number | null): string | null {
  if (managerId === null) return null;
  const email = readManagerEmail(tx, managerId);
  if (email === undefined) throw new StewardError('not_found', 'Whom it is to be given to left the team.');
  return email;
}
