import { z } from 'zod';

export const mostTiers = 10;
export const mostBenefits = 10;
/** Lengths of the periods in which tiers are earned, in months; each begins with the year. */
export const tierMonths = [3, 6, 12] as const;

const lineSchema = z
  .string()
  .trim()
  .min(1, 'write something')
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'must be one line of characters that show');

export const tierSchema = z.object({
  key: z
    .string()
    .max(40)
    .regex(/^[a-z0-9-]+$/, 'must be small letters, digits and hyphens'),
  name: lineSchema.max(60),
  /** Points that have to be awarded within a period. */
  from: z.number().int().min(0).max(1_000_000_000),
  /** Of awards that something other than a person brings about, in hundredths: 150 gives half as much again. */
  multiplier: z.number().int().min(100).max(1000),
  benefits: z.array(lineSchema.max(200)).max(mostBenefits),
});
export type Tier = z.infer<typeof tierSchema>;

/** How rewards are given. The tiers stand by their points, the lowest first. */
export const programSchema = z.object({
  is_on: z.boolean(),
  /** So long points last; null: for ever. */
  expiry_months: z.number().int().min(1).max(120).nullable(),
  /** So many days before is said that they run out; so long points last that come back after they did. */
  notice_days: z.number().int().min(1).max(365),
  tier_months: z.literal(tierMonths),
  /** At most so many points a manager gives at once; null: as many as they like. */
  hand_most: z.number().int().min(1).max(1_000_000).nullable(),
  /** What one contact may receive in a calendar year, in the smallest unit of the company's currency; null: no cap. */
  person_cap: z.number().int().min(0).max(1_000_000_000_000).nullable(),
  /** Accounts of these take no part. */
  left_out_industries: z.array(lineSchema.max(100)).max(50),
  tiers: z.array(tierSchema).max(mostTiers),
});
export type Program = z.infer<typeof programSchema>;

/** What is proposed where none was set yet. */
export const proposedProgram: Program = {
  is_on: false,
  expiry_months: 24,
  notice_days: 30,
  tier_months: 12,
  hand_most: 500,
  person_cap: 10_000,
  left_out_industries: ['Public sector', 'Government'],
  tiers: [
    { key: 'bronze', name: 'Bronze', from: 0, multiplier: 100, benefits: [] },
    { key: 'silver', name: 'Silver', from: 500, multiplier: 125, benefits: ['Early access to new features'] },
    { key: 'gold', name: 'Gold', from: 1500, multiplier: 150, benefits: ['A yearly strategy workshop'] },
  ],
};
