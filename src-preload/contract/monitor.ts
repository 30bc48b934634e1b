import { z } from 'zod';
import { daySchema, instantSchema } from './domain';

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

export const syncStatusSchema = z.object({
  phase: z.enum(syncPhases),
  /** When the local copy was last known equal to the company's data; null before the first load. */
  asOf: instantSchema.nullable(),
  /** Plain words for the current trouble, with what to do; null when all is well. */
  problem: z.string().nullable(),
  nextAttemptAt: instantSchema.nullable(),
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
  lastPull: z
    .object({ at: instantSchema, changedRows: z.number().int(), milliseconds: z.number() })
    .nullable(),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export const jobKinds = [
  'score_changed',
  'score_all',
  'backfill_history',
  'rebuild_activity',
  'maintenance',
  'train_risk',
  'assess_risk',
  'measure_effects',
  'count_levels',
] as const;
export const jobSchema = z.object({
  id: z.number().int(),
  kind: z.enum(jobKinds),
  state: z.enum(jobStates),
  priority: z.number().int(),
  attempt: z.number().int(),
  maxAttempts: z.number().int(),
  runAfter: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  done: z.number(),
  total: z.number().nullable(),
  message: z.string().nullable(),
});
export type Job = z.infer<typeof jobSchema>;

export const timingSchema = z.object({
  name: z.string(),
  count: z.number().int(),
  p50: z.number(),
  p95: z.number(),
  max: z.number(),
  slow: z.number().int(),
});

export const setAsideRowSchema = z.object({
  id: z.number().int(),
  table: z.string(),
  key: z.string(),
  reason: z.string(),
  at: instantSchema,
});

export const monitorSchema = z.object({
  sync: syncStatusSchema,
  jobs: z.array(jobSchema).max(100),
  timings: z.array(timingSchema).max(200),
  setAside: z.array(setAsideRowSchema).max(200),
  store: z.object({
    bytes: z.number(),
    encrypted: z.boolean(),
    schemaVersion: z.number().int(),
    backups: z.array(z.object({ at: instantSchema, bytes: z.number() })),
    /** Damaged copies that were put aside when a new one was made, newest first. */
    damaged: z.array(z.object({ at: instantSchema, name: z.string() })).max(100),
  }),
  scores: z.object({
    asOf: daySchema.nullable(),
    freshAt: instantSchema.nullable(),
    organizations: z.number().int(),
    users: z.number().int(),
  }),
  hostMemoryBytes: z.number(),
});
export type Monitor = z.infer<typeof monitorSchema>;

export const jobIdInputSchema = z.object({ id: z.number().int().positive() });
export const resolveHoldInputSchema = z.object({ accept: z.boolean() });
