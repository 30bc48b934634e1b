import type { Today } from '../../../src-preload/contract/today';
import { composeToday } from '../../engines/today/compose-today';
import { dayOfInstant } from '../../lib/day';
import { readTodayFacts } from '../../store/desk/read-today';
import type { ReadDb } from '../../store/types';
import { isScoring } from '../scoring/keep-scored';

export interface TodayChoice {
  /** Items at most. */
  readonly limit: number;
  readonly ownerId?: number | undefined;
}

/** The queue of what needs the manager now, of all accounts or of those of one owner. */
export function todayOf(db: ReadDb, choice: TodayChoice, now: number): Today {
  const facts = readTodayFacts(db, now, { ownerId: choice.ownerId });
  return composeToday({ ...facts, scoring: isScoring(db, now) }, dayOfInstant(now), choice);
}
