import { z } from 'zod';
import { instantSchema } from './domain';

/** A mail that a mail server of this machine took, and passed on to nobody. */
export const caughtMailSchema = z.object({
  /** The name of its file. */
  id: z.string().regex(/^\d{1,16}-\d{1,10}$/),
  at: instantSchema,
  from: z.string(),
  to: z.string(),
  subject: z.string(),
});
export type CaughtMail = z.infer<typeof caughtMailSchema>;

/** Null: this Steward has no such mailbox. */
export const mailboxSchema = z.object({ mails: z.array(caughtMailSchema).max(200) }).nullable();

export const mailIdInputSchema = caughtMailSchema.pick({ id: true });

export const openedMailSchema = caughtMailSchema.extend({
  html: z.string().nullable(),
  text: z.string(),
  headers: z.array(z.object({ name: z.string(), value: z.string() })).max(200),
});
export type OpenedMail = z.infer<typeof openedMailSchema>;
