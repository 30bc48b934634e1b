import type { z } from 'zod';
import type { foreseeInputSchema } from '../../../src-preload/contract/interventions/launch';
import { readExternalId } from '../../store/accounts/organization-ids';
import { readContact } from '../../store/notes/read-notes';
import type { ReadDb } from '../../store/types';

/** One account of a launch, as the company is asked about it. */
export interface Asked {
  readonly account: { readonly organizationId: number; readonly externalId: string };
  readonly contacts: ReadonlyMap<string, number>;
  readonly templateId: string | null;
  readonly sendAt: number | undefined;
  readonly despite: string | undefined;
  /** By which words of one's own go. */
  readonly channel: string | undefined;
}

/** In the company's own ids; who is not in the copy any more is left out. */
export function launchesToForesee(
  db: ReadDb,
  { to, templateId, send_at: sendAt, despite, channel }: z.infer<typeof foreseeInputSchema>,
): Asked[] {
  return to.flatMap(({ organizationId, contactIds }) => {
    const externalId = readExternalId(db, organizationId);
    const contacts = new Map<string, number>();
    for (const id of contactIds) {
      const contact = readContact(db, organizationId, id);
      if (contact !== undefined) contacts.set(contact, id);
    }
    if (externalId === undefined || contacts.size === 0) return [];
    return [{ account: { organizationId, externalId }, contacts, templateId, sendAt, despite, channel }];
  });
}
