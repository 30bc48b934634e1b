import { isAddress, tellingsOf } from '../../lib/privacy/erased-words';
import type { FoundContact } from './find-person';
import type { Sweep } from './telling-match';

/** By which a person is known besides what the list of users says. */
export interface Told {
  readonly emails: readonly string[];
  readonly names: readonly string[];
}

/** By which words texts tell of a person, and in whose texts a name is theirs. */
export function whatTellsOf(contacts: readonly FoundContact[], { emails, names }: Told): Sweep {
  // Where the name is the address or the id, it is looked for already.
  const known = contacts.filter(({ erasedAt, isUnlisted }) => erasedAt === null && !isUnlisted);
  const telling = contacts.filter(({ idSaysWho }) => idSaysWho).map(({ externalId }) => externalId);
  const ids = [...telling, ...contacts.flatMap(({ mergedIds }) => mergedIds)];
  const addresses = [...emails, ...contacts.flatMap(({ email }) => email ?? []), ...ids.filter(isAddress)];
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
