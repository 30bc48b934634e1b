import { z } from 'zod';
import { auditFindingsSchema } from './audit/audit-finding';
import { daySchema, instantSchema } from './domain';
import { inboxStandingSchema } from './inbox-account';
import { jobSchema } from './jobs';
import { shownRunnerSchema } from './runner';
import { syncStatusSchema } from './sync';

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
  /** Who computes for the whole company. */
  runner: shownRunnerSchema,
  jobs: z.array(jobSchema).max(100),
  timings: z.array(timingSchema).max(200),
  setAside: z.array(setAsideRowSchema).max(200),
  /** What of the team's entries this Steward can't read, a newer one having made it, in sentences. */
  unread: z.array(z.string()).max(20),
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
  /** Chains of the company's audit that are not what this computer remembers of them. */
  audit: auditFindingsSchema,
  /** Where this computer reads what came back to messages; null: nowhere. */
  inbox: inboxStandingSchema.nullable(),
  hostMemoryBytes: z.number(),
});
export type Monitor = z.infer<typeof monitorSchema>;
