import { z } from 'zod';
import { daySchema } from './domain';

/** More than a company of many countries has in ten years. */
export const mostHolidays = 2_000;

const nameSchema = z.string().trim().min(1, 'say what day it is').max(100);
/** As accounts have it (ISO 3166); null: everywhere. */
const countrySchema = z
  .string()
  .regex(/^[A-Z]{2}$/, 'write the country as two capital letters, such as DE')
  .nullable();

/** A day on which nobody works. */
export const holidayPatchSchema = z.object({ day: daySchema, name: nameSchema, country: countrySchema });
export type NewHoliday = z.infer<typeof holidayPatchSchema>;

export const holidaySchema = z.object({
  id: z.uuidv7(),
  day: daySchema,
  name: z.string(),
  country: z.string().nullable(),
  isPending: z.boolean(),
});
export type Holiday = z.infer<typeof holidaySchema>;

/** Days of the week, Monday 1 to Sunday 7, the earlier first. */
export const workedDaysSchema = z
  .array(z.number().int().min(1).max(7))
  .min(1, 'choose at least one day')
  .max(7);

/** The earliest first. */
export const holidaysSchema = z.object({
  holidays: z.array(holidaySchema).max(mostHolidays),
  workedDays: workedDaysSchema,
});
export const addHolidaysInputSchema = z.object({
  holidays: z.array(holidayPatchSchema).min(1).max(500),
});
export const addedHolidaysSchema = z.object({ ids: z.array(z.uuidv7()) });
export const removeHolidaysInputSchema = z.object({ ids: z.array(z.uuidv7()).min(1).max(500) });

/** A list of days as a text, one a line. */
export const readHolidaysInputSchema = z.object({ text: z.string().max(100_000) });
export const readHolidaysSchema = z.object({
  holidays: z.array(holidayPatchSchema),
  problems: z.array(z.object({ line: z.number().int(), words: z.string() })),
});
