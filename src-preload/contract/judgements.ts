import { z } from 'zod';
import { daySchema, instantSchema } from './domain';

/** Pulses as managers give them, the worst first. */
export const pulseSteps = [
  { points: 0, word: 'Lost' },
  { points: 25, word: 'Worried' },
  { points: 50, word: 'Unsure' },
  { points: 75, word: 'Good' },
  { points: 100, word: 'Excellent' },
] as const;

/** The step nearest to a pulse. */
export function pulseWord(points: number): string {
  return pulseSteps.reduce((near, step) =>
    Math.abs(step.points - points) < Math.abs(near.points - points) ? step : near,
  ).word;
}

/** What a person judged of an account, as it is read later. */
export const judgementSchema = z.object({
  kind: z.enum(['pulse', 'override']),
  /** A UUIDv7. */
  id: z.string(),
  /** Points of the pulse, or the score that was set. */
  value: z.number(),
  reason: z.string(),
  author: z.string(),
  at: instantSchema,
  /** The last day it counts. */
  until: daySchema,
  /** When it was taken back, or gave way to another. */
  withdrawnAt: instantSchema.nullable(),
  /** Whether it counts today. */
  standing: z.boolean(),
  /** Whether it, or that it was taken back, is still on its way to the company. */
  isPending: z.boolean(),
});
export type Judgement = z.infer<typeof judgementSchema>;
/** The latest first. */
export const judgementsSchema = z.object({ entries: z.array(judgementSchema).max(200) });
