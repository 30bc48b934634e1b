import type { ReadDb } from '../types';

/** Mean chance of all accounts to leave within 90 days; null before they were foretold. */
export function readMeanChance(db: ReadDb): number | null {
  return db.prepared<[], number | null>('select avg(p90) from churn_forecasts').pluck().get() ?? null;
}
