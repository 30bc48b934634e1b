import { z } from 'zod';
import type { ReadDb, Tx } from '../types';

/** Monday to Friday, where the company says nothing else. */
export const usualWeek: readonly number[] = [1, 2, 3, 4, 5];

const weekSchema = z.array(z.number().int().min(1).max(7)).min(1);

/** Days of the week that the company works, Monday 1 to Sunday 7, the earlier first. */
export function readWorkedDays(db: ReadDb | Tx): readonly number[] {
  const kept = db.prepared<[], string | null>('select worked_days from sending_settings').pluck().get();
  return kept == null ? usualWeek : weekSchema.parse(JSON.parse(kept));
}
