import { z } from 'zod';
import { bandSchema, daySchema, organizationIdSchema, riskLevelSchema } from './domain';

export const todayKinds = ['at_risk', 'leaving', 'ended', 'score_drop', 'renewal', 'silent'] as const;
export const todayKindSchema = z.enum(todayKinds);
export type TodayKind = z.infer<typeof todayKindSchema>;

export const todayItemSchema = z.object({
  /** Stable while the same reason stands: account and kind. */
  key: z.string().max(80),
  kind: todayKindSchema,
  /** Further kinds that hold for the same account, shown as tags. */
  alsoKinds: z.array(todayKindSchema),
  accountId: organizationIdSchema,
  accountName: z.string(),
  /** Why it is here, in one sentence with figures. */
  reason: z.string(),
  /** What a good manager does next, in one sentence. */
  suggestion: z.string(),
  arr: z.number(),
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  change28: z.number().nullable(),
  risk: riskLevelSchema.nullable(),
  renewsOn: daySchema.nullable(),
  /** Money at risk x urgency, for the order; larger first. */
  rank: z.number(),
  since: daySchema.nullable(),
});
export type TodayItem = z.infer<typeof todayItemSchema>;

export const todaySchema = z.object({
  asOf: daySchema,
  headline: z.object({
    /** Customers; those on trial, and those that ended without a word, are counted apart. */
    accounts: z.number().int(),
    trials: z.number().int(),
    ended: z.number().int(),
    leaving: z.number().int(),
    users: z.number().int(),
    events: z.number().int(),
    atRiskAccounts: z.number().int(),
    atRiskArr: z.number(),
    arr: z.number(),
    renewals90: z.number().int(),
    renewalArr90: z.number(),
    silent: z.number().int(),
    scoreDrops: z.number().int(),
    healthy: z.number().int(),
    middle: z.number().int(),
    poor: z.number().int(),
    unscored: z.number().int(),
  }),
  items: z.array(todayItemSchema).max(500),
  /** All items that stand, before the limit. */
  total: z.number().int(),
  doneToday: z.number().int(),
  snoozed: z.number().int(),
  /** Scores are being made right now: the figures still move. */
  scoring: z.boolean(),
  /** A copy of the company's data is here, even if it holds no account. */
  synced: z.boolean(),
});
export type Today = z.infer<typeof todaySchema>;

export const todayInputSchema = z.object({
  ownerId: z.number().int().optional(),
  kinds: z.array(todayKindSchema).optional(),
  limit: z.number().int().min(1).max(500).default(200),
});
export const todayDoneInputSchema = z.object({ key: z.string().max(80) });
export const todaySnoozeInputSchema = z.object({
  key: z.string().max(80),
  until: daySchema,
  reason: z.string().trim().min(3, 'say why it can wait').max(300),
});
export const todayUndoInputSchema = z.object({ key: z.string().max(80) });
