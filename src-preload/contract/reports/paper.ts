import { z } from 'zod';
import { monthSchema, ratesModes } from './revenue';

export const papers = ['A4', 'Letter'] as const;
export const paperSchema = z.enum(papers);
export type Paper = z.infer<typeof paperSchema>;

/** The reports as a screen that is made for paper: its address within Steward, with all that was chosen. */
const reportsScreenSchema = z
  .string()
  .max(2000)
  .regex(/^#\/reports\?[\x21-\x7e]*$/);

export const printInputSchema = z.object({
  paper: paperSchema,
  /** The last month; without it the present one. */
  through: monthSchema.optional(),
  rates: z.enum(ratesModes),
});
export type PrintInput = z.infer<typeof printInputSchema>;

/** What the desktop is asked to put on paper, and where. */
export const printOrderSchema = z.object({
  screen: reportsScreenSchema,
  paper: paperSchema,
  path: z.string().min(1),
});
export type PrintOrder = z.infer<typeof printOrderSchema>;

/** `path` is where the file now is; null when nobody chose one. */
export const printedSchema = z.object({ path: z.string().nullable() });
