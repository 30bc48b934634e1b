import type { ReadDb, Tx } from '../types';

/** The copy’s number of a contact of an account by the company’s own id; undefined where the account has none of that id. */
export function contactNumber(
  db: ReadDb | Tx,
  organizationId: number,
  externalId: string,
): number | undefined {
  return db
    .prepared<[number, string], number>(
      'select user_id from users where organization_id = ? and external_id = ?',
    )
    .pluck()
    .get(organizationId, externalId);
}
