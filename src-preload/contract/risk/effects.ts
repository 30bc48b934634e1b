import { z } from 'zod';
import { interventionKindSchema } from '../domain';
import { differenceSchema } from '../effect/difference';

/** What a kind of intervention went along with. */
export const measuredEffectSchema = z.object({
  kind: interventionKindSchema,
  /** Against accounts held out at random, or against comparable account-months. */
  basis: z.enum(['experiment', 'observed']),
  /** From departures alone: an interval that holds 0, or fewer than 20 accounts in either arm, is too small to tell. */
  verdict: z.enum(['fewer_left', 'more_left', 'too_small']),
  /** Accounts that had it, and those they are compared with. */
  accounts: z.number().int(),
  comparedWith: z.number().int(),
  /** Shares that left within 90 days; null where nothing comparable is 90 days old. */
  left: differenceSchema.nullable(),
  /** Points of health gained within 28 and 90 days; null where too few have both scores. */
  score28: differenceSchema.nullable(),
  score90: differenceSchema.nullable(),
  text: z.string(),
});
export type MeasuredEffect = z.infer<typeof measuredEffectSchema>;
