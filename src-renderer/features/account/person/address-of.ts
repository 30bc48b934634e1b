import type { Person } from '../../../../src-preload/contract/contacts';

/**
 * By which the company's database knows whose data is meant: the address, or an id that is one. Any other id may be another
 * person's in another account. Null: nothing tells.
 */
export function addressOf({ contact, externalId }: Person): string | null {
  return contact.email ?? (externalId.includes('@') ? externalId : null);
}
