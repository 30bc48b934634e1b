import { z } from 'zod';
import { instantSchema } from './domain';

/** How a server outside is asked: as usual, or left in peace for a while because it didn't answer. */
export const breakerStateSchema = z.object({
  /** How many times in a row it didn't answer. */
  failures: z.number().int().nonnegative(),
  /** Only a person asks it before then; null while it is asked as usual. */
  retryAt: instantSchema.nullable(),
});
export type BreakerState = z.infer<typeof breakerStateSchema>;
