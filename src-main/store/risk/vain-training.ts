import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

/** A training that came to no model: how many departures were known, through which day, and why. */
const vainTrainingSchema = z.object({ churns: z.number(), through: z.number(), message: z.string() });
export type VainTraining = z.infer<typeof vainTrainingSchema>;

const key = 'risk.vain_training';

/** The last one; null where there was none. */
export function readVainTraining(db: ReadDb): VainTraining | null {
  const text = db.prepared<[string], string>('select value from settings where key = ?').pluck().get(key);
  return text === undefined ? null : vainTrainingSchema.parse(JSON.parse(text));
}

export function putVainTraining(tx: Tx, training: VainTraining): void {
  tx.prepared<[string, string]>('replace into settings (key, value) values (?, ?)').run(
    key,
    JSON.stringify(training),
  );
}
