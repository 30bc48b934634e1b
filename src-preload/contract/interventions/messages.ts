import { z } from 'zod';
import { accountReferenceSchema } from '../account';
import { instantSchema, organizationIdSchema, userIdSchema } from '../domain';
import { templateCategories } from '../templates/templates';
import { incomingMailSchema } from './incoming';
import { consentBases, consentPatchSchema, consentStates, decidePatchSchema } from './message-patches';
import { interventionStages } from './stages';

/** What was decided about a message here and is not in the copy yet. */
const onItsWaySchema = z.enum(['cancel', 'approve', 'reject', 'withdraw', 'settle']);

export const messageSchema = z.object({
  runId: z.uuid(),
  organizationId: organizationIdSchema,
  /** The company's own id of the account. */
  externalId: z.string(),
  account: z.string(),
  contactId: userIdSchema,
  /** Null: the contact left the list. */
  contact: z.string().nullable(),
  /** By which way it goes. */
  channel: z.string(),
  stage: z.string(),
  /** Why it stands so, of the company's own closed set. */
  reason: z.string(),
  changedAt: instantSchema,
  createdAt: instantSchema,
  /** Until when it waits, while it does; of one that asks a person first, until when that can be answered. */
  until: instantSchema.nullable(),
  sentAt: instantSchema.nullable(),
  dotAt: instantSchema.nullable(),
  /** Null: by no rule. */
  ruleId: z.string().nullable(),
  ruleName: z.string().nullable(),
  /** Of whose step it is; null: of no sequence. */
  sequenceId: z.string().nullable(),
  sequenceName: z.string().nullable(),
  /** The step’s number among those that hold for the contact, the first one 1; null: it is not there any more. */
  sequenceStep: z.number().int().nullable(),
  /** Milestones that it tells of, by name; null: it celebrates nothing. */
  celebrates: z.string().nullable(),
  launchedBy: z.string(),
  templateId: z.string().nullable(),
  templateName: z.string().nullable(),
  /** Where it was written for one. */
  subject: z.string().nullable(),
  category: z.string(),
  /** Which machine has or had it, by which login. */
  machine: z.string().nullable(),
  login: z.string().nullable(),
  attempt: z.number().int(),
  approvedBy: z.string().nullable(),
  /** What a person or the mail server said of it. */
  said: z.string().nullable(),
  onItsWay: onItsWaySchema.nullable(),
});
export type Message = z.infer<typeof messageSchema>;

const messageStepSchema = z.object({
  id: z.number().int(),
  at: instantSchema,
  stage: z.string(),
  reason: z.string(),
  until: instantSchema.nullable(),
  attempt: z.number().int(),
  login: z.string(),
  machine: z.string().nullable(),
  reply: z.string().nullable(),
});
export type MessageStep = z.infer<typeof messageStepSchema>;

/** approvals: a rule or a sequence asks a person first; waiting: under way; all: each one there is. */
export const messageGroups = ['approvals', 'waiting', 'all'] as const;
export const messageListInputSchema = z.object({
  group: z.enum(messageGroups),
  organizationId: organizationIdSchema.optional(),
  contactId: userIdSchema.optional(),
  /** Of the accounts of one manager. */
  ownerId: z.number().int().optional(),
  stages: z.array(z.enum(interventionStages)).max(interventionStages.length).optional(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(200),
});
/** Of one account, or of the accounts of one manager; neither: of all. */
export const messageScopeSchema = messageListInputSchema.pick({ organizationId: true, ownerId: true });
export const messageListSchema = z.object({
  total: z.number().int(),
  messages: z.array(messageSchema).max(200),
});

export const messageInputSchema = z.object({ runId: z.uuid() });
export const messageDetailSchema = messageSchema.extend({
  /** Its words, where they were written for one; those of a template are rendered for `preview`. */
  text: z.string().nullable(),
  despite: z.string().nullable(),
  messageId: z.string().nullable(),
  steps: z.array(messageStepSchema).max(1000),
  /** What came back to it. */
  cameBack: z.array(incomingMailSchema).max(100),
});
export type MessageDetail = z.infer<typeof messageDetailSchema>;

/** A launch that the company has not taken yet. */
export const outgoingLaunchSchema = z.object({
  entry: z.string(),
  organizationId: organizationIdSchema.nullable(),
  externalId: z.string().nullable(),
  account: z.string().nullable(),
  contacts: z.array(z.string()),
  what: z.string(),
  madeAt: instantSchema,
  isBeingTakenBack: z.boolean(),
});
export const outgoingSchema = z.array(outgoingLaunchSchema).max(200);

export const sendingStopSchema = z.object({
  /** Null: everything. */
  ruleId: z.string().nullable(),
  ruleName: z.string().nullable(),
  kind: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instantSchema,
  /** Messages that the mail server was being handed at that moment: they left. */
  leaving: z.number().int(),
  /** Whether its release is on its way to the company. */
  isBeingReleased: z.boolean(),
});
export const sendingStateSchema = z.object({
  stops: z.array(sendingStopSchema).max(200),
  /** A stop that the company has not taken yet. */
  isBeingStopped: z.boolean(),
  counts: z.object({
    approvals: z.number().int(),
    waiting: z.number().int(),
    unknown: z.number().int(),
    outgoing: z.number().int(),
    /** Replies that nobody has taken care of. */
    replies: z.number().int(),
  }),
});
export type SendingState = z.infer<typeof sendingStateSchema>;

/** A launch by its entry, or one message by its run. */
export const cancelInputSchema = z.object({ account: accountReferenceSchema, entry: z.uuid() });
export const decideInputSchema = decidePatchSchema.extend({ runId: z.uuid() });
export const settleInputSchema = z.object({ runId: z.uuid(), arrived: z.boolean() });
export const consentInputSchema = z.object({
  account: accountReferenceSchema,
  contactId: userIdSchema,
  category: z.enum([...templateCategories, '*']),
  state: z.enum(consentStates),
  basis: z.enum(consentBases).optional(),
  channel: consentPatchSchema.shape.channel,
  source: consentPatchSchema.shape.source,
});
export const contactConsentsInputSchema = z.object({
  organizationId: organizationIdSchema,
  contactId: userIdSchema,
});
export const contactConsentSchema = z.object({
  category: z.string(),
  /** By which they are written to. */
  channel: z.string(),
  state: z.enum(consentStates),
  basis: z.string().nullable(),
  /** Where they agreed, where it was said. */
  source: z.string().nullable(),
  saidBy: z.string(),
  author: z.string(),
  at: instantSchema,
});
export const contactConsentsSchema = z.object({
  consents: z.array(contactConsentSchema).max(100),
  isPending: z.boolean(),
});
