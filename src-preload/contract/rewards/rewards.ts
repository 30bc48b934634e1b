import { z } from 'zod';
import { accountIdInputSchema, accountReferenceSchema } from '../account';
import { daySchema, organizationIdSchema, userIdSchema } from '../domain';
import { programSchema } from './program';
import { itemFieldsSchema, mostPoints, rewardDecisions, rewardPatchSchemas } from './reward-patches';

export const rewardStages = ['proposed', 'approved', 'refused', 'withdrawn', 'reversed'] as const;
export type RewardStage = (typeof rewardStages)[number];
export const ledgerKinds = ['award', 'redeem', 'expire', 'reverse', 'debt', 'adjust'] as const;
export type LedgerKind = (typeof ledgerKinds)[number];

export const mostItems = 1_000;
const pageSchema = {
  offset: z.number().int().min(0).max(10_000_000),
  limit: z.number().int().min(1).max(200),
};

/** How rewards stand as a whole. */
export const rewardsStateSchema = z.object({
  /** Null: none was ever set, so they are off. */
  program: programSchema.nullable(),
  /** A change of it is on its way. */
  isPending: z.boolean(),
  /** The company's (ISO 4217), in which values are; null where it names none. */
  currency: z.string().nullable(),
  counts: z.object({
    approvals: z.number().int(),
    items: z.number().int(),
    accounts: z.number().int(),
  }),
  /** Points of accounts that run out within the days of notice, and the first day after which some do; null: none do. */
  runningOut: z
    .object({
      accounts: z.number().int(),
      points: z.number().int(),
      lastDay: daySchema,
      noticeDays: z.number().int(),
    })
    .nullable(),
});

export const rewardItemSchema = itemFieldsSchema.extend({
  id: z.string(),
  version: z.number().int(),
  taken: z.number().int(),
  isPending: z.boolean(),
});
export type RewardItem = z.infer<typeof rewardItemSchema>;
export const rewardItemsSchema = z.object({ items: z.array(rewardItemSchema).max(mostItems) });

/** What was redeemed, and how it stands. */
export const redemptionSchema = z.object({
  id: z.string(),
  organizationId: organizationIdSchema,
  externalId: z.string(),
  account: z.string(),
  item: z.string(),
  contactId: userIdSchema.nullable(),
  /** Null: there is none, or they are not in the copy any more. */
  contact: z.string().nullable(),
  cost: z.number().int(),
  askedDay: daySchema,
  stage: z.enum(rewardStages),
  note: z.string().nullable(),
  author: z.string(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** What was decided here and is not in the copy yet. */
  onItsWay: z.enum([...rewardDecisions, 'reverse']).nullable(),
});
export type Redemption = z.infer<typeof redemptionSchema>;

/** approvals: those that wait; all: every one, the latest first. */
export const redemptionsInputSchema = z.object({ group: z.enum(['approvals', 'all']), ...pageSchema });
export const redemptionsSchema = z.object({
  total: z.number().int(),
  redemptions: z.array(redemptionSchema).max(200),
});

export const ledgerRowSchema = z.object({
  id: z.string(),
  organizationId: organizationIdSchema,
  externalId: z.string(),
  account: z.string(),
  kind: z.enum(ledgerKinds),
  points: z.number().int(),
  /** Above 0: a debt that was made; below: what was settled of one. */
  owed: z.number().int(),
  /** Sums up to this row. */
  balanceAfter: z.number().int(),
  owedAfter: z.number().int(),
  day: daySchema,
  /** Of points that came in, the last day on which they can be used. */
  lastDay: daySchema.nullable(),
  item: z.string().nullable(),
  reason: z.string().nullable(),
  author: z.string(),
  /** Whether it can be taken back, and was not. */
  canReverse: z.boolean(),
});
export type LedgerEntry = z.infer<typeof ledgerRowSchema>;

export const ledgerInputSchema = z.object({
  kinds: z.array(z.enum(ledgerKinds)).max(ledgerKinds.length),
  organizationId: organizationIdSchema.optional(),
  ...pageSchema,
});
export const ledgerSchema = z.object({ total: z.number().int(), rows: z.array(ledgerRowSchema).max(200) });

/** An item, for one account. */
export const itemForAccountSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  cost: z.number().int(),
  forContact: z.boolean(),
  needsApproval: z.boolean(),
  /** What stands in the way, as a sentence about it goes on; null: it can be redeemed. */
  bar: z.string().nullable(),
});
export type ItemForAccount = z.infer<typeof itemForAccountSchema>;

export const accountRewardsSchema = z.object({
  externalId: z.string(),
  /** Why it takes no part, as a sentence about rewards goes on; null: it does. */
  bar: z.string().nullable(),
  isOn: z.boolean(),
  leftOut: z.boolean(),
  consent: z.object({ day: daySchema, note: z.string().nullable(), by: z.string().nullable() }).nullable(),
  balance: z.number().int(),
  owed: z.number().int(),
  tier: z
    .object({ name: z.string(), benefits: z.array(z.string()), lastDay: daySchema.nullable() })
    .nullable(),
  next: z.object({ name: z.string(), lacks: z.number().int(), untilDay: daySchema }).nullable(),
  runningOut: z.object({ points: z.number().int(), lastDay: daySchema }).nullable(),
  items: z.array(itemForAccountSchema).max(mostItems),
  redemptions: z.array(redemptionSchema).max(200),
  /** Decided here, and not in the copy yet; as words. */
  waiting: z.array(z.string()).max(200),
});
export type AccountRewards = z.infer<typeof accountRewardsSchema>;

/** Contacts who may receive an item, with what stands in the way of each. */
export const receiversInputSchema = accountIdInputSchema.extend({ itemId: z.uuid() });
export const receiversSchema = z.object({
  receivers: z
    .array(
      z.object({
        id: userIdSchema,
        name: z.string(),
        title: z.string().nullable(),
        bar: z.string().nullable(),
      }),
    )
    .max(1_000),
});

export const setProgramInputSchema = z.object({ program: programSchema });
/** `id` null: a new one, which needs a name and a cost. */
export const saveItemInputSchema = z.object({
  id: z.uuid().nullable(),
  version: z.number().int().positive().optional(),
  fields: rewardPatchSchemas['reward.item'],
});
export const savedItemSchema = z.object({ id: z.string() });
export const rewardAccountInputSchema = z.object({
  account: accountReferenceSchema,
  ...rewardPatchSchemas['reward.account'].shape,
});
export const awardInputSchema = z.object({
  account: accountReferenceSchema,
  ...rewardPatchSchemas['reward.award'].shape,
});
export const adjustInputSchema = z.object({
  account: accountReferenceSchema,
  points: z
    .number()
    .int()
    .min(-mostPoints)
    .max(mostPoints)
    .refine((points) => points !== 0, 'must not be 0'),
  reason: rewardPatchSchemas['reward.adjust'].shape.reason,
});
export const redeemInputSchema = z.object({
  account: accountReferenceSchema,
  itemId: z.uuid(),
  contactId: userIdSchema.nullable(),
  note: z.string().trim().max(500).nullable(),
});
export const redeemedSchema = z.object({ id: z.string() });
export const decideRewardInputSchema = z.object({
  id: z.uuid(),
  decision: z.enum(rewardDecisions),
  reason: z.string().trim().max(500).nullable(),
});
/** Of a redemption, or of points that came in. */
export const reverseInputSchema = z.object({
  id: z.uuid(),
  reason: rewardPatchSchemas['reward.reverse'].shape.reason,
});
