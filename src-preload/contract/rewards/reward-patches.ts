import { z } from 'zod';
import { daySchema, lifecycleStageSchema } from '../domain';
import { programSchema } from './program';

export const mostPoints = 1_000_000;
/** Nothing is worth more, nor may a person receive more, in the smallest unit of a currency. */
export const mostMinor = 1_000_000_000_000;

const reasonSchema = z.string().trim().min(1, 'say why').max(500);
const limitSchema = z.number().int().min(1).max(mostPoints).nullable();

export const itemFieldsSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'give it a name')
    .max(100)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'must be one line of characters that show'),
  description: z.string().max(2000),
  cost: z.number().int().min(1).max(mostPoints),
  value_minor: z.number().int().min(0).max(mostMinor),
  /** In all; null: as many as are wanted. */
  stock: z.number().int().min(0).max(mostPoints).nullable(),
  /** The key of the lowest that may have it; null: any. */
  tier: z.string().min(1).max(40).nullable(),
  /** Of the account; empty: any. */
  stages: z.array(lifecycleStageSchema).max(5),
  segments: z.array(z.string().trim().min(1).max(200)).max(50),
  /** In a calendar year; null: as often as they like. */
  per_account: limitSchema,
  per_contact: limitSchema,
  from_day: daySchema.nullable(),
  last_day: daySchema.nullable(),
  for_contact: z.boolean(),
  needs_approval: z.boolean(),
  archived: z.boolean(),
});
export type ItemFields = z.infer<typeof itemFieldsSchema>;

export const rewardDecisions = ['approve', 'refuse', 'withdraw'] as const;

/** What is decided about rewards, as it goes up to the company. */
export const rewardPatchSchemas = {
  'reward.program': z.object({ program: programSchema }),
  'reward.item': itemFieldsSchema.partial(),
  'reward.account': z.object({
    consent: z.boolean().optional(),
    /** Who agreed, and how. */
    consent_note: reasonSchema.optional(),
    left_out: z.boolean().optional(),
  }),
  'reward.award': z.object({ points: z.number().int().min(1).max(mostPoints), reason: reasonSchema }),
  'reward.adjust': z.object({
    points: z.number().int().min(-mostPoints).max(mostPoints),
    reason: reasonSchema,
  }),
  'reward.redeem': z.object({
    item: z.string(),
    /** By the company's own id. */
    contact: z.string().nullable(),
    note: z.string().trim().max(500).nullable(),
  }),
  'reward.decide': z.object({
    decision: z.enum(rewardDecisions),
    reason: z.string().trim().max(500).nullable(),
  }),
  'reward.reverse': z.object({ reason: reasonSchema }),
} as const;
