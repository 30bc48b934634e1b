import { z } from 'zod';
import { instantSchema } from './domain';

export const suppressionReasonSchema = z.enum(['bounced', 'complained', 'by_hand']);
export type SuppressionReason = z.infer<typeof suppressionReasonSchema>;

export const suppressionSchema = z.object({
  /** Hexadecimal. */
  digest: z.string(),
  /** Null: it was erased; nothing goes there all the same. */
  address: z.string().nullable(),
  reason: suppressionReasonSchema,
  author: z.string(),
  at: instantSchema,
});
export type Suppression = z.infer<typeof suppressionSchema>;

export const suppressionListSchema = z.object({
  count: z.number().int(),
  /** The newest of them. */
  newest: z.array(suppressionSchema).max(100),
  /** Whether this login may change it: the company's database decides. */
  mayChange: z.boolean(),
});
export type SuppressionList = z.infer<typeof suppressionListSchema>;

export const suppressInputSchema = z.object({
  address: z.string().trim().min(1, 'write an e-mail address').max(300),
  suppressed: z.boolean(),
});

const unusableLineSchema = z.object({ line: z.number().int(), reason: z.string() });
export type UnusableLine = z.infer<typeof unusableLineSchema>;

export const importSuppressionsInputSchema = z.object({ text: z.string().max(30_000_000) });
/** What became of a file of addresses. */
export const importedSuppressionsSchema = z.object({
  added: z.number().int(),
  /** Were on the list already, and stay as they are. */
  known: z.number().int(),
  unusable: z.number().int(),
  firstUnusable: z.array(unusableLineSchema).max(20),
});
export type ImportedSuppressions = z.infer<typeof importedSuppressionsSchema>;

export const exportedSuppressionsSchema = z.object({
  /** Null: no file was chosen. */
  path: z.string().nullable(),
  rows: z.number().int(),
  /** Are left out: of these the company has no address any more. */
  withoutAddress: z.number().int(),
});
