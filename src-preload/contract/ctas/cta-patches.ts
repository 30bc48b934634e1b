import { z } from 'zod';
import { daySchema } from '../domain';
import {
  ctaOutcomeSchema,
  ctaPrioritySchema,
  ctaTypeSchema,
  mostCtaReason,
  mostCtaTitle,
  mostSnoozeReason,
  taskRhythmSchema,
  taskStateSchema,
} from './cta-kinds';

const titleSchema = z.string().trim().min(1, 'say what is to be done').max(mostCtaTitle);
const reasonSchema = z.string().trim().max(mostCtaReason).nullable();
/** By address; null: whoever has the account. */
const givenToSchema = z.string().max(500).nullable();

/** What is decided about a call to action and its tasks, as it goes up to the company. */
export const ctaPatchSchemas = {
  'cta.open': z.object({
    type: ctaTypeSchema,
    title: titleSchema,
    reason: reasonSchema,
    priority: ctaPrioritySchema,
    due_day: daySchema,
    given_to: givenToSchema,
  }),
  'cta.change': z
    .object({
      type: ctaTypeSchema,
      title: titleSchema,
      reason: reasonSchema,
      priority: ctaPrioritySchema,
      due_day: daySchema,
      given_to: givenToSchema,
    })
    .partial(),
  /** Both null: it rests no more. */
  'cta.snooze': z.object({
    until_day: daySchema.nullable(),
    snooze_reason: z.string().trim().min(1).max(mostSnoozeReason).nullable(),
  }),
  'cta.close': z.object({ outcome: ctaOutcomeSchema }),
  'cta.reopen': z.object({ outcome: z.null() }),
  /** Of no call to action: a task by itself. */
  'task.add': z.object({
    cta: z.string().nullable(),
    title: titleSchema,
    due_day: daySchema.nullable(),
    given_to: givenToSchema.optional(),
    priority: ctaPrioritySchema.nullable().optional(),
    every: taskRhythmSchema.nullable().optional(),
  }),
  'task.change': z
    .object({
      title: titleSchema,
      due_day: daySchema.nullable(),
      done: z.boolean(),
      given_to: givenToSchema,
      priority: ctaPrioritySchema.nullable(),
      state: taskStateSchema.nullable(),
      /** Null: it rests no more. */
      until_day: daySchema.nullable(),
      /** Null: it comes no more. */
      every: taskRhythmSchema.nullable(),
    })
    .partial(),
  /** The next of one that comes again. */
  'task.repeat': z.object({
    of: z.string(),
    title: titleSchema,
    due_day: daySchema,
    given_to: givenToSchema,
    priority: ctaPrioritySchema.nullable(),
    every: taskRhythmSchema,
    from_day: daySchema,
  }),
  /** A next step of a note. */
  'task.step': z.object({
    note: z.uuid(),
    /** The digest of its words. */
    step: z.string().regex(/^[0-9a-f]{64}$/),
    /** How many tasks of it were removed before. */
    again: z.number().int().min(0).max(4),
    title: titleSchema,
    due_day: daySchema.nullable(),
    given_to: givenToSchema,
  }),
  'task.remove': z.object({}),
} as const;
