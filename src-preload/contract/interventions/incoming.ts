import { z } from 'zod';
import { daySchema, instantSchema, organizationIdSchema, userIdSchema } from '../domain';
import { incomingKinds, replyHints } from './incoming-kinds';

/** Of a reply, whether somebody took care of it. */
export const replyPatchSchema = z.object({ answered: z.boolean() });

/** What followed from a mail that came in; what is not there did not. */
const followedSchema = z.object({
  suppressed: z.boolean().optional(),
  /** Sequences that ended. */
  ended: z.number().int().optional(),
  /** They count as gone from then on. */
  departure: z.boolean().optional(),
  /** Messages in a row that did not arrive for a passing reason. */
  in_a_row: z.number().int().optional(),
  /** Nobody knew whether the message had arrived. */
  arrived: z.boolean().optional(),
  /** They counted as gone, and are not. */
  back: z.boolean().optional(),
});
export type Followed = z.infer<typeof followedSchema>;

export const incomingMailSchema = z.object({
  mailId: z.uuid(),
  organizationId: organizationIdSchema,
  externalId: z.string(),
  account: z.string(),
  contactId: userIdSchema,
  /** Null: the contact left the list. */
  contact: z.string().nullable(),
  /** The contact's address by now; null: there is none. */
  address: z.string().nullable(),
  /** The message, and what it said. */
  runId: z.uuid(),
  about: z.string().nullable(),
  kind: z.enum(incomingKinds),
  cameAt: instantSchema,
  status: z.string().nullable(),
  /** What a mail server said. */
  said: z.string().nullable(),
  untilDay: daySchema.nullable(),
  hint: z.enum(replyHints).nullable(),
  fromName: z.string().nullable(),
  fromAddress: z.string().nullable(),
  subject: z.string().nullable(),
  words: z.string().nullable(),
  followed: followedSchema,
  answeredAt: instantSchema.nullable(),
  answeredBy: z.string().nullable(),
  /** That it says of the contact that they are there no more, as long as that stands. */
  departure: z
    .object({
      departureId: z.uuid(),
      /** Somebody here has said that they are there. */
      isPending: z.boolean(),
    })
    .nullable(),
  /** It is a reply that nobody has taken care of. */
  isWaiting: z.boolean(),
  /** What was decided here is on its way to the company. */
  isPending: z.boolean(),
});
export type IncomingMail = z.infer<typeof incomingMailSchema>;

/** waiting: replies that nobody has taken care of; replies: from people; others: from machines. */
export const incomingGroups = ['waiting', 'replies', 'machines', 'all'] as const;
export type IncomingGroup = (typeof incomingGroups)[number];
export const incomingInputSchema = z.object({
  group: z.enum(incomingGroups),
  organizationId: organizationIdSchema.optional(),
  contactId: userIdSchema.optional(),
  /** Of the accounts of one manager. */
  ownerId: z.number().int().optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(200),
});
export const incomingListSchema = z.object({
  total: z.number().int(),
  mails: z.array(incomingMailSchema).max(200),
  /** Of the last seven days: messages that servers take nothing of. */
  blocked: z.number().int(),
});

/** A mail in the mailbox that is about no message of the company’s. */
const unmatchedMailSchema = z.object({
  kind: z.enum(incomingKinds),
  /** forged: it bears a number that the company did not make. */
  why: z.enum(['forged', 'unknown']),
  cameAt: instantSchema,
  fromAddress: z.string().nullable(),
  subject: z.string().nullable(),
  machine: z.string().nullable(),
});
export type UnmatchedMail = z.infer<typeof unmatchedMailSchema>;
export const unmatchedMailsSchema = z.object({ mails: z.array(unmatchedMailSchema).max(200) });

export const settleReplyInputSchema = replyPatchSchema.extend({ mailId: z.uuid() });

/** That a mail says of a contact that they are there no more. */
export const departureSchema = z.object({
  departureId: z.uuid(),
  organizationId: organizationIdSchema,
  how: z.enum(['bounced', 'gone']),
  day: daySchema,
  /** Somebody here has said that they are there. */
  isPending: z.boolean(),
});
export const contactDepartureInputSchema = z.object({
  organizationId: organizationIdSchema,
  contactId: userIdSchema,
});
export const contactDepartureSchema = z.object({ departure: departureSchema.nullable() });
export const settleDepartureInputSchema = z.object({ departureId: z.uuid() });
