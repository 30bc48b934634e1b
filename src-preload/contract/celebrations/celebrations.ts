import { z } from 'zod';
import { accountReferenceSchema } from '../account';
import { daySchema, instantSchema, organizationIdSchema, userIdSchema } from '../domain';
import { renderingSchema } from '../templates/message';
import { badgeKeySchema, companyBadgeSchema } from './badges';
import { badgeNameSchema, wordsSchema } from './patches';
import { celebrationSettingsSchema } from './settings';

/**
 * waiting: a mail of it is still to go; sent: one went; failed: none went, and none will; told: nobody is written to, it is told here
 * alone; skipped: it is not celebrated.
 */
export const celebrationStates = ['waiting', 'sent', 'failed', 'told', 'skipped'] as const;
export type CelebrationState = (typeof celebrationStates)[number];
export const celebrationGroups = ['waiting', 'done', 'skipped'] as const;
export type CelebrationGroup = (typeof celebrationGroups)[number];

/** A mail that tells of it. */
export const celebrationMailSchema = z.object({
  runId: z.uuid(),
  contactId: userIdSchema,
  /** Null: the contact left the list. */
  contact: z.string().nullable(),
  stage: z.string(),
  reason: z.string(),
  /** Until when it waits; of one that asks a person first, until when that can be answered. */
  until: instantSchema.nullable(),
  /** How many others it tells of. */
  others: z.number().int(),
});
export type CelebrationMail = z.infer<typeof celebrationMailSchema>;

export const celebrationSchema = z.object({
  id: z.uuid(),
  state: z.enum(celebrationStates),
  organizationId: organizationIdSchema,
  externalId: z.string(),
  account: z.string(),
  contactId: userIdSchema.nullable(),
  /** Null: it is the account's, or the contact left the list. */
  contact: z.string().nullable(),
  milestone: z.string(),
  /** Absent: the one of its category. */
  badge: badgeKeySchema.optional(),
  category: z.string(),
  achievedOn: daySchema,
  madeAt: instantSchema,
  /** Points that it brought, and that stand. */
  points: z.number().int(),
  /** Why nobody is written to, where nobody is. */
  mail: z.string(),
  words: z.string().nullable(),
  wordsBy: z.string().nullable(),
  /** Whether words would be read: a mail is to go, and its template has a place for them. */
  takesWords: z.boolean(),
  /** Whether it waits for its time, or for a person, so that it can be let go before. */
  canRelease: z.boolean(),
  skippedWhy: z.string().nullable(),
  skippedBy: z.string().nullable(),
  skipReason: z.string().nullable(),
  mails: z.array(celebrationMailSchema).max(500),
  /** What was decided here and is not in the copy yet. */
  onItsWay: z.enum(['words', 'release', 'skip']).nullable(),
});
export type Celebration = z.infer<typeof celebrationSchema>;

export const celebrationListInputSchema = z.object({
  group: z.enum(celebrationGroups),
  /** Of the accounts of one manager; null: everybody's. */
  owner: z.number().int().nullable(),
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(200),
});
export const celebrationListSchema = z.object({
  total: z.number().int(),
  celebrations: z.array(celebrationSchema).max(200),
});

export const celebrationStateSchema = z.object({
  /** Null: none were ever set, so that nothing is celebrated. */
  settings: celebrationSettingsSchema.nullable(),
  isPending: z.boolean(),
  /** Templates for celebrations. */
  templates: z.array(z.object({ id: z.string(), name: z.string(), hasWords: z.boolean() })).max(500),
});
export type CelebrationStateOfAll = z.infer<typeof celebrationStateSchema>;
export const setCelebratingInputSchema = z.object({ settings: celebrationSettingsSchema });

const keyed = { id: z.uuid(), account: accountReferenceSchema };
export const celebrationWordsInputSchema = z.object({ ...keyed, words: wordsSchema.nullable() });
export const decideCelebrationInputSchema = z.object({
  ...keyed,
  decision: z.enum(['release', 'skip']),
  /** Why it is skipped. */
  reason: z.string().trim().max(500).nullable(),
});
export const celebrationPreviewInputSchema = z.object({
  /** A mail of it. */
  runId: z.uuid(),
  /** Of this celebration these words in the place of what it has, as they are being written. */
  id: z.uuid(),
  words: wordsSchema.nullable(),
});
export const celebrationPreviewSchema = renderingSchema;

/** What Today says of celebrations: `2 celebrations wait`, `Northwind (“Kick-off held”), …`. Null: nothing. */
export const celebrationSignInputSchema = celebrationListInputSchema.pick({ owner: true });
export const celebrationSignSchema = z.object({
  sign: z.object({ what: z.string(), whose: z.string() }).nullable(),
});

/** What an account, or contacts of it, have reached. */
export const reachedBadgeSchema = z.object({
  milestoneId: z.string(),
  milestone: z.string(),
  badge: badgeKeySchema.optional(),
  category: z.string(),
  /** The day on which it was reached first. */
  reachedOn: daySchema,
  /** How many contacts reached it; null: it is the account's own. */
  contacts: z.number().int().nullable(),
});
export type ReachedBadge = z.infer<typeof reachedBadgeSchema>;
export const reachedBadgesSchema = z.object({ badges: z.array(reachedBadgeSchema).max(500) });

export const badgesSchema = z.object({ badges: z.array(companyBadgeSchema).max(500) });
/** A file of a picture, in base64. */
export const badgeFileSchema = z.object({ file: z.base64().max(120_000) });
export const lookedAtBadgeSchema = z.object({
  kind: companyBadgeSchema.shape.kind,
  address: z.string(),
  /** What of the file is not taken over, by name: `text`, `script`. */
  leftOut: z.array(z.string()).max(50),
});
export const addBadgeInputSchema = badgeFileSchema.extend({ name: badgeNameSchema });
export const badgeIdSchema = z.object({ id: z.uuid() });
