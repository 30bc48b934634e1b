import { z } from 'zod';

/** Every way a call can fail, as the screen sees it. Closed: the screen has words for each. */
export const errorCodes = [
  'invalid_input',
  'not_found',
  'forbidden',
  'rate_limited',
  'too_large',
  'offline',
  'locked',
  'not_ready',
  'conflict',
  'cancelled',
  'newer_database',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** An error as data. `message` is a plain sentence for the manager; never a stack, a path or SQL. */
export const callErrorSchema = z.object({
  code: errorCodeSchema,
  message: z.string().max(1000),
  fields: z.record(z.string(), z.string()).optional(),
});
export type CallError = z.infer<typeof callErrorSchema>;
