import { z } from 'zod';
import { daySchema } from '../domain';
import { fileChoiceSchema } from '../reports/files';
import { meansKindSchema, measuredMeansSchema } from './measured-means';

/** One row of the report: what came of a rule, a sequence, a template or a channel. */
export const effectRowSchema = measuredMeansSchema.extend({
  /** As it is called now. */
  name: z.string(),
  /** Whether the company has it no more. */
  isGone: z.boolean(),
  /** What can be told, in a sentence or two; and the figures of it alone. */
  text: z.string(),
  figures: z.string(),
  /** What was compared, how many, and what is to be kept in mind. */
  details: z.array(z.string()),
  /** That it makes noise, and why; null: it doesn't. */
  noiseText: z.string().nullable(),
});
export type EffectRow = z.infer<typeof effectRowSchema>;

export const effectListInputSchema = z.object({ kind: meansKindSchema });
export const effectListSchema = z.object({
  /** The last day of which it is known who left; null: nothing was measured yet. */
  through: daySchema.nullable(),
  rows: z.array(effectRowSchema),
});
export type EffectList = z.infer<typeof effectListSchema>;

export const effectOfRuleInputSchema = z.object({ id: z.string().max(100) });
export const effectOfRuleSchema = z.object({ row: effectRowSchema.nullable() });

export const effectExportInputSchema = effectListInputSchema.extend(fileChoiceSchema.shape);
