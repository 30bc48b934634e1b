import { z } from 'zod';
import { instantSchema } from './domain';

export const jobStates = ['queued', 'running', 'succeeded', 'failed', 'cancelled'] as const;
export const jobSchema = z.object({
  id: z.number().int(),
  kind: z.string(),
  /** What Monitor calls it. */
  title: z.string(),
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

/** How many of these wait or are at work, and how many failed. */
export function countJobs(jobs: readonly Job[]): { readonly busy: number; readonly failed: number } {
  return {
    busy: jobs.filter(({ state }) => state === 'running' || state === 'queued').length,
    failed: jobs.filter(({ state }) => state === 'failed').length,
  };
}

export const jobIdInputSchema = z.object({ id: z.number().int().positive() });
