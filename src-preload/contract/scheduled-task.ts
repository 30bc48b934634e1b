import { z } from 'zod';
import { instantSchema } from './domain';

const taskIdSchema = z.string().min(1).max(200);

export const scheduledTaskSchema = z.object({
  id: taskIdSchema,
  title: z.string(),
  /** `every working day at 09:00, New York` */
  when: z.string(),
  /** Null: it is not due again. */
  nextDue: instantSchema.nullable(),
  isPaused: z.boolean(),
  /** Titles of what has to be done before it, each time. */
  needs: z.array(z.string()),
  /** Why nothing of it is done right now, or that it is; null where it is simply not time yet. */
  waits: z.string().nullable(),
  /** Whether a job of it runs or waits for its turn. */
  isUnderWay: z.boolean(),
  last: z
    .object({
      state: z.enum(['succeeded', 'failed', 'cancelled']),
      message: z.string().nullable(),
      at: instantSchema,
    })
    .nullable(),
});
export type ScheduledTask = z.infer<typeof scheduledTaskSchema>;

/** The first of them, and how many there are. */
export const scheduledTasksSchema = z.object({
  tasks: z.array(scheduledTaskSchema).max(200),
  total: z.number().int(),
});
export type ScheduledTasks = z.infer<typeof scheduledTasksSchema>;

export const taskIdInputSchema = z.object({ id: taskIdSchema });
