import { z } from 'zod';

/** `[raw value, points 0-100]`, raw strictly ascending; linear between, flat outside. */
export const breakpointsSchema = z
  .array(z.tuple([z.number(), z.number().min(0).max(100)]))
  .min(2, 'give at least two breakpoints')
  .max(12)
  .refine(
    (points) =>
      points.every((point, i) => i === 0 || point[0] > (points[i - 1]?.[0] ?? Number.NEGATIVE_INFINITY)),
    { message: 'raw values must rise from one breakpoint to the next' },
  );
