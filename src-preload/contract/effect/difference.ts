import { z } from 'zod';

/** Those with it minus those without: of shares 0 to 1, or of points of health. */
export const differenceSchema = z.object({
  with: z.number(),
  without: z.number(),
  difference: z.number(),
  /** Interval of the difference, 95 % for all that are told of together. */
  low: z.number(),
  high: z.number(),
});
