import { z } from 'zod';

/**
 * What a fact is, so that one knows how it can be asked about: a number (of a unit), an amount in the company's currency,
 * a share 0-1, a calendar day, a text, one of a closed list of words, or yes or no.
 */
export const factTypes = ['number', 'money', 'share', 'day', 'text', 'choice', 'yes-no'] as const;
export const factTypeSchema = z.enum(factTypes);
export type FactType = z.infer<typeof factTypeSchema>;

export const factSubjects = ['account', 'contact'] as const;
export const factSubjectSchema = z.enum(factSubjects);
export type FactSubject = z.infer<typeof factSubjectSchema>;

/** One of the words of a choice, as it is kept and as it is shown. */
const factWordSchema = z.object({ value: z.string(), label: z.string() });
export type FactWord = z.infer<typeof factWordSchema>;

/** What a fact has to be told before it can be looked up: within how many days, of which feature. */
const factParameterSchema = z.discriminatedUnion('type', [
  z.object({
    name: z.string(),
    label: z.string(),
    type: z.literal('days'),
    least: z.number().int(),
    most: z.number().int(),
    usual: z.number().int(),
  }),
  z.object({
    name: z.string(),
    label: z.string(),
    type: z.literal('word'),
    words: z.array(factWordSchema),
    usual: z.string(),
  }),
]);
export type FactParameter = z.infer<typeof factParameterSchema>;

/** The reach of a fact into the past: `daily`, what each day held is kept; `present`, nothing but its value of now is. */
export const factPasts = ['daily', 'present'] as const;

/** A fact as rule editor, evaluator, templates and explanations know it. */
export const factSchema = z.object({
  /** `health.score`; unique, and never given to another fact. */
  name: z.string(),
  subject: factSubjectSchema,
  /** Under which heading an editor offers it. */
  group: z.string(),
  label: z.string(),
  /** Inside a sentence, with its parameters in braces: `tickets opened in {days}`. */
  phrase: z.string(),
  /** Whether the phrase takes `are` rather than `is`. */
  isPlural: z.boolean(),
  type: factTypeSchema,
  /** What a number counts: `day`, `contact`; null of anything else. */
  unit: z.string().nullable(),
  /** Decimals with which a number or share in percent is shown, and so compared. */
  digits: z.number().int().min(0).max(4),
  /** The words of a choice; where `isOrdered`, from the least to the most. */
  words: z.array(factWordSchema),
  isOrdered: z.boolean(),
  parameters: z.array(factParameterSchema),
  past: z.enum(factPasts),
  /** When it is not known, after a colon: `no ticket data`. */
  unknownWhen: z.string(),
});
export type Fact = z.infer<typeof factSchema>;
