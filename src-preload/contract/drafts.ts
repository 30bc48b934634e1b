import { z } from 'zod';

/** What somebody began and did not save. */
export const draftKeySchema = z.object({
  /** Which editor it is of, `rule 019…`; each login meets its own alone. */
  key: z.string().min(1).max(500),
});
/** As the editor that keeps it understands it; null: there is none. */
export const draftSchema = z.object({ draft: z.string().max(500_000).nullable() });
export const keepDraftInputSchema = draftKeySchema.extend(draftSchema.shape);
