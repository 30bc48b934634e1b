import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { settings } from '../schema/work';
import type { ReadDb, Tx } from '../types';

export const fullRunKey = 'scoring.full_run';

const fullRunSchema = z.object({
  asOf: z.number().int(),
  configVersion: z.number().int(),
  /** What holds for the whole company, as text to compare. */
  company: z.string(),
});

/** What the scores of all accounts stand on. When any of it changes, all of them have to be made again. */
export type FullRun = z.infer<typeof fullRunSchema>;

/** The last run over all accounts; null before the first. */
export function readFullRun(db: ReadDb | Tx): FullRun | null {
  const row = db.select().from(settings).where(eq(settings.key, fullRunKey)).get();
  if (row === undefined) return null;
  const parsed = fullRunSchema.safeParse(JSON.parse(row.value));
  return parsed.success ? parsed.data : null;
}
