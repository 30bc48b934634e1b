import { z } from 'zod';
import { organizationIdSchema } from './domain';

/** A link as it is copied: null where the company has no number of its own, which every company of today has. */
export const copiedLinkSchema = z.object({ link: z.string().nullable() });

/** What a link names: the company, and the account by the company's own id. */
export const linkedInputSchema = z.object({ company: z.uuid(), externalId: z.string().min(1).max(1000) });

/** Where it leads on this desktop. */
export const linkedSchema = z.discriminatedUnion('leads', [
  z.object({ leads: z.literal('here'), id: organizationIdSchema }),
  /** The copy is of another company. */
  z.object({ leads: z.literal('elsewhere') }),
  /** The copy has no such account. */
  z.object({ leads: z.literal('nowhere') }),
]);

/** `steward://<company>/account/<id>`: opens Steward at the account from a mail or a chat, on any desktop of the company. */
export function linkToAccount(company: string, externalId: string): string {
  // Some programs end a link at these.
  const part = encodeURIComponent(externalId).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `steward://${company}/account/${part}`;
}
