import { z } from 'zod';

export const templateFields = ['subject', 'preheader', 'mjml'] as const;

/** Something wrong with a template, in words for whoever writes it. */
export const templateProblemSchema = z.object({
  /** An error keeps the template from being saved and sent; a warning is advice. */
  weight: z.enum(['error', 'warning']),
  field: z.enum(templateFields),
  /** Counted from 1; null: the whole. */
  line: z.number().int().nullable(),
  words: z.string(),
});
export type TemplateProblem = z.infer<typeof templateProblemSchema>;
