import { z } from 'zod';
import { bandSchema, organizationIdSchema, riskLevelSchema } from './domain';
import { otherMoneySchema } from './money';

/** Children that a screen shows, the largest first. */
export const mostChildren = 200;

/** Which account an account belongs to, and what belongs to it, of the accounts in the copy. */
export const familySchema = z.object({
  /** `hidden` where the parent is in nobody's sight here: another manager's, or gone. */
  parent: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('shown'), id: organizationIdSchema, name: z.string() }),
      z.object({ kind: z.literal('hidden') }),
    ])
    .nullable(),
  children: z
    .array(
      z.object({
        id: organizationIdSchema,
        name: z.string(),
        standingText: z.string(),
        arr: z.number(),
        /** The same in other currencies, for which there is no rate. */
        otherArr: z.array(otherMoneySchema).optional(),
        score: z.number().nullable(),
        band: bandSchema.nullable(),
        risk: riskLevelSchema.nullable(),
        /** Accounts below it. */
        below: z.number().int(),
      }),
    )
    .max(mostChildren),
  /** Children in all, also those that are not listed. */
  childCount: z.number().int(),
  /** The account and all below it together, each once, without those that left; null where nothing is below it. */
  together: z
    .object({
      accounts: z.number().int(),
      arr: z.number(),
      /** What no rate turns into the company's currency: it is not in it. */
      otherArr: z.array(otherMoneySchema).optional(),
      users: z.number().int(),
      /** Active in the last 28 days, where that is known; null where it is known of none. */
      activeUsers: z.number().int().nullable(),
      /** Accounts whose active people are not known. */
      withoutActive: z.number().int(),
      /** Mean health weighted by revenue, 0 to 100; null where no account with a score pays. */
      score: z.number().nullable(),
      /** Share of the revenue that the mean rests on, 0 to 1; null without a mean. */
      scoredShare: z.number().nullable(),
    })
    .nullable(),
});
export type Family = z.infer<typeof familySchema>;
