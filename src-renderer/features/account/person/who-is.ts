import type { Person } from '../../../../src-preload/contract/contacts';
import type { WhoIsAsked } from '../../../../src-preload/contract/privacy';

/**
 * By what the company's database knows whose data is meant: the address, or an id that is one. Any other id may be another
 * person's in another account, so that it means this one contact alone.
 */
export function whoIs({ contact, externalId, account }: Person): WhoIsAsked {
  const email = contact.email ?? (externalId.includes('@') ? externalId : null);
  return email === null ? { contact: externalId, account: account.externalId } : { email };
}

/** What one types to confirm that this one is meant. */
export function proofOf(who: WhoIsAsked): string {
  return 'email' in who ? who.email : who.contact;
}
