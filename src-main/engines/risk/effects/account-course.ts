import { countUpTo } from '../../../lib/statistics/search';
import { type Spell, spellOn } from '../../life/spells';
import type { Term } from '../../life/term';
import type { Intervention } from '../features/intervention-features';

/** An account's way through time, as far as effects are concerned. Days since 1970; 0 where there is none. */
export interface AccountCourse {
  readonly account: number;
  readonly spells: readonly Spell[];
  readonly terms: readonly Term[];
  /** Health scores, ascending by day. */
  readonly scoreDays: Int32Array;
  readonly points: Float64Array;
  /** The earliest first. */
  readonly interventions: readonly Intervention[];
}

/** A score speaks for so many days. */
const scoreValidDays = 35;

/** Points of the latest score on or before a day; NaN when there is none of the last weeks. */
export function scoreOn(
  { scoreDays, points }: AccountCourse,
  day: number,
  validDays = scoreValidDays,
): number {
  const latest = countUpTo(scoreDays, day) - 1;
  return latest >= 0 && (scoreDays[latest] as number) > day - validDays
    ? (points[latest] as number)
    : Number.NaN;
}

/** The spell in which it is a customer on a day; null while it is none. */
export function courseSpell({ spells }: AccountCourse, day: number): Spell | null {
  return spellOn(spells, day);
}
