import { z } from 'zod';
import {
  bandSchema,
  daySchema,
  instantSchema,
  interventionKindSchema,
  organizationIdSchema,
  riskLevelSchema,
} from './domain';
import { tooLittleSchema } from './knowledge';
import { otherMoneySchema } from './money';
import { recommendationSchema } from './risk/advice';

export const todayKinds = [
  'at_risk',
  'leaving',
  'ended',
  'urgent_ticket',
  'worry',
  'score_drop',
  'renewal',
  'silent',
  'cta',
  'reply',
  'approval',
  'unsettled',
  'stuck',
  'celebration',
  'set_back',
  'mention',
] as const;
export const todayKindSchema = z.enum(todayKinds);
export type TodayKind = z.infer<typeof todayKindSchema>;

/** Whether what was done with the account on Today is still on its way to the company; absent: no. */
const isPendingSchema = z.boolean().optional();

/** Why an item stands where it does: ARR x chance is at risk, and that times what presses is its rank. */
export const rankWhySchema = z.object({
  arr: z.number(),
  /** Of leaving within 90 days, as it counts for the order. */
  chance: z.number(),
  /** Whether the churn model says so, or the level stands for so much at least. */
  chanceOf: z.enum(['model', 'level']),
  /** Less than 1 where nothing is wrong with the account and something has its day. */
  calm: z.number(),
  /** What presses, beside the 1 that everything has; the first presses most. */
  presses: z.array(z.object({ what: z.string(), by: z.number() })),
});
export type RankWhy = z.infer<typeof rankWhySchema>;

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
  /** What a good manager does next about that reason, in one sentence with the person to call. */
  suggestion: z.string(),
  /** How that is begun with one click. */
  launch: recommendationSchema.shape.launch,
  /** The kind of intervention that it comes to; null where it is none. */
  intervention: interventionKindSchema.nullable(),
  arr: z.number(),
  otherArr: z.array(otherMoneySchema).optional(),
  score: z.number().nullable(),
  band: bandSchema.nullable(),
  tooLittle: tooLittleSchema.nullable(),
  change28: z.number().nullable(),
  risk: riskLevelSchema.nullable(),
  renewsOn: daySchema.nullable(),
  /** Expected loss x what presses, for the order; larger first. */
  rank: z.number(),
  why: rankWhySchema,
  since: daySchema.nullable(),
  /** The note in which the person is mentioned, the first of them; null: none stands. */
  mentionedIn: z.uuid().nullable(),
  isPending: isPendingSchema,
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
    /** ARR in other currencies without a rate: it is in no sum. */
    otherArr: z.array(otherMoneySchema).optional(),
    renewals90: z.number().int(),
    renewalArr90: z.number(),
    silent: z.number().int(),
    scoreDrops: z.number().int(),
    healthy: z.number().int(),
    middle: z.number().int(),
    poor: z.number().int(),
    /** Too little is known of them for a score. */
    tooLittleKnown: z.number().int(),
    unscored: z.number().int(),
  }),
  /** Use fell everywhere at once: one sign of its own, and no account's. */
  bookSign: z
    .object({ day: daySchema, change: z.number(), accounts: z.number().int(), text: z.string() })
    .nullable(),
  items: z.array(todayItemSchema).max(500),
  /** Kinds for which any account stands, whatever is chosen of them. */
  kinds: z.array(todayKindSchema),
  /** All items that stand, before the limit. */
  total: z.number().int(),
  doneToday: z.number().int(),
  snoozed: z.number().int(),
  /** One’s own decisions that the company sent back and that no account of this queue is about: all but those have a row. */
  setBackElsewhere: z.number().int(),
  /** Scores are being made right now: the figures still move. */
  scoring: z.boolean(),
  /** How far the run over all accounts has come; the figures are of so many new and of the rest as before. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** A copy of the company's data is here, even if it holds no account. */
  synced: z.boolean(),
});
export type Today = z.infer<typeof todaySchema>;

/** An account that was put away, with all its reasons. */
export const putAwayItemSchema = z.object({
  /** Of the latest reason put away; brings the account back. */
  key: z.string().max(80),
  accountId: organizationIdSchema,
  accountName: z.string(),
  /** The reasons it was put away with. */
  kinds: z.array(todayKindSchema).min(1),
  /** When: its day, and the instant. */
  day: daySchema,
  at: instantSchema,
  /** Of a snooze: the day it comes back. */
  until: daySchema.nullable(),
  /** Of a snooze: why it can wait. */
  reason: z.string().nullable(),
  arr: z.number(),
  isPending: isPendingSchema,
});
export type PutAwayItem = z.infer<typeof putAwayItemSchema>;

/** What is away now, the latest first. */
export const putAwaySchema = z.object({
  /** Done today, or earlier and still away. */
  done: z.array(putAwayItemSchema),
  snoozed: z.array(putAwayItemSchema),
  /** How many of `done` were done today. */
  doneToday: z.number().int(),
});
export type PutAway = z.infer<typeof putAwaySchema>;

/** One account as the desk has it: the item it is in the queue with, and how it was put away. */
export const deskOfAccountSchema = z.object({
  item: todayItemSchema.nullable(),
  done: putAwayItemSchema.nullable(),
  snoozed: putAwayItemSchema.nullable(),
});
export type DeskOfAccount = z.infer<typeof deskOfAccountSchema>;

/** Of these accounts those that wait in the queue, whoever owns them, in its order. */
export const waitingSchema = z.object({
  items: z.array(todayItemSchema.pick({ key: true, accountId: true, accountName: true })),
});
export const waitingInputSchema = z.object({ ids: z.array(organizationIdSchema).min(1).max(500) });

export const putAwayInputSchema = z.object({ ownerId: z.number().int().optional() });
export const todayInputSchema = z.object({
  ownerId: z.number().int().optional(),
  kinds: z.array(todayKindSchema).optional(),
  limit: z.number().int().min(1).max(500).default(200),
});
export const todayDoneInputSchema = z.object({ key: z.string().max(80) });
/** Several at once: as many as a list shows. */
export const mostPutAway = 500;
const todayKeysSchema = z.array(z.string().max(80)).min(1).max(mostPutAway);
export const todayDoneAllInputSchema = z.object({ keys: todayKeysSchema });
const snoozeSchema = z.object({
  until: daySchema,
  reason: z.string().trim().min(3, 'say why it can wait').max(300),
});
export const todaySnoozeInputSchema = snoozeSchema.extend({ key: z.string().max(80) });
export const todaySnoozeAllInputSchema = snoozeSchema.extend({ keys: todayKeysSchema });
export const todayUndoInputSchema = z.object({ key: z.string().max(80) });
/** Whether there was anything to take back: what was brought back elsewhere is away no more. */
export const todayUndoneSchema = z.object({ undone: z.boolean() });
