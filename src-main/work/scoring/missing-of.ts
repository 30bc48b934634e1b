import type { AccountOverview } from '../../../src-preload/contract/account';
import { measureAt } from '../../engines/health/measures';
import { missingMeasures } from '../../engines/health/missing-measures';
import { formatDay } from '../../lib/day';
import { readScoresBackward } from '../../store/scores/past-scores';
import type { ReadDb } from '../../store/types';
import { storedDay } from './stored-day';

/**
 * What of an account's latest score isn't known, what would weigh most first, and the last day of its stored scores on
 * which it was; null where it never was. Without a score there is nothing to miss.
 */
export function missingOf(db: ReadDb, organizationId: number): AccountOverview['missing'] {
  const lastKnown = new Map<string, number>();
  let missing: ReturnType<typeof missingMeasures> | null = null;
  for (const row of readScoresBackward(db, organizationId)) {
    if (missing === null) {
      const { profile } = storedDay(db, row);
      missing = missingMeasures(profile, row.raws);
    }
    for (const { measure } of missing) {
      if (!lastKnown.has(measure) && !Number.isNaN(row.raws[measureAt[measure]]))
        lastKnown.set(measure, row.asOf);
    }
    if (lastKnown.size === missing.length) break;
  }
  return (missing ?? []).map(({ measure, weight }) => {
    const day = lastKnown.get(measure);
    return { measure, weight, lastKnown: day === undefined ? null : formatDay(day) };
  });
}
