import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { settings } from '../schema/work';
import type { ReadDb, Tx } from '../types';

const fullRunKey = 'scoring.full_run';

const fullRunSchema = z.object({
  asOf: z.number().int(),
  configVersion: z.number().int(),
  /** By which success plans; empty where the company has none. */
  plans: z.string().default(''),
  company: z.object({
    features: z.array(z.number().int()),
    coreFeatures: z.array(z.number().int()),
    outcomeFeatures: z.array(z.number().int()),
    firstTicketDay: z.number().int(),
    firstTicketAccount: z.number().int(),
    firstTicketDayOfOthers: z.number().int(),
    firstPaymentFailureDay: z.number().int(),
    firstPaymentFailureAccount: z.number().int(),
    firstPaymentFailureDayOfOthers: z.number().int(),
    latestMovement: z.number().int(),
    presentDay: z.number().int(),
    monthlyRowsMove: z.boolean(),
  }),
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

/** Remembers what the last run over all accounts stood on. */
export function putFullRun(tx: Tx, run: FullRun): void {
  const value = JSON.stringify(run);
  tx.insert(settings)
    .values({ key: fullRunKey, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
    .run();
}
