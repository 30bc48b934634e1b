import { z } from 'zod';
import { sequenceIdSchema } from './sequence';

/** Why somebody’s way through a sequence is over. */
export const exitReasons = [
  'finished',
  'goal',
  'replied',
  'churned',
  'unsubscribed',
  'unreachable',
  'left',
  'objects',
  'by_hand',
  'edited',
  'removed',
  'merged',
] as const;
export type ExitReason = (typeof exitReasons)[number];

/** What somebody inside waits for. */
export const waitReasons = ['turn', 'wait', 'hours', 'date', 'message'] as const;
export type WaitReason = (typeof waitReasons)[number];

/** Contacts of an account, by the company’s own ids; `key`: what it is about, where one may be inside for several things. */
export const enrolPatchSchema = z.object({
  sequence: sequenceIdSchema,
  contacts: z.array(z.string()).min(1).max(100),
  key: z
    .string()
    .regex(/^[A-Za-z0-9._:-]{0,80}$/)
    .optional(),
});
export const enrolmentPatchSchema = z.object({ enrolment: z.number().int().min(1) });
