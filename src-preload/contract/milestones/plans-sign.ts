import { z } from 'zod';
import { boardInputSchema } from './milestones';

/** Whose plans. */
export const plansSignInputSchema = boardInputSchema.pick({ owner: true });

/** That plans are stuck, and on what, in words: `4 plans are stuck`, `3 on “Kick-off held”, 1 on “A habit”.` */
const plansSignSchema = z.object({ what: z.string(), heldUp: z.string() });
export type PlansSign = z.infer<typeof plansSignSchema>;
/** Null: none is. */
export const shownPlansSignSchema = z.object({ sign: plansSignSchema.nullable() });
