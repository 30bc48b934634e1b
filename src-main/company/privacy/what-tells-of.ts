import { isAddress, tellingsOf } from '../../lib/privacy/erased-words';
import type { FoundContact, WhoIsAsked } from './find-person';
import type { Sweep } from './telling-match';

/** By which words texts tell of a person, and in whose texts a name is theirs. @param names beside those of the list of users */
export function whatTellsOf(
  contacts: readonly FoundContact[],
  who: WhoIsAsked,
  names: readonly string[],
): Sweep {
  // Where the name is the address or the id, it is looked for already.
  const known = contacts.filter(({ erasedAt, isUnlisted }) => erasedAt === null && !isUnlisted);
  const telling = contacts.filter(({ idSaysWho }) => idSaysWho).map(({ externalId }) => externalId);
  const ids = [...telling, ...contacts.flatMap(({ mergedIds }) => mergedIds)];
  const addresses = [...addressesOf(contacts, who), ...ids.filter(isAddress)];
  return {
    emails: tellingsOf(addresses, []),
    names: tellingsOf(
      [],
      [...names, ...known.map(({ name }) => name)],
      ids.filter((id) => !isAddress(id)),
    ),
    accounts: [...new Set(contacts.map(({ organizationId }) => organizationId))],
  };
}

export function addressesOf(contacts: readonly FoundContact[], who: WhoIsAsked): string[] {
  return [...('email' in who ? [who.email] : []), ...contacts.flatMap(({ email }) => email ?? [])];
}
