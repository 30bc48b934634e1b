import { z } from 'zod';
import { instantSchema } from './domain';

const imapSchema = z
  .object({
    kind: z.literal('imap'),
    host: z
      .string()
      .trim()
      .min(1, 'write the name of the mail server')
      .max(253)
      .regex(/^[A-Za-z0-9.:-]+$/, 'write the name of the mail server, such as imap.acme.example'),
    port: z.number('write a number').int('write a whole number').min(1).max(65_535, 'at most 65535'),
    security: z.enum(['tls', 'starttls', 'none']),
    user: z.string().trim().min(1, 'write as whom the mailbox is read').max(200),
    password: z.string().max(500),
    folder: z.string().trim().min(1, 'write the name of a folder').max(200),
    /** Of a mail about a message; others stay as they are. */
    afterwards: z.enum(['leave', 'seen', 'move']),
    moveTo: z.string().trim().max(200),
    /** Somebody's own: nothing in it is changed, and of other mails nothing is told. */
    isOwn: z.boolean(),
  })
  .refine(({ security, host }) => security !== 'none' || /^(localhost|::1|127(\.\d{1,3}){3})$/.test(host), {
    message: 'without encryption a mailbox is read on this computer alone',
    path: ['security'],
  })
  .refine(({ afterwards, moveTo }) => afterwards !== 'move' || moveTo !== '', {
    message: 'write the folder that they are moved to',
    path: ['moveTo'],
  });

const folderSchema = z.object({
  kind: z.literal('folder'),
  path: z
    .string()
    .trim()
    .max(1000)
    .regex(/^(\/|[A-Za-z]:[\\/])[^\0]*$/, 'write the whole path of a folder, from its beginning'),
});

/** Where a computer reads what came back: a mailbox on a mail server, or a folder of its own in which mails are left as files. */
export const inboxAccountInputSchema = z.discriminatedUnion('kind', [imapSchema, folderSchema]);
export type InboxAccountInput = z.infer<typeof inboxAccountInputSchema>;

export const inboxStandingSchema = z.object({
  /** As a person knows it, without a password. */
  name: z.string(),
  isOwn: z.boolean(),
  /** When it was looked through last; null: never yet. */
  lookedAt: instantSchema.nullable(),
  /** Why it can't be read; null: it can. */
  trouble: z.string().nullable(),
  /** Why the company was not told of what lies there; null: it was. */
  untold: z.string().nullable(),
  /** Since Steward was started: mails about a message, others, and those that could not be read. */
  about: z.number().int(),
  other: z.number().int(),
  unreadable: z.number().int(),
});
export type InboxStanding = z.infer<typeof inboxStandingSchema>;

export const inboxAccountSchema = z.object({
  /** Null: this computer reads none. */
  inbox: inboxStandingSchema.nullable(),
  /** It was given for this start alone, by whoever started Steward. */
  isGiven: z.boolean(),
  /** Whether its password is kept beyond this session. */
  isKept: z.boolean(),
});
export type InboxAccount = z.infer<typeof inboxAccountSchema>;

export const inboxAccountTestSchema = z.object({ ok: z.boolean(), words: z.string() });
