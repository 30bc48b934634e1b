import { z } from 'zod';
import { instantSchema } from './domain';
import { workedDaysSchema } from './holidays';

const capSchema = z.object({
  count: z
    .number('write a whole number')
    .int('write a whole number')
    .min(1, 'at least 1')
    .max(1000, 'at most 1000'),
  days: z
    .number('write whole days')
    .int('write whole days')
    .min(1, 'at least 1 day')
    .max(365, 'at most 365 days'),
});
export type SendingCap = z.infer<typeof capSchema>;

const minuteSchema = z.number().int().min(0).max(1439);

/** What an admin sets of how the company sends. */
export const sendingRulesSchema = z.object({
  /** Minutes of the day on the recipient's clocks; the same: no hour is quiet. */
  quietFrom: minuteSchema,
  quietUntil: minuteSchema,
  /** At most so many to one address in any so many times 24 hours; none: no cap. */
  caps: z.array(capSchema).max(5, 'at most 5'),
  /** To one domain in any minute; null: as many as come. */
  perDomainPerMinute: z
    .number('write a whole number')
    .int('write a whole number')
    .min(1, 'at least 1')
    .max(100_000, 'at most 100,000')
    .nullable(),
  /** What the link of a message is put behind; null: none is set. */
  unsubscribeUrl: z.string().trim().min(1, 'write an address').max(500).nullable(),
  /** Where mail servers send back what they can't deliver, with * for the number of the message; null: to the sender. */
  returnAddress: z.string().trim().min(1, 'write an address').max(200).nullable(),
  /** After so many in a row that did not arrive for a passing reason, an address gets nothing any more. */
  mostSoftBounces: z
    .number('write a whole number')
    .int('write a whole number')
    .min(1, 'at least 1')
    .max(100, 'at most 100'),
});
export type SendingRules = z.infer<typeof sendingRulesSchema>;

export const sendingChangeSchema = sendingRulesSchema.partial().extend({
  /** Days of the week that are worked, Monday 1 to Sunday 7. */
  workedDays: workedDaysSchema.optional(),
  /** Whether people see figures of their own; others never see those of one. */
  personalFigures: z.boolean().optional(),
});
export type SendingChange = z.infer<typeof sendingChangeSchema>;

const stopSchema = z.object({
  kind: z.enum(['person', 'restored']),
  reason: z.string(),
  by: z.string(),
  at: instantSchema,
});

/** What a runner put back after a dump was restored. */
const recallSchema = z.object({
  login: z.string(),
  machine: z.string(),
  /** Null: it has not told all of it yet. */
  endedAt: instantSchema.nullable(),
  messages: z.number().int(),
  optOuts: z.number().int(),
  suppressions: z.number().int(),
});
export type SendingRecall = z.infer<typeof recallSchema>;

export const sendingSchema = sendingRulesSchema.extend({
  unsubscribeUrl: z.string().nullable(),
  returnAddress: z.string().nullable(),
  /** When the address last answered as it has to; null: it has not. */
  provedAt: instantSchema.nullable(),
  sender: z.object({ name: z.string(), address: z.string() }).nullable(),
  /** Why everything is stopped; null: it isn't. */
  stop: stopSchema.nullable(),
  /** Of the last restored dump. */
  recalls: z.array(recallSchema).max(500),
  /** Whether this login may change it: the company's database decides. */
  mayChange: z.boolean(),
  /** Whether it may look after the addresses that get nothing. */
  keepsSuppressions: z.boolean(),
});
export type Sending = z.infer<typeof sendingSchema>;

/** How the look at the unsubscribe address ended. */
export const proofSchema = z.object({
  isProved: z.boolean(),
  /** What was wrong, and what to do; or that it is in order. */
  words: z.string(),
});
export type Proof = z.infer<typeof proofSchema>;
