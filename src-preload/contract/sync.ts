import { z } from 'zod';
import { breakerStateSchema } from './breaker';
import { instantSchema } from './domain';
import { currencySchema } from './money';

/** `inactive`: nothing is synced, because no company is connected or a person stopped the load. */
export const syncPhases = [
  'inactive',
  'connecting',
  'loading',
  'pulling',
  'idle',
  'offline',
  'held',
  'failed',
  'revoked',
] as const;

/** Milliseconds ahead for which the end of a password is told: a week. */
export const passwordToldAhead = 7 * 24 * 60 * 60_000;

export const syncStatusSchema = z.object({
  phase: z.enum(syncPhases),
  /** When the local copy was last known equal to the company's data; null before the first load. */
  asOf: instantSchema.nullable(),
  /** IANA name of the zone that the company's days are days of. */
  zone: z.string(),
  /** The currency of sums; null where the company never named one. */
  currency: currencySchema.nullable(),
  /** Plain words for the current trouble, with what to do; null when all is well. */
  problem: z.string().nullable(),
  nextAttemptAt: instantSchema.nullable(),
  /** When the login's password ends by itself, as the server said last; null: never. */
  passwordEndsAt: instantSchema.nullable(),
  /** Whether the company's server answers. */
  server: breakerStateSchema,
  progress: z
    .object({
      table: z.string(),
      doneRows: z.number(),
      totalRows: z.number().nullable(),
      rowsPerSecond: z.number().nullable(),
      secondsLeft: z.number().nullable(),
    })
    .nullable(),
  /** A pull that would delete too much waits for a person. */
  held: z.object({ table: z.string(), deletes: z.number().int(), rows: z.number().int() }).nullable(),
  tables: z.array(z.object({ table: z.string(), rows: z.number().int() })),
  setAside: z.number().int(),
  /** What was decided here: how much is on its way to the company, and how much was set back and waits for a person. */
  outbox: z.object({ pending: z.number().int(), setBack: z.number().int() }),
  lastPull: z
    .object({ at: instantSchema, changedRows: z.number().int(), milliseconds: z.number() })
    .nullable(),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const resolveHoldInputSchema = z.object({ accept: z.boolean() });
