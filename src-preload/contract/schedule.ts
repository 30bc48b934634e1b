import { z } from 'zod';
import { daySchema, instantSchema } from './domain';

/** A minute of the day on the clocks of a zone, 0 to 1439. */
const minuteOfDaySchema = z.number().int().min(0).max(1439);
/** IANA name; whether this machine knows it is looked at where the schedule is taken. */
const zoneSchema = z.string().min(1).max(64);
/** ISO: Monday is 1, Sunday 7. */
const weekdaySchema = z.number().int().min(1).max(7);
/** A minute to a hundred years of 365 days. */
const elapsedSchema = z
  .number()
  .int()
  .min(60_000, 'at least a minute')
  .max(100 * 365 * 24 * 3_600_000, 'no more than a hundred years');

/** When something is due. Times of day are those of the clocks on the wall of a zone; elapsed time is named apart. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  /** Once, at an instant. */
  z.object({ kind: z.literal('at'), at: instantSchema }),
  /** Once, when the clocks of the zone show it. */
  z.object({
    kind: z.literal('local'),
    local: z.string().regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'write it as 2026-12-07T09:00'),
    zone: zoneSchema,
  }),
  /** Once, so much elapsed time after `from`: 24 hours are 24 hours. */
  z.object({ kind: z.literal('after'), from: instantSchema, milliseconds: elapsedSchema }),
  /** Once, so many days of the calendar after `from`, at its own time of day or another. */
  z.object({
    kind: z.literal('wait'),
    from: instantSchema,
    months: z.number().int().min(0).max(1200),
    days: z.number().int().min(0).max(36_500),
    minute: minuteOfDaySchema.nullable(),
    zone: zoneSchema,
  }),
  /** Again and again in elapsed time, in even steps from the anchor. */
  z.object({ kind: z.literal('every'), anchor: instantSchema, milliseconds: elapsedSchema }),
  /** Any of these cron texts, on the clocks of any of these zones. */
  z.object({
    kind: z.literal('cron'),
    texts: z.array(z.string().max(200)).min(1).max(10),
    zones: z.array(zoneSchema).min(1).max(20),
  }),
  z.object({
    kind: z.literal('daily'),
    minutes: z.array(minuteOfDaySchema).min(1).max(48),
    zone: zoneSchema,
  }),
  z.object({
    kind: z.literal('weekly'),
    weekdays: z.array(weekdaySchema).min(1).max(7),
    minute: minuteOfDaySchema,
    zone: zoneSchema,
  }),
  /** In a month without that day, on its last. */
  z.object({
    kind: z.literal('monthly'),
    day: z.union([z.number().int().min(1).max(31), z.literal('last')]),
    minute: minuteOfDaySchema,
    zone: zoneSchema,
  }),
  /** On days that are worked. */
  z.object({
    kind: z.literal('working_days'),
    weekdays: z.array(weekdaySchema).min(1).max(7),
    holidays: z.array(daySchema).max(2000),
    minute: minuteOfDaySchema,
    zone: zoneSchema,
  }),
  /** So long after a day of the zone has begun, whatever its clocks do in that night. */
  z.object({ kind: z.literal('night'), minutes: z.number().int().min(0).max(1380), zone: zoneSchema }),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

/** What becomes of occurrences that nobody was awake for. */
export const catchUpSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('skip') }),
  /** The last of them, unless it was due longer ago than this; null: however long ago. */
  z.object({ kind: z.literal('once'), within: z.number().int().positive().nullable() }),
  /** Each of them, the last so many. */
  z.object({ kind: z.literal('all'), most: z.number().int().min(1).max(1000) }),
]);
export type CatchUp = z.infer<typeof catchUpSchema>;
