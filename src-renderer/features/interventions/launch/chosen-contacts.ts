import type { AccountToWriteTo } from '../../../../src-preload/contract/interventions/launch';

/** Whom one wants to write to: contacts by account. */
export type ChosenContacts = ReadonlyMap<number, ReadonlySet<number>>;

/** One of each account, the foremost; or the contact that was asked for. */
export function chosenAtFirst(
  accounts: readonly AccountToWriteTo[],
  contactId: number | undefined,
): ChosenContacts {
  return new Map(
    accounts.flatMap(({ organizationId, contacts }) => {
      const first = contacts.find((contact) => contact.contactId === contactId) ?? contacts[0];
      return first === undefined ? [] : [[organizationId, new Set([first.contactId])]];
    }),
  );
}

export function toggled(chosen: ChosenContacts, organizationId: number, contactId: number): ChosenContacts {
  const ofAccount = new Set(chosen.get(organizationId));
  if (!ofAccount.delete(contactId)) ofAccount.add(contactId);
  return new Map(chosen).set(organizationId, ofAccount);
}

/** @returns accounts of which nobody is chosen left out */
export function recipientsOf(
  chosen: ChosenContacts,
): { readonly organizationId: number; readonly contactIds: number[] }[] {
  return [...chosen].flatMap(([organizationId, ids]) =>
    ids.size === 0 ? [] : [{ organizationId, contactIds: [...ids] }],
  );
}

export function countChosen(chosen: ChosenContacts): number {
  return [...chosen.values()].reduce((sum, ids) => sum + ids.size, 0);
}

/** Without those who are not in the list, as another channel has it. */
export function chosenAmong(accounts: readonly AccountToWriteTo[], chosen: ChosenContacts): ChosenContacts {
  return new Map(
    accounts.map(({ organizationId, contacts }) => [
      organizationId,
      new Set(
        contacts.flatMap(({ contactId }) =>
          chosen.get(organizationId)?.has(contactId) === true ? [contactId] : [],
        ),
      ),
    ]),
  );
}
